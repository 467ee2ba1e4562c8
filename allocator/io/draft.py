"""A scenario under assembly: the readable rows of a workbook, closed under reference.

A row joins the draft when every code it names belongs to a row that joined too, and each of its
cells can be read or has a stand-in. So the checks across sheets can look codes up without fear, and
a problem is told where it arises and not again in every row that depends on it.
"""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from allocator.domain.address_book import AddressBook, Evidence, Key
from allocator.domain.problem import Problem
from allocator.domain.record import Record
from allocator.io.layout import HOMES
from allocator.io.layout_columns import EVIDENCE
from allocator.io.problems import problem
from allocator.io.references import named_codes, texts
from allocator.io.sheet_rows import Row, SheetRows
from allocator.io.stand_ins import STAND_INS
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
        self._unread: dict[str, list[Row]] = {}

    def rows(self, sheet: str) -> Sequence[Row]:
        """The rows of a sheet that can become records; their codes become usable by others.

        Sheets that declare codes must be asked for before the sheets that name them.
        """
        found = self._workbook.get(sheet)
        if found is None:
            return ()
        kept, unread = [], self._unread.setdefault(sheet, [])
        for row in found.rows:
            whole = _completed(row, found.sheet)
            joins = whole is not None and self._closed(found, whole)
            if whole is not None and joins:
                kept.append(whole)
            if whole is not row or not joins:
                unread.append(row)
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
        """Rows that did not become records, or only with stand-ins."""
        return Unread(
            {name: tuple(map(_trusted, rows)) for name, rows in self._unread.items()},
            frozenset(
                name
                for name, found in self._workbook.items()
                if any(row.doubtful.intersection(found.sheet.key) for row in found.rows)
            ),
        )

    def refuse(self, sheet: str, row: Row, column: str, message: str, remedy: str) -> None:
        """Note a problem that shows only while a record is made; the row counts as unread."""
        address = self._workbook[sheet].address(row, column)
        self._problems.append(problem(address, message, remedy))
        self._unread[sheet].append(row)

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


def _completed(row: Row, sheet: InputSheet) -> Row | None:
    """The row with stand-ins for what it lacks; None where one has none, or the row is a repeat."""
    stand_ins = STAND_INS.get(sheet.name, {})
    columns = {column.name for column in sheet.columns}
    missing = columns - row.values.keys() | row.doubtful & columns
    if row.repeated or not missing <= stand_ins.keys():
        return None
    if not missing:
        return row
    return Row(row.number, {**row.values, **{name: stand_ins[name] for name in missing}})


def _trusted(row: Row) -> Mapping[str, str]:
    values = row.values.items()
    return {name: str(value or "") for name, value in values if name not in row.doubtful}


def _evidence(row: Row) -> Evidence:
    return Evidence(*(str(row.values.get(column.name) or "") for column in EVIDENCE))


def record(model: type[R], row: Row, /, **changes: object) -> R:
    """The record whose fields bear the names of the row's columns, but for `changes`."""
    fields = {name: row.values[name] for name in model.model_fields if name in row.values}
    return model.model_validate({**fields, **changes})
