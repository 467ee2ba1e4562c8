"""Actuals of a plan, read and held against the plan that they are about."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from allocator.accounts.ledger import Ledger
from allocator.accounts.promised import Promise, promises
from allocator.domain.actuals import Actual, Actuals
from allocator.domain.period import month
from allocator.domain.problem import Problem
from allocator.domain.provenance import Provenance
from allocator.domain.scenario import Scenario
from allocator.errors import InputError
from allocator.io.actuals_file import ActualsFile, actuals_file
from allocator.io.actuals_rows import ReadRow
from allocator.io.actuals_settings import FROM_PLAN
from allocator.io.numbers import shown
from allocator.io.plan_reader import SavedPlan
from allocator.io.problems import in_cell_order, nearest, problem
from allocator.tables.actuals_sheets import CONFLICTS, KEY, YES_OR_NO, Key, called, row_key

SHORT = 12
"""Characters of a fingerprint that are shown."""
DIGESTS = {
    "plan_digest": "the actuals are of another plan",
    "scenario_digest": "the plan was made of another version of the workbook",
}


def read_actuals(path: Path, plan: SavedPlan, scenario: Scenario) -> Actuals:
    """What a workbook says of a plan of `scenario`; rows of which nothing is known are left out.

    Raises InputError with every problem found: cells that cannot be read, rows that the plan does
    not have or that stand twice, figures of the plan that were changed, figures of periods that
    have not begun, cumulative ones that fall, conflicts of a merge that nobody has settled, and
    fingerprints of another plan.
    """
    return told_of(actuals_file(path), plan, scenario)


def told_of(file: ActualsFile, plan: SavedPlan, scenario: Scenario) -> Actuals:
    """The same of a workbook that has been read."""
    problems = list(file.problems)
    foreign = list(_foreign(file, plan.provenance))
    problems.extend(foreign)
    promised = {
        row_key(row.decision, row.codes): row for row in promises(Ledger(scenario, plan.plan))
    }
    if not foreign:
        problems.extend(_changed(file, scenario, promised))
    problems.extend(_unsettled(file))
    if problems:
        raise InputError(in_cell_order(problems))
    return Actuals(
        plan_digest=plan.provenance.plan_digest,
        scenario_digest=plan.provenance.scenario_digest,
        as_of=file.settings.as_of or 0,
        rows=tuple(
            _actual(file, row, promised[row.planned.key])
            for row in sorted(file.rows, key=lambda row: (row.planned.row, row.planned.key))
            if row.told.known
        ),
    )


def _actual(file: ActualsFile, row: ReadRow, promise: Promise) -> Actual:
    told = row.told
    return Actual(
        decision=promise.decision,
        codes=promise.codes,
        value=told.actual,
        money=told.money,
        source=told.source,
        date=told.date,
        address=file.address(row, "money" if told.actual is None else "actual"),
    )


def _foreign(file: ActualsFile, provenance: Provenance) -> Iterator[Problem]:
    for name, what in DIGESTS.items():
        read, own = getattr(file.heading, name), getattr(provenance, name)
        if read and read != own:
            yield problem(
                file.settings.address(name),
                f"{what}: {name} reads {read[:SHORT]}…, and the plan's is {own[:SHORT]}…",
                "give the plan that the workbook was made from, or write a template of this one "
                "with `allocator template --actuals PLAN`",
            )


def _changed(
    file: ActualsFile, scenario: Scenario, promised: Mapping[Key, Promise]
) -> Iterator[Problem]:
    """What does not agree with the plan."""
    yield from _moved(file, scenario)
    starts = {period.code: month(period.start) for period in scenario.periods}
    for row in file.rows:
        promise = promised.get(row.planned.key)
        if promise is None:
            yield _unknown(file, row, promised)
            continue
        flag = row.planned.key[1] in YES_OR_NO
        own: dict[str, int | str | None] = {
            "begins": starts.get(row.planned.key[-1], ""),
            "planned": promise.value,
            "planned_money": promise.money,
        }
        for name, value in own.items():
            read = getattr(row.planned, name)
            if read != value:
                yield problem(
                    file.address(row, name),
                    f"{name} reads {_words(name, read, flag=flag)}, and the plan says "
                    f"{_words(name, value, flag=flag)}",
                    "put the plan's figure back; what has happened belongs into actual and money",
                )


def _moved(file: ActualsFile, scenario: Scenario) -> Iterator[Problem]:
    """Months of the plan that were changed."""
    last = scenario.periods[-1]
    own = {
        "begins": month(scenario.periods[0].start),
        "ends": month(last.start + last.months),
    }
    for name, value in own.items():
        read = getattr(file.heading, name)
        if read and read != value:
            what = f"{name} reads {read}, and the plan says {value}"
            yield problem(file.settings.address(name), what, f"write {value}")


def _words(name: str, value: int | str | None, *, flag: bool) -> str:
    if value is None or value == "":
        return "nothing"
    if name == "planned_money" and isinstance(value, int):
        return f"EUR {shown(value, 3)} million"
    if name == "planned" and flag:
        return "yes" if value else "no"
    return str(value)


def _unknown(file: ActualsFile, row: ReadRow, promised: Mapping[Key, Promise]) -> Problem:
    """At the cell of the key that was changed, where the row's check knows it."""
    key, column = row.planned.key, row.misnamed
    at = KEY.index(column)
    rest = key[:at] + key[at + 1 :]
    others = [each[at] for each in promised if each[:at] + each[at + 1 :] == rest]
    near = nearest(key[at], others)
    remedy = (
        f'did you mean "{near}"?'
        if near
        else f"take the row out, or restore it as it was written: {FROM_PLAN}"
    )
    return problem(file.address(row, column), f"the plan has no row {called(key)}", remedy)


def _unsettled(file: ActualsFile) -> Iterator[Problem]:
    """Contradictions of a merge whose cell is still blank."""
    rows = {row.planned.key: row for row in file.rows}
    by_cell: dict[tuple[Key, str], list[str]] = {}
    for claim in file.claims:
        by_cell.setdefault((claim.key, claim.figure), []).append(claim.place)
    for (key, figure), places in by_cell.items():
        row = rows.get(key)
        yield problem(
            file.address(row, figure) if row is not None else CONFLICTS,
            f"{figure} of {called(key)} is contradictory: {', '.join(places)}",
            f"write the figure that holds, or delete its rows on the sheet {CONFLICTS} if it is "
            "not known",
        )
