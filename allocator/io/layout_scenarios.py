"""Other futures of the same workbook: named changes of its cells, and how far figures may stray."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from allocator.domain.overlay import HOWS
from allocator.io.layout_columns import choice, code, free_text
from allocator.io.numbers import LARGEST
from allocator.tables.input_sheet import CellKind, InputColumn, InputSheet

DISTRIBUTIONS = ("triangular", "uniform")
SCALES = HOWS[1:]
KEY_HELP = (
    "Codes of the row's key, in the order of its columns, such as USA, *, 2028: * stands for "
    "anything, also within a code, and FRA;DEU for either. Of a sheet without a key the number of "
    "the row."
)


def _factor(name: str, text: str, *, blank: str = "") -> InputColumn:
    """Per cent of what stands in the cell; more than 100 % makes it larger."""
    return InputColumn(name, CellKind.SHARE, text, "%", blank=blank, maximum=LARGEST)


def scenarios_sheet(sheets: Sequence[str]) -> InputSheet:
    """The sheet of named futures, which may change these sheets."""
    return InputSheet(
        "scenarios",
        "Scenarios",
        "Other futures: each row changes cells of the workbook under the name of a scenario. "
        "`--scenario NAME` solves one, `--scenario A+B` one on top of the other.",
        (
            code("scenario", "Name of the scenario; its changes are all rows with this name."),
            choice("sheet", "Sheet that is changed.", tuple(sheets)),
            InputColumn("key", CellKind.TEXT, KEY_HELP),
            InputColumn("column", CellKind.TEXT, "Column that is changed."),
            choice(
                "change",
                "set: the cell becomes the value, and a row whose whole key is named and is not "
                "there is added; add: the value is added; scale: the cell becomes so many per cent "
                "of itself, rounded to the nearest figure that the column can hold.",
                HOWS,
            ),
            InputColumn(
                "value",
                CellKind.TEXT,
                "As the changed column takes it; of scale a percentage such as 50%.",
                blank="set: a blank cell",
            ),
        ),
    )


def uncertainties_sheet(sheets: Sequence[str]) -> InputSheet:
    """The sheet of figures that are drawn at random, in these sheets."""
    return InputSheet(
        "uncertainties",
        "Uncertainties",
        "How far figures may stray: `allocator sweep --draws N` draws them at random, and the same "
        "seed always draws the same.",
        (
            choice("sheet", "Sheet of the figures.", tuple(sheets)),
            InputColumn("key", CellKind.TEXT, KEY_HELP),
            InputColumn("column", CellKind.TEXT, "Column of the figures."),
            choice(
                "change",
                "scale: what is drawn is per cent of the figure; add: it is added to it.",
                SCALES,
            ),
            choice("distribution", "How it is drawn.", DISTRIBUTIONS),
            InputColumn("low", CellKind.TEXT, "The least that is drawn."),
            InputColumn(
                "mode",
                CellKind.TEXT,
                "The likeliest; of a triangular distribution alone.",
                blank="of a uniform one",
            ),
            InputColumn("high", CellKind.TEXT, "The most that is drawn."),
            free_text(
                "group",
                "Figures of a group stray together, from their lows to their highs. Key columns in "
                "braces make a group for each code, such as rates {line}. Blank: each on its own.",
            ),
        ),
    )


DRAWN = ("low", "mode", "high")


def amount_column(
    name: str, row: Mapping[str, object], targets: Mapping[str, Sequence[InputColumn]]
) -> InputColumn | None:
    """What stands in the cell `name` of a row of the two sheets, given the columns of every sheet.

    None where nothing can be said of it: the changed column is unknown, or takes no such change.
    """
    how, sheet = row.get("change"), str(row.get("sheet"))
    if how not in HOWS:
        return None
    if how == "scale":
        blank = "of a uniform one" if name == "mode" else ""
        return _factor(name, "Per cent of what stands in the cell.", blank=blank)
    wanted = row.get("key") if sheet == "settings" else row.get("column")
    target = next((one for one in targets.get(sheet, ()) if one.name == wanted), None)
    if target is None or how != "add":
        return target
    if not target.numeric:
        return None
    blank = "of a uniform one" if name == "mode" else ""
    return replace(target, minimum=-LARGEST, maximum=LARGEST, blank=blank, default=None)
