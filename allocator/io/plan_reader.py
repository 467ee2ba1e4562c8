"""A saved plan workbook -> the plan it holds, where each decision stands, and what it claims."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from string import ascii_uppercase
from typing import Any

from allocator.domain.known_codes import known_codes
from allocator.domain.plan import Plan
from allocator.domain.problem import Problem
from allocator.domain.provenance import Provenance
from allocator.domain.scenario import Scenario
from allocator.errors import PlanError
from allocator.io.layout import SHEETS
from allocator.io.provenance_reader import saved_provenance
from allocator.io.saved_sheets import SavedSheet, saved_sheets, whole_number
from allocator.tables.frame import cell_name
from allocator.tables.plan_sheets import PLACES, PROVENANCE, DecisionPlace

Key = tuple[str, ...]
Address = Mapping[tuple[str, Key], str]


@dataclass(frozen=True, slots=True)
class SavedPlan:
    """What a plan workbook says: decisions, their cells, and the claims on `provenance`."""

    plan: Plan
    provenance: Provenance
    addresses: Address
    """`sheet!cell` by name of the decision and its key, zeros included."""
    sheets: Mapping[str, SavedSheet]
    """Every cell as it was read, so that its figures can be checked without reading it again."""


@dataclass(frozen=True, slots=True)
class _Entry:
    key: Key
    value: int
    address: str


def read_plan(path: Path) -> SavedPlan:
    """The plan saved at `path`; raises PlanError with every problem found."""
    sheets = saved_sheets(path)
    _refuse_input(path.name, sheets)
    problems: list[Problem] = []
    decisions: dict[str, Any] = {}
    addresses: dict[tuple[str, Key], str] = {}
    for place in PLACES:
        entries = _single(place, _entries(place, sheets, problems), problems)
        addresses |= {(place.decision, key): entry.address for key, entry in entries.items()}
        decisions[place.decision] = {
            key: entry.value for key, entry in entries.items() if entry.value
        }
    provenance = saved_provenance(sheets, problems)
    if problems or provenance is None:
        raise PlanError(list(dict.fromkeys(problems)))
    return SavedPlan(Plan(**decisions), provenance, addresses, sheets)


def _refuse_input(name: str, sheets: Mapping[str, SavedSheet]) -> None:
    """An input workbook in the place of a plan."""
    required = {sheet.name for sheet in SHEETS if sheet.required}
    if PROVENANCE not in sheets and required <= sheets.keys():
        raise PlanError(
            [
                Problem(
                    address=name,
                    message="this is an input workbook, not a plan written by allocator",
                    remedy="give the plan here: `allocator verify INPUT PLAN`, `allocator keep "
                    "PLAN INPUT`",
                )
            ]
        )


def unknown_codes(scenario: Scenario, saved: SavedPlan) -> tuple[Problem, ...]:
    """Decisions that name a code, such as a state or a line, that the scenario does not have."""
    known = known_codes(scenario)
    return tuple(
        _unknown(_code_cell(saved, place, key, name), name, code, tuple(known[name]))
        for place in PLACES
        for key in getattr(saved.plan, place.decision)
        for name, code in zip(place.keys, key, strict=True)
        if code not in known[name]
    )


def _code_cell(saved: SavedPlan, place: DecisionPlace, key: Key, name: str) -> str:
    """Where a code of a decision's key stands: in the decision's row, under its own header."""
    row = int(saved.addresses[place.decision, key].split("!")[1].lstrip(ascii_uppercase)) - 1
    sheet = saved.sheets[place.sheet]
    column = next(at for (line, at), cell in sheet.items() if line == 0 and cell.value == name)
    return f"{place.sheet}!{cell_name(row, column)}"


def _unknown(address: str, name: str, code: str, known: Key) -> Problem:
    near = get_close_matches(code, known, 1)
    remedy = f'did you mean "{near[0]}"?' if near else f"use a {name} of the input workbook"
    return Problem(address=address, message=f'unknown {name} "{code}"', remedy=remedy)


def _single(
    place: DecisionPlace, entries: Iterator[_Entry], problems: list[Problem]
) -> dict[Key, _Entry]:
    """One entry a key; other rows of it are problems, unless all say the same once a pool."""
    rows: dict[Key, list[_Entry]] = {}
    for entry in entries:
        rows.setdefault(entry.key, []).append(entry)
    for key, same in rows.items():
        name = f"{place.column} of {', '.join(key)}"
        if place.repeated:
            problems.extend(
                Problem(
                    address=entry.address,
                    message=f"{name} differs from its other rows",
                    remedy="say the same in all rows",
                )
                for entry in _outvoted(same)
            )
        else:
            problems.extend(
                Problem(
                    address=entry.address,
                    message=f"{name} stands in {same[0].address} too",
                    remedy="keep the row that was written",
                )
                for entry in same[1:]
            )
    return {key: same[0] for key, same in rows.items()}


def _outvoted(entries: list[_Entry]) -> list[_Entry]:
    """Entries that say what fewest say; all of them when no value has more rows than another."""
    ranked = Counter(entry.value for entry in entries).most_common(2)
    if len(ranked) < 2:
        return []
    (usual, most), (_, next_most) = ranked
    return [entry for entry in entries if most == next_most or entry.value != usual]


def _entries(
    place: DecisionPlace, sheets: Mapping[str, SavedSheet], problems: list[Problem]
) -> Iterator[_Entry]:
    sheet = sheets.get(place.sheet)
    if sheet is None:
        problems.append(
            Problem(
                address=place.sheet,
                message="sheet is missing",
                remedy="give a plan workbook with all its sheets",
            )
        )
        return
    header = {cell.value: column for (row, column), cell in sheet.items() if row == 0}
    missing = [name for name in (*place.keys, place.column) if name not in header]
    problems.extend(
        Problem(
            address=place.sheet,
            message=f'column "{name}" is missing from row 1',
            remedy="keep the headers as they were written",
        )
        for name in missing
    )
    if missing:
        return
    for row in sorted({row for row, _ in sheet if row}):
        entry = _entry(place, sheet, header, row, problems)
        if entry is not None:
            yield entry


def _entry(
    place: DecisionPlace,
    sheet: SavedSheet,
    header: Mapping[Any, int],
    row: int,
    problems: list[Problem],
) -> _Entry | None:
    address = f"{place.sheet}!{cell_name(row, header[place.column])}"
    cell = sheet.get((row, header[place.column]))
    if cell is None and place.optional:
        return None
    value = whole_number(cell, place.kind)
    if value is None or (place.kind == "flag" and value > 1):
        wanted = "yes or no (1 or 0)" if place.kind == "flag" else "a whole number from 0 up"
        read = "nothing" if cell is None else repr(cell.value)
        problems.append(
            Problem(
                address=address,
                message=f"{place.column} reads {read}",
                remedy=f"{wanted} belongs here",
            )
        )
    codes: list[str] = []
    for name in place.keys:
        code = sheet.get((row, header[name]))
        if code is None or not isinstance(code.value, str):
            problems.append(
                Problem(
                    address=f"{place.sheet}!{cell_name(row, header[name])}",
                    message=f"{name} reads {'nothing' if code is None else repr(code.value)}",
                    remedy="a code in text belongs here",
                )
            )
        else:
            codes.append(code.value)
    if value is None or len(codes) < len(place.keys):
        return None
    return _Entry(tuple(codes), value, address)
