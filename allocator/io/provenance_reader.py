"""What a saved plan says of its making."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import get_args

from allocator.domain.leximin import BurdenRound, Leximin
from allocator.domain.outcome import AimResult
from allocator.domain.policy import AimName
from allocator.domain.problem import Problem
from allocator.domain.provenance import Provenance
from allocator.io.saved_sheets import LARGEST_WHOLE, SavedCell, SavedSheet, whole_number
from allocator.tables.frame import cell_name
from allocator.tables.plan_sheets import (
    AIM_COLUMNS,
    ITEMS,
    OVERLAY,
    PREVIOUS,
    PROVENANCE,
    ROUND,
    ROUND_COLUMNS,
    ROUNDS_FINISHED,
    VERSION,
)

AIM_NAMES: Mapping[str, AimName] = {name: name for name in get_args(AimName)}


def saved_provenance(
    sheets: Mapping[str, SavedSheet], problems: list[Problem]
) -> Provenance | None:
    """The record on the sheet `provenance`; None, with problems added, where it is broken."""
    sheet = sheets.get(PROVENANCE)
    if sheet is None:
        problems.append(
            Problem(
                address=PROVENANCE,
                message="sheet is missing",
                remedy="give a plan workbook with all its sheets",
            )
        )
        return None
    rows = {str(cell.value): row for (row, column), cell in sorted(sheet.items()) if column == 0}
    before = len(problems)
    texts = {item: _text(sheet, rows, item, problems) for item in ITEMS if item not in NUMBERS}
    overlay = _text(sheet, rows, OVERLAY, problems) if OVERLAY in rows else ""
    previous = _text(sheet, rows, PREVIOUS, problems) if PREVIOUS in rows else ""
    numbers = {item: _number(sheet, rows, item, problems) for item in NUMBERS}
    leximin = _leximin(sheet, rows, problems) if ROUNDS_FINISHED in rows else None
    aims = tuple(
        replace(aim, leximin=leximin) if aim.name == "spread" else aim
        for aim in _aims(sheet, rows, problems)
    )
    if len(problems) > before:
        return None
    return Provenance(
        **texts,
        seed=numbers["seed"],
        reproducible=numbers["reproducible"] == 1,
        versions=tuple(
            (item.removeprefix(VERSION), _text(sheet, rows, item, problems))
            for item in rows
            if item.startswith(VERSION)
        ),
        aims=aims,
        overlay=overlay,
        previous_plan=previous,
    )


NUMBERS = ("seed", "reproducible")


def _text(sheet: SavedSheet, rows: Mapping[str, int], item: str, problems: list[Problem]) -> str:
    cell = sheet.get((rows[item], 1)) if item in rows else None
    if cell is not None and isinstance(cell.value, str):
        return cell.value
    problems.append(_broken(rows.get(item), 1, item, cell, "a text"))
    return ""


def _number(sheet: SavedSheet, rows: Mapping[str, int], item: str, problems: list[Problem]) -> int:
    cell = sheet.get((rows[item], 1)) if item in rows else None
    value = whole_number(cell)
    if value is None:
        problems.append(_broken(rows.get(item), 1, item, cell, "a whole number"))
        return 0
    return value


def _aims(
    sheet: SavedSheet, rows: Mapping[str, int], problems: list[Problem]
) -> Iterator[AimResult]:
    """The claimed aims, in the order in which they stand below their headers."""
    head = rows.get(AIM_COLUMNS[0])
    columns = {cell.value: column for (row, column), cell in sheet.items() if row == head}
    if head is None or not columns.keys() >= set(AIM_COLUMNS):
        problems.append(
            Problem(
                address=PROVENANCE,
                message="the rows of the aims are missing",
                remedy="give a plan that allocator has written",
            )
        )
        return
    for name, row in rows.items():
        if name not in AIM_NAMES:
            continue
        cells = [sheet.get((row, columns[header])) for header in AIM_COLUMNS[1:]]
        value, least, bound = (whole_number(cell, least=-LARGEST_WHOLE) for cell in cells[:3])
        seconds = cells[3].value if cells[3] is not None else None
        for header, cell, good in zip(
            AIM_COLUMNS[1:],
            cells,
            (
                value is not None,
                least is not None,
                bound is not None,
                isinstance(seconds, float),
            ),
            strict=True,
        ):
            if not good:
                problems.append(_broken(row, columns[header], header, cell, "a number"))
        if value is None or least is None or bound is None or not isinstance(seconds, float):
            continue
        yield AimResult(AIM_NAMES[name], value, least, bound, seconds)


def _leximin(sheet: SavedSheet, rows: Mapping[str, int], problems: list[Problem]) -> Leximin | None:
    """The claimed rounds of burdens; None, with a problem added, where one cannot be read."""
    finished = _number(sheet, rows, ROUNDS_FINISHED, problems)
    found = [
        _round(sheet, name, row, problems) for name, row in rows.items() if name.startswith(ROUND)
    ]
    if not found:
        problems.append(_broken(None, 0, "burdens from the top", None, "a row for each round"))
    rounds = tuple(each for each in found if each is not None)
    return Leximin(rounds, finished == 1) if found and len(rounds) == len(found) else None


def _round(sheet: SavedSheet, name: str, row: int, problems: list[Problem]) -> BurdenRound | None:
    """Level and bound; states and bound, which are blank where they were not searched."""
    cells = [sheet.get((row, column)) for column in range(1, len(ROUND_COLUMNS))]
    blank = cells[2] is None and cells[3] is None
    numbers = [whole_number(cell) for cell in (cells[:2] if blank else cells)]
    for column, (cell, number) in enumerate(zip(cells, numbers, strict=False), 1):
        if number is None:
            problems.append(_broken(row, column, name, cell, "a whole number"))
    known = [number for number in numbers if number is not None]
    return BurdenRound(*known) if len(known) == len(numbers) else None


def _broken(
    row: int | None, column: int, item: str, cell: SavedCell | None, wanted: str
) -> Problem:
    place = PROVENANCE if row is None else f"{PROVENANCE}!{cell_name(row, column)}"
    read = "nothing" if cell is None else repr(cell.value)
    return Problem(address=place, message=f"{item} reads {read}", remedy=f"{wanted} belongs here")
