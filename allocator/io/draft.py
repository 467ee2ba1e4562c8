"""A scenario under assembly: the readable rows of a workbook, closed under reference.

A row joins the draft when none of its cells has a problem and every code it names belongs to a row
that joined too. So the checks across sheets can look codes up without fear, and a problem is told
where it arises and not again in every row that depends on it.
"""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from allocator.domain.address_book import AddressBook, Evidence, Key
from allocator.domain.problem import Problem
from allocator.domain.record import Record
from allocator.io.cell_values import Value
from allocator.io.layout import HOMES
from allocator.io.layout_columns import EVIDENCE
from allocator.io.problems import problem
from allocator.io.references import named_codes, texts
from allocator.io.sheet_rows import Row, SheetRows
from allocator.io.unread import Unread
from allocator.tables.frame import column_letters
from allocator.tables.input_sheet import InputSheet

R = TypeVar("R", bound=Record)


class Draft:
    """Rows by sheet; problems found on the way are added to the list that was given."""

    def __init__(self, workbook: Mapping[str, SheetRows], problems: list[Problem]) -> None:
        self._workbook = workbook
        self._problems = problems
        self._usable: dict[str, set[str]] = {thing: set() for thing in HOMES}

    def rows(self, sheet: str, stand_ins: Mapping[str, Value] | None = None) -> Sequence[Row]:
        """The rows of a sheet that can become records; their codes become usable by others.

        Sheets that declare codes must be asked for before the sheets that name them. Values that
        cannot be read are taken from `stand_ins` where given, so that the rest can be checked.
        """
        found = self._workbook.get(sheet)
        if found is None:
            return ()
        kept = [
            row
            for row in (_completed(row, found.sheet, stand_ins or {}) for row in found.rows)
            if not row.broken and self._closed(found, row)
        ]
        for thing, (home, column) in HOMES.items():
            if home == sheet:
                for row in kept:
                    self._usable[thing].update(texts(row.values.get(column)))
        return kept

    def records(self, model: type[R], sheet: str) -> tuple[R, ...]:
        """Records whose fields are just the columns of their sheet, and `row` if they have one."""
        numbered = "row" in model.model_fields
        return tuple(
            record(model, row, **({"row": row.number} if numbered else {}))
            for row in self.rows(sheet)
        )

    def _closed(self, found: SheetRows, row: Row) -> bool:
        for column in found.sheet.columns:
            named, things, words = named_codes(found.sheet, column, row)
            for code in named if things else ():
                known = code in words or any(code in self._usable[thing] for thing in things)
                if not known:
                    return False
        return True

    def unread(self) -> Unread:
        """The sheets of which some row did not become a record."""
        sheets = self._workbook.items()
        return Unread(
            frozenset(name for name, found in sheets if any(row.broken for row in found.rows)),
            frozenset(name for name, found in sheets if any(row.misnamed for row in found.rows)),
        )

    def refuse(self, sheet: str, row: Row, column: str, message: str, remedy: str) -> None:
        """Note a problem that shows only while a record is made."""
        address = self._workbook[sheet].address(row, column)
        self._problems.append(problem(address, message, remedy))

    def book(self) -> AddressBook:
        """Where every keyed row stands, broken rows included, and what it rests on."""
        rows: dict[str, dict[Key, int]] = {}
        evidence: dict[str, dict[Key, Evidence]] = {}
        for name, found in self._workbook.items():
            rows[name], evidence[name] = {}, {}
            for row in found.rows:
                key = found.key(row)
                if key is not None and key not in rows[name]:
                    rows[name][key] = row.number
                    evidence[name][key] = _evidence(row)
        columns = {
            name: {column: column_letters(place) for column, place in found.positions.items()}
            for name, found in self._workbook.items()
        }
        return AddressBook(rows, columns, evidence)


def _completed(row: Row, sheet: InputSheet, stand_ins: Mapping[str, Value]) -> Row:
    missing = {column.name for column in sheet.columns} - row.values.keys()
    if not missing or not missing <= stand_ins.keys():
        return row
    return Row(row.number, {**stand_ins, **row.values})


def _evidence(row: Row) -> Evidence:
    return Evidence(*(str(row.values.get(column.name) or "") for column in EVIDENCE))


def record(model: type[R], row: Row, /, **changes: object) -> R:
    """The record whose fields bear the names of the row's columns, but for `changes`."""
    fields = {name: row.values[name] for name in model.model_fields if name in row.values}
    return model.model_validate({**fields, **changes})
