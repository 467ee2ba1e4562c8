"""What differs between the inputs of two plans, cell by cell; rows are matched by their keys."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import zip_longest

from allocator.domain.period import month
from allocator.tables.filled_sheet import FilledRow, FilledSheet
from allocator.tables.input_sheet import DECIMALS, CellKind, Default, InputColumn

NAMING = frozenset({CellKind.CODE, CellKind.PERIOD, CellKind.CHOICE})
"""Kinds of cells by which rows are matched on a sheet where no row has a key of its own."""
ROW = ""
"""Stands for the column where a whole row is only in one of the inputs."""
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InputShift:
    """A cell that reads differently, or a row that only one input has."""

    sheet: str
    key: Key
    column: str
    """`ROW` for a whole row."""
    before: str | None
    """As a person writes it; None where the row is not there. So for `after`."""
    after: str | None
    unit: str
    part: Fraction | None
    """Of a number: what is added, as a part of what it was."""
    cells: tuple[str, str]
    """`sheet!C7` in the first input and in the other; empty where the row is not there."""
    wording: bool
    """Names, sources and notes, which no rule of the model reads."""
    meaning: str

    @property
    def row(self) -> bool:
        """Whether a whole row is only in one input."""
        return self.column == ROW


def input_shifts(
    first: Mapping[str, FilledSheet], other: Mapping[str, FilledSheet]
) -> tuple[InputShift, ...]:
    """Sheet by sheet; a sheet that one input lacks has no rows there."""
    names = dict.fromkeys((*first, *other))
    return tuple(
        shift
        for name in names
        for shift in _of_sheet(
            first.get(name) or _without_rows(other[name]),
            other.get(name) or _without_rows(first[name]),
        )
    )


def worded(column: InputColumn, value: Default) -> str:
    """A value as a person writes it into a cell of the column."""
    if value is None:
        return f"blank: {column.blank}" if column.blank else "blank"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return month(value) if column.kind is CellKind.MONTH else _number(column.kind, value)
    if isinstance(value, tuple):
        return "; ".join(_part(column.kind, part) for part in value) or "none"
    return value or "blank"


def _without_rows(sheet: FilledSheet) -> FilledSheet:
    return FilledSheet(sheet.name, sheet.columns, sheet.evidence, {}, (), sheet.settings)


def _of_sheet(first: FilledSheet, other: FilledSheet) -> Iterator[InputShift]:
    ours, theirs = _by_key(first), _by_key(other)
    for key in dict.fromkeys((*ours, *theirs)):
        for row, match in _matched(ours.get(key, []), theirs.get(key, [])):
            if row is None or match is None:
                yield _alone(first, other, key, row, match)
            elif row.values != match.values:
                yield from _cells(first, other, key, row, match)


def _by_key(sheet: FilledSheet) -> dict[Key, list[FilledRow]]:
    names = [column.name for column in _key_columns(sheet)]
    rows: dict[Key, list[FilledRow]] = {}
    for row in sheet.rows:
        rows.setdefault(tuple(str(row.values[name] or "") for name in names), []).append(row)
    return rows


def _key_columns(sheet: FilledSheet) -> Sequence[InputColumn]:
    own = [column for column in sheet.columns if column.name not in sheet.evidence]
    return [column for column in own if column.key] or [
        column for column in own if column.kind in NAMING
    ]


def _matched(
    ours: Sequence[FilledRow], theirs: Sequence[FilledRow]
) -> Iterator[tuple[FilledRow | None, FilledRow | None]]:
    """Rows of one key: those that agree in everything go first, the others in their order."""
    if len(ours) == len(theirs) == 1:
        yield ours[0], theirs[0]
        return
    yield from zip_longest(_beyond(ours, theirs), _beyond(theirs, ours))


def _beyond(rows: Sequence[FilledRow], others: Sequence[FilledRow]) -> list[FilledRow]:
    """Rows that have no equal among the others, each of which is the equal of one row only."""
    there = Counter(_content(row) for row in others)
    left = []
    for row in rows:
        content = _content(row)
        if there[content]:
            there[content] -= 1
        else:
            left.append(row)
    return left


def _content(row: FilledRow) -> tuple[tuple[str, Default], ...]:
    return tuple(sorted(row.values.items(), key=lambda item: item[0]))


def _cells(
    first: FilledSheet, other: FilledSheet, key: Key, row: FilledRow, match: FilledRow
) -> Iterator[InputShift]:
    for column in first.columns:
        before, after = row.values.get(column.name), match.values.get(column.name)
        if before == after:
            continue
        described = first.described(row, column)
        yield InputShift(
            sheet=first.name,
            key=key,
            column=column.name,
            before=worded(described, before),
            after=worded(described, after),
            unit=described.unit,
            part=_relative(described, before, after),
            cells=(first.address(row, column.name), other.address(match, column.name)),
            wording=_is_wording(first, described),
            meaning=described.help,
        )


def _alone(
    first: FilledSheet,
    other: FilledSheet,
    key: Key,
    row: FilledRow | None,
    match: FilledRow | None,
) -> InputShift:
    return InputShift(
        sheet=first.name,
        key=key,
        column=ROW,
        before=None if row is None else _row_words(first, row),
        after=None if match is None else _row_words(other, match),
        unit="",
        part=None,
        cells=(
            "" if row is None else first.address(row),
            "" if match is None else other.address(match),
        ),
        wording=False,
        meaning="the whole row",
    )


def _row_words(sheet: FilledSheet, row: FilledRow) -> str:
    """What a row says beside its key, in a line."""
    keys = {column.name for column in _key_columns(sheet)} | sheet.evidence
    said = (
        f"{column.name} {worded(sheet.described(row, column), row.values[column.name])}"
        for column in sheet.columns
        if column.name not in keys and row.values.get(column.name) != column.default
    )
    return ", ".join(said) or "the row"


def _is_wording(sheet: FilledSheet, column: InputColumn) -> bool:
    free = column.kind is CellKind.TEXT and not column.key and not column.defines
    return free or column.name in sheet.evidence


def _relative(column: InputColumn, before: Default, after: Default) -> Fraction | None:
    if not column.numeric or not isinstance(before, int) or not isinstance(after, int):
        return None
    return Fraction(after - before, before) if before else None


def _number(kind: CellKind, value: int) -> str:
    digits = DECIMALS.get(kind, 0)
    shown = kind is CellKind.SHARE
    number = Decimal(value).scaleb(-(digits - 2) if shown else -digits)
    text = f"{number:,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"{text} %" if shown else text


def _part(kind: CellKind, part: object) -> str:
    """A part of a list: a code, or a pair of which one side may be a share."""
    if not isinstance(part, tuple):
        return str(part)
    one, two = part
    if kind is CellKind.STEPS:
        return f"{_number(CellKind.SHARE, one)} at {two}"
    if kind is CellKind.PROFILE:
        return f"{one}:{_number(CellKind.SHARE, two)}"
    return f"{one}:{two}"
