"""Changes carried out on the cells of a workbook, as if a planner had typed them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

from allocator.domain.address_book import Key
from allocator.domain.overlay import Change, Difference
from allocator.domain.problem import Problem
from allocator.io.address import cell_address, split_address
from allocator.io.input_rows import cell_text
from allocator.io.layout import SETTING_BY_NAME, SHEET_BY_NAME, TARGETS
from allocator.io.layout_settings import SETTINGS_SHEET
from allocator.io.number_cells import number_value
from allocator.io.overlays.draft_sheet import DraftSheet
from allocator.io.overlays.keys import combinations, is_whole, meant, remedy_for
from allocator.io.overlays.reckoning import as_written, out_of_range, reckoned
from allocator.io.problems import problem
from allocator.io.raw_cells import Raw, is_blank
from allocator.io.sheet_cells import SheetCells
from allocator.io.sheet_rows import SheetRows
from allocator.tables.input_sheet import InputColumn


@dataclass(frozen=True, slots=True)
class Overlaid:
    """The cells as changed, what that makes otherwise, and what could not be done."""

    cells: Mapping[str, SheetCells]
    differences: tuple[Difference, ...]
    problems: tuple[Problem, ...]

    def blamed(self, found: Problem) -> Problem:
        """A problem of the changed workbook, with the cells that asked for what it is about."""
        sheet, row, _ = split_address(found.address)
        here = [one for one in self.differences if one.address == found.address]
        beside = [one for one in self.differences if split_address(one.address)[:2] == (sheet, row)]
        asked = dict.fromkeys(place for one in here or beside for place in one.asked.split(", "))
        told = f"as {', '.join(asked)} would have it" if asked else "once the changes are made"
        return found.model_copy(update={"message": f"{found.message}, {told}"})


def overlaid(
    cells: Mapping[str, SheetCells],
    sheets: Mapping[str, SheetRows],
    changes: Sequence[Change],
    *,
    complete: bool = True,
) -> Overlaid:
    """The cells of a workbook without problems, with changes carried out one after the other.

    Two changes of one scenario may not meet in a cell, and no value may be set over another that a
    scenario before has put there: which of them counts would depend on their order alone. Without
    `complete` some changes could not be read, and rows that are added may lack what they say.
    """
    work = _Work(cells, sheets)
    for change in changes:
        work.carry_out(change)
    if complete:
        work.require_whole_rows()
    return Overlaid(work.cells(), tuple(work.differences()), tuple(work.problems))


@dataclass(slots=True)
class _Touched:
    """What happened to one cell so far."""

    key: Key
    before: Raw
    changes: list[Change] = field(default_factory=list)


class _Work:
    def __init__(self, cells: Mapping[str, SheetCells], sheets: Mapping[str, SheetRows]) -> None:
        self.problems: list[Problem] = []
        self._cells = cells
        self._read = sheets
        self._drafts: dict[str, DraftSheet] = {}
        self._touched: dict[tuple[str, int, str], _Touched] = {}

    def cells(self) -> Mapping[str, SheetCells]:
        """Of all sheets, those that nobody changed as they were."""
        return {**self._cells, **{name: draft.cells for name, draft in self._drafts.items()}}

    def differences(self) -> Iterator[Difference]:
        """Cell by cell, in the order in which they were first changed; one that came out as it was
        is none."""
        for (sheet, row, column), touched in self._touched.items():
            draft, last = self._drafts[sheet], touched.changes[-1]
            target, after = _target(last, touched.key), draft.raw(row, column)
            before, now = cell_text(target, touched.before), cell_text(target, after)
            if before == now:
                continue
            yield Difference(
                address=cell_address(sheet, row, draft.positions[column]),
                sheet=sheet,
                key=touched.key,
                column=column,
                before=before,
                after=now,
                scenario=last.scenario,
                asked=", ".join(change.address for change in touched.changes),
            )

    def carry_out(self, change: Change) -> None:
        """Change every cell that is meant, or say why not."""
        draft = self._draft(change.sheet)
        rows = self._meant(change)
        blank = 0
        for key, number in rows:
            raw = draft.raw(number, change.column)
            if change.how != "set" and is_blank(raw):
                blank += 1
            elif self._free(change, number, raw):
                self._write(change, draft, key, number, raw)
        if rows and blank == len(rows):
            what = f"{change.column} is blank, nothing to {change.how}"
            self._refuse(change, what, "use set")

    def require_whole_rows(self) -> None:
        """A row that was added has what it needs; else the one that was meant is spelt otherwise.

        Told at the cell that first asks for such a row, of the first of them.
        """
        first: dict[tuple[str, int], Change] = {}
        for (sheet, row, _), touched in self._touched.items():
            first.setdefault((sheet, row), touched.changes[0])
        told = set()
        for sheet, draft in self._drafts.items():
            original = draft.rows.keys() - draft.added.keys()
            for key, number in draft.added.items():
                asked = first.get((sheet, number))
                lacking = draft.lacking(number)
                if asked is None or not lacking or asked.address in told:
                    continue
                told.add(asked.address)
                what = f"{sheet} has no row {', '.join(key)}, and a new one lacks"
                remedy = remedy_for(key, original, "set them too")
                self._refuse(asked, f"{what} {', '.join(lacking)}", remedy, asked.named)

    def _draft(self, sheet: str) -> DraftSheet:
        if sheet not in self._drafts:
            layout = SHEET_BY_NAME[sheet]
            self._drafts[sheet] = DraftSheet(layout, self._cells.get(sheet), self._read.get(sheet))
        return self._drafts[sheet]

    def _refuse(self, change: Change, message: str, remedy: str, address: str = "") -> None:
        self.problems.append(problem(address or change.address, message, remedy))

    def _meant(self, change: Change) -> dict[tuple[Key, int], None]:
        """The rows that a change names; one whose key is whole and that is not there is added where
        a value is set."""
        draft, missing = self._draft(change.sheet), []
        found: dict[tuple[Key, int], None] = {}
        for wanted in combinations(change.key):
            if change.how == "set" and is_whole(wanted) and wanted not in draft.rows:
                draft.add(wanted)
            rows = meant(wanted, draft.rows)
            found |= dict.fromkeys(rows)
            if not rows:
                missing.append(wanted)
        if missing:
            more = f", nor {len(missing) - 1:,} others that are named" if missing[1:] else ""
            what = f"{change.sheet} has no row {', '.join(missing[0])}{more}"
            self._refuse(change, what, remedy_for(missing[0], draft.rows), change.named)
        return found

    def _free(self, change: Change, number: int, raw: Raw) -> bool:
        """Whether the cell may be changed (once more)."""
        touched = self._touched.get((change.sheet, number, change.column))
        if touched is None:
            return True
        other = next((c for c in touched.changes if c.scenario == change.scenario), None)
        named = ", ".join(touched.key)
        if other is not None:
            what = f"{change.column} of {named} is changed already by {other.address}"
            self._refuse(change, what, "let one row of a scenario change it")
        elif change.how == "set" and change.value != raw:
            other = touched.changes[-1]
            what = (
                f"{change.column} of {named} would be set over what {other.scenario} makes of it "
                f"in {other.address}"
            )
            self._refuse(change, what, "do not put these scenarios on top of one another")
        else:
            return True
        return False

    def _write(self, change: Change, draft: DraftSheet, key: Key, number: int, raw: Raw) -> None:
        target = _target(change, key)
        given = cast(Raw, change.value)
        after = given if change.how == "set" else self._reckoned(change, target, key, raw)
        if change.how != "set" and after is None:
            return
        place = (change.sheet, number, change.column)
        self._touched.setdefault(place, _Touched(key, raw)).changes.append(change)
        draft.write(number, change.column, after)

    def _reckoned(self, change: Change, target: InputColumn, key: Key, raw: Raw) -> Raw:
        """What add and scale make of a figure; None, and a problem, where it cannot be held."""
        figure = reckoned(number_value(target, raw), change.how, int(str(change.value)))
        if beyond := out_of_range(target, figure):
            what = f"{change.column} of {', '.join(key)} would be {beyond}"
            self._refuse(change, what, "change it by less")
            return None
        return as_written(target, figure)


def _target(change: Change, key: Key) -> InputColumn:
    """The column that is changed; of a setting what it takes."""
    if change.sheet == SETTINGS_SHEET.name:
        return SETTING_BY_NAME[key[0]]
    return next(one for one in TARGETS[change.sheet] if one.name == change.column)
