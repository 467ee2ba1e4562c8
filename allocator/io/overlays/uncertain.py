"""How far figures may stray: the rows of the sheet `uncertainties`, and the cells they reach."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from allocator.domain.address_book import Key
from allocator.domain.problem import Problem
from allocator.domain.stray import Distribution, Stray
from allocator.io.layout import UNCERTAINTIES
from allocator.io.layout_settings import SETTINGS_SHEET
from allocator.io.number_cells import number_value
from allocator.io.overlays.asked import Place, RefusedError
from allocator.io.overlays.keys import Patterns, combinations, meant, remedy_for
from allocator.io.overlays.reckoning import out_of_range, reckoned
from allocator.io.problems import suggestion
from allocator.io.raw_cells import Raw, is_blank
from allocator.io.sheet_cells import SheetCells
from allocator.io.sheet_rows import SheetRows
from allocator.tables.input_sheet import InputColumn

NAMED = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """A row that can be read: which figures, and how far."""

    place: Place
    key: Patterns
    target: InputColumn

    @property
    def column(self) -> str:
        """The column of the figures."""
        return str(self.place.row.values["column"])

    @property
    def address(self) -> str:
        """Of the cell in which the row begins to say how far."""
        return self.place.address("low")

    def drawn(self, name: str) -> int:
        """What stands in low, mode or high; the mode of a uniform distribution is its low."""
        value = self.place.row.values[name]
        return self.drawn("low") if value is None else int(str(value))

    def group(self, key: Key) -> str:
        """The group of one figure, the codes of its row put in for the names in braces."""
        codes = dict(zip(self.place.key_names, key, strict=True))
        text = str(self.place.row.values.get("group") or "")
        return NAMED.sub(lambda name: codes[name[1].strip()], text)

    def stray(self, key: Key) -> Stray:
        """One figure of the row."""
        return Stray(
            sheet=self.place.sheet.name,
            key=key,
            column=self.column,
            how="add" if self.place.how == "add" else "scale",
            distribution=cast(Distribution, self.place.row.values["distribution"]),
            low=self.drawn("low"),
            mode=self.drawn("mode"),
            high=self.drawn("high"),
            group=self.group(key),
            address=self.address,
        )


def asked_uncertainties(
    sheets: Mapping[str, SheetRows], problems: list[Problem]
) -> tuple[Uncertainty, ...]:
    """The rows of the sheet that make sense by themselves; problems of others join the list."""
    found = sheets.get(UNCERTAINTIES.name)
    asked = []
    for row in found.rows if found is not None else ():
        if found is None or row.broken:
            continue
        place = Place(found, row)
        try:
            uncertainty = Uncertainty(place, place.key(), place.target("low"))
            _require_shape(uncertainty)
            _require_group(place)
        except RefusedError as error:
            problems.append(error.problem)
        else:
            asked.append(uncertainty)
    return tuple(asked)


def strays(
    asked: Sequence[Uncertainty],
    cells: Mapping[str, SheetCells],
    sheets: Mapping[str, SheetRows],
    problems: list[Problem],
) -> tuple[Stray, ...]:
    """All figures that may stray, in the order of the rows that say so; problems join the list.

    Of a workbook whose other sheets have none. No figure may stray twice, or to where its column
    cannot hold it; blank cells are passed over.
    """
    found: dict[tuple[str, Key, str], Stray] = {}
    for uncertainty in asked:
        try:
            for key in _figures(uncertainty, cells, sheets):
                name = (uncertainty.place.sheet.name, key, uncertainty.column)
                if name in found:
                    what = f"{uncertainty.column} of {', '.join(key)} strays already by"
                    message = f"{what} {found[name].address}"
                    raise uncertainty.place.refused("low", message, "let one row say how far")
                found[name] = uncertainty.stray(key)
        except RefusedError as error:
            problems.append(error.problem)
    return tuple(found.values())


def _require_shape(uncertainty: Uncertainty) -> None:
    place, values = uncertainty.place, uncertainty.place.row.values
    if values["distribution"] == "triangular" and values["mode"] is None:
        raise place.refused("mode", "blank, but a triangular distribution has one", "write it")
    if values["distribution"] == "uniform" and values["mode"] is not None:
        raise place.refused("mode", "a uniform distribution has none", "leave it blank")
    low, mode, high = (uncertainty.drawn(name) for name in ("low", "mode", "high"))
    if high < low:
        raise place.refused("high", "it is below low", "write the least first")
    if not low <= mode <= high:
        raise place.refused("mode", "it is not between low and high", "write one between them")


def _require_group(place: Place) -> None:
    text = str(place.row.values.get("group") or "")
    for name in NAMED.findall(text):
        if name.strip() not in place.key_names:
            listed = ", ".join(place.key_names)
            remedy = suggestion(name, place.key_names, f"name one of {listed}")
            message = f'"{name}" is no key column of {place.sheet.name}'
            raise place.refused("group", message, remedy)
    if re.search("[{}]", NAMED.sub("", text)):
        raise place.refused("group", f'a brace is left over in "{text}"', "write such as {line}")


def _figures(
    uncertainty: Uncertainty, cells: Mapping[str, SheetCells], sheets: Mapping[str, SheetRows]
) -> Iterator[Key]:
    """The keys of all figures that the row reaches; refused where there is none."""
    place = uncertainty.place
    read = sheets.get(place.sheet.name)
    rows = {key: row.number for row in read.rows if (key := read.key(row))} if read else {}
    named = dict.fromkeys(
        pair for wanted in combinations(uncertainty.key) for pair in _meant(place, wanted, rows)
    )
    column = "value" if place.sheet is SETTINGS_SHEET else uncertainty.column
    at = read.positions.get(column) if read else None
    filled = 0
    for key, number in named:
        raw = None if at is None else cells[place.sheet.name].rows[number].get(at)
        if not is_blank(raw):
            filled += 1
            _require_room(uncertainty, key, raw)
            yield key
    if not filled:
        message = f"{uncertainty.column} is blank, nothing to {place.how}"
        raise place.refused("column", message, "name a column that is filled")


def _meant(place: Place, wanted: Key, rows: Mapping[Key, int]) -> list[tuple[Key, int]]:
    found = meant(wanted, rows)
    if not found:
        message = f"{place.sheet.name} has no row {', '.join(wanted)}"
        raise place.refused("key", message, remedy_for(wanted, rows))
    return found


def _require_room(uncertainty: Uncertainty, key: Key, raw: Raw) -> None:
    """The figure at its least and at its most is one that the column can hold."""
    target, how = uncertainty.target, uncertainty.place.how
    figure = number_value(target, raw)
    for name in ("low", "high"):
        if beyond := out_of_range(target, reckoned(figure, how, uncertainty.drawn(name))):
            message = f"{uncertainty.column} of {', '.join(key)} would be {beyond}"
            raise uncertainty.place.refused(name, message, "let it stray less far")
