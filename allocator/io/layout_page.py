"""docs/workbook.md, made from the layout."""

from collections.abc import Iterable, Iterator

from allocator.io.column_forms import form
from allocator.io.layout import IGNORED, SHEETS
from allocator.io.layout_columns import EVIDENCE
from allocator.io.layout_settings import SETTINGS
from allocator.io.phrases import LONGEST_CODE
from allocator.tables.input_sheet import InputColumn, InputSheet

HEADER = "| {} | form | unit | blank | meaning |\n|---|---|---|---|---|"
INTRODUCTION = f"""\
# The input workbook

This page is made from the layout in `allocator/io/layout.py`; `allocator template` writes a
workbook with the same columns, drop-downs and help, `allocator template --example` a filled one.

* Every sheet has its header in row 1. The order of sheets, columns and rows is free; blank rows are
  passed over.
* A sheet or column whose name starts with `{IGNORED}` is yours: it is ignored, and a notice says
  so. Any other unknown name is a problem.
* Codes are text of at most {LONGEST_CODE} characters without `;`, `:`, `|`, `,` and quotes; `all`
  and `own` are no codes. Periods may be written as text or as whole numbers such as 2026.
* Blank is never zero: a blank cell is a problem, or it means what the column says.
* Numbers are numbers: text that looks like one, decimal commas in text and percentages in text are
  refused. Money is in EUR million with at most three decimals, except for GDP, which is in EUR
  billion. Quantities are whole units.
* Shares are Excel percentages with at most two decimals of a per cent.
* A period starts in a year such as 2026, or in a month written as text, such as 2026-07; a cell
  formatted as a date is a problem.
* Formulas are welcome as long as the workbook was saved with their values.
* Merged cells and cells with errors are problems; hidden sheets, rows and columns are read like any
  other, and a notice says so.

All problems of a workbook are told at once, each with its cell, what was read and the remedy.
Nothing is solved and nothing is written while one stands.
"""


def layout_page() -> str:
    """The page, in Markdown."""
    return (
        "\n".join(
            [
                INTRODUCTION,
                *_overview(),
                "## Columns every sheet may have\n",
                *_columns("column", EVIDENCE),
                *(line for sheet in SHEETS for line in _section(sheet)),
            ]
        ).rstrip()
        + "\n"
    )


def _overview() -> Iterator[str]:
    yield "## Sheets\n\n| sheet | needed | a row is known by | holds |\n|---|---|---|---|"
    for sheet in SHEETS:
        needed = "required" if sheet.required else "optional"
        key = ", ".join(sheet.key) or "its number"
        yield f"| [{sheet.name}](#{sheet.name}) | {needed} | {key} | {sheet.help} |"
    yield ""


def _section(sheet: InputSheet) -> Iterator[str]:
    yield f"## {sheet.name}\n\n{sheet.help}\n"
    yield from _columns("column", sheet.columns)
    if sheet.name == "settings":
        yield "The settings, and what stands in the cell `value` of each:\n"
        yield from _columns("key", SETTINGS)


def _columns(title: str, columns: Iterable[InputColumn]) -> Iterator[str]:
    yield HEADER.format(title)
    for column in columns:
        name = f"**{column.name}**" if column.key else column.name
        cells = (name, form(column), column.unit, column.blank or "required", column.help)
        yield f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"
    yield ""
