"""Workbooks of actuals of several states put together; what contradicts stays blank and is listed.

Nothing depends on the order in which files are given.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from allocator.domain.problem import Problem
from allocator.errors import InputError
from allocator.io.actuals_file import ActualsFile
from allocator.io.actuals_rows import ReadRow
from allocator.io.actuals_settings import FROM_PLAN
from allocator.io.problems import problem
from allocator.tables.actuals_book import ActualsBook, Claim, Heading, PlannedRow, Told
from allocator.tables.actuals_sheets import FIGURES, Key, called

AGREE = {
    "plan_digest": "the files are of different plans",
    "scenario_digest": "the files are of different versions of the workbook",
    "begins": "the files are of different plans",
    "ends": "the files are of different plans",
    "as_of": "the files tell up to different months, and what is final in one is not in the other",
}
"""Settings that must be the same, and why they are not."""
SHORT = 12
"""Characters of a setting that are shown."""


@dataclass(frozen=True, slots=True)
class _Said:
    """A row of a file."""

    label: str
    file: ActualsFile
    row: ReadRow

    def place(self, column: str) -> str:
        """`[norway.xlsx]actuals!I7`."""
        return placed(self.label, self.file.address(self.row, column))


def placed(label: str, address: str) -> str:
    """A cell of one of several files; the file alone where its problem is with it as a whole."""
    return f"[{label}]{address}"


def merged(files: Mapping[str, ActualsFile]) -> ActualsBook:
    """The union of what files say, by the labels of the files.

    Where all files that know a figure say the same it stands in its cell, with all that say so.
    Where they do not, the cell is blank and each figure is a claim; so are figures that an earlier
    merge found to contradict, unless somebody has settled them in that file. InputError, with every
    problem of every file, where one cannot be read or they do not go together.
    """
    ordered = sorted(files.items())
    apart = list(_apart(ordered))
    problems = [*_own(ordered), *apart]
    said: dict[Key, list[_Said]] = {}
    for label, file in ordered:
        for row in file.rows:
            said.setdefault(row.planned.key, []).append(_Said(label, file, row))
    if not apart:
        problems.extend(_unlike(said.values()))
    if problems:
        raise InputError(problems)
    earlier: dict[tuple[Key, str], list[Claim]] = {}
    for _, file in ordered:
        for claim in file.claims:
            earlier.setdefault((claim.key, claim.figure), []).append(claim)
    rows: list[tuple[PlannedRow, Told]] = []
    contradictory: list[Claim] = []
    for key in sorted(said, key=lambda key: (said[key][0].row.planned.row, key)):
        told, claims = _together(key, said[key], earlier)
        rows.append((said[key][0].row.planned, told))
        contradictory.extend(claims)
    return ActualsBook(_heading(ordered), tuple(rows), tuple(contradictory))


def _own(files: Sequence[tuple[str, ActualsFile]]) -> Iterator[Problem]:
    """What is wrong with each file alone."""
    for label, file in files:
        for each in file.problems:
            yield each.model_copy(update={"address": placed(label, each.address)})
        for row in file.rows:
            for name in row.edited:
                yield problem(
                    placed(label, file.address(row, name)),
                    f"{name} of row {called(row.planned.key)} is not what the plan wrote",
                    f"put it back as it was; {FROM_PLAN}",
                )


def _apart(files: Sequence[tuple[str, ActualsFile]]) -> Iterator[Problem]:
    """What files cannot disagree in."""
    for name, why in AGREE.items():
        values = {label: getattr(file.heading, name) for label, file in files}
        if len(set(filter(None, values.values()))) > 1:
            for label, file in files:
                yield problem(
                    placed(label, file.settings.address(name)),
                    f"{name} reads {values[label][:SHORT] or 'nothing'}: {why}",
                    "give files that were made from one plan and tell up to the same month",
                )


def _unlike(said: Iterable[Sequence[_Said]]) -> Iterator[Problem]:
    """Rows of one key in which files do not quote the plan alike."""
    for first, *others in said:
        for other in others:
            ours, theirs = first.row.planned.texts, other.row.planned.texts
            told = {*first.row.edited, *other.row.edited}
            for name in (name for name in ours if ours[name] != theirs[name]):
                if name not in told:
                    yield problem(
                        other.place(name),
                        f"{name} reads {theirs[name]}, and {ours[name]} in {first.place(name)}",
                        f"put it back as the plan has it; {FROM_PLAN}",
                    )


def _together(
    key: Key, said: Sequence[_Said], earlier: Mapping[tuple[Key, str], Sequence[Claim]]
) -> tuple[Told, list[Claim]]:
    """What a row comes to, and the figures that contradict each other."""
    values: dict[str, int | None] = {}
    contradictory: list[Claim] = []
    places: set[str] = set()
    for figure in FIGURES:
        claims = {*_claims(key, figure, said), *earlier.get((key, figure), ())}
        known = sorted({claim.value for claim in claims})
        values[figure] = known[0] if len(known) == 1 else None
        if len(known) > 1:
            contradictory += sorted(claims, key=lambda claim: (claim.value, claim.place))
        elif known:
            places |= {claim.place for claim in claims}
    told = Told(values["actual"], values["money"], reported_in="; ".join(sorted(places)))
    if contradictory and not told.known:
        return told, contradictory
    source, date = _sources([each.row.told for each in said])
    return replace(told, source=source, date=date), contradictory


def _claims(key: Key, figure: str, said: Sequence[_Said]) -> Iterator[Claim]:
    for each in said:
        told, value = each.row.told, getattr(each.row.told, figure)
        if value is not None:
            yield Claim(key, figure, value, told.source, told.date, each.place(figure))


def _sources(told: Sequence[Told]) -> tuple[str, str]:
    """Who says it, each with the day where there are several; the latest day."""
    named = sorted({(each.source, each.date) for each in told if each.source})
    latest = max(each.date for each in told)
    if len(named) == 1:
        return named[0][0], latest
    return "; ".join(f"{source} ({date})" if date else source for source, date in named), latest


def _heading(files: Sequence[tuple[str, ActualsFile]]) -> Heading:
    """Where files may differ, all that they say."""
    first = files[0][1].heading
    return replace(
        first,
        **{
            name: " / ".join(sorted({getattr(file.heading, name) for _, file in files} - {""}))
            for name in ("title", "marking", "what_if", "plan")
        },
    )
