"""A workbook in which states tell what has become of a plan, made from the plan."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from allocator.accounts.promised import FOLLOWED, Promise, promises
from allocator.app.distinct_files import require_distinct
from allocator.app.saved_plan import followed_plan
from allocator.domain.plan import NAMES
from allocator.errors import OutputError, RequestError
from allocator.io.actuals_writer import write_actuals
from allocator.io.phrases import month as month_count
from allocator.io.problems import UnreadableCellError
from allocator.io.workbook_writer import require_writable
from allocator.report.names import capability_name, component_name, unit_name
from allocator.report.numbers import month
from allocator.report.prose import readable
from allocator.report.view import View
from allocator.tables.actuals_book import ActualsBook, Heading, PlannedRow, Told
from allocator.tables.actuals_sheets import OBJECTS, row_key

LONGEST = 100
"""Characters of a title and of a file's name."""
CUMULATIVE = "by the end of the period"


@dataclass(frozen=True, slots=True)
class TemplateReport:
    """What was written."""

    output: Path
    rows: int
    as_of: str
    """Month that it starts with; who fills it in may write another."""


def actuals_template(
    plan: Path, target: Path, as_of: str = "", states: Sequence[str] = ()
) -> TemplateReport:
    """Write the workbook of actuals of a saved plan.

    `as_of` is a month such as 2027-07; without it, the start of the second period. With `states`
    the rows are those that these states report: their own, those of lines and makers of components
    that they host, and those of pools whose framework nation they are. Raises InputError, PlanError
    and VerificationError for the plan, RequestError for months and states that it does not have,
    OutputError for a target that is there already or cannot be written.
    """
    require_distinct((plan,), (target,))
    require_writable(target, plan)
    if target.exists():
        raise OutputError(f"{target} exists and is not overwritten; give another name")
    book = actuals_book(followed_plan(plan).view, plan.name, as_of, states)
    return TemplateReport(write_actuals(target, book), len(book.rows), book.heading.as_of)


def actuals_book(view: View, name: str, as_of: str = "", states: Sequence[str] = ()) -> ActualsBook:
    """The same, unwritten: every row that these states report, or all, and nothing told."""
    _require_known(view, states)
    heading = _heading(view, name, as_of)
    rows = tuple((row, Told()) for row in _rows(view, frozenset(states)))
    return ActualsBook(heading, rows)


def _require_known(view: View, states: Sequence[str]) -> None:
    unknown = [state for state in states if state not in view.states]
    if unknown:
        raise RequestError(
            f"the plan has no member state {', '.join(unknown)}: it has {', '.join(view.states)}"
        )


def _heading(view: View, name: str, as_of: str) -> Heading:
    periods, record = view.scenario.periods, view.provenance
    first, end = periods[0].start, periods[-1].start + periods[-1].months
    told = _month(as_of) if as_of else (periods[1].start if len(periods) > 1 else end)
    if not first <= told <= end:
        raise RequestError(
            f"{month(told)} is outside the plan: give a month from {month(first)} to {month(end)}"
        )
    return Heading(
        as_of=month(told),
        title=readable(view.policy.title, LONGEST),
        marking=readable(view.marking, LONGEST) if view.marking else "",
        what_if=view.policy.what_if,
        plan=readable(name, LONGEST),
        plan_digest=record.plan_digest,
        scenario_digest=record.scenario_digest,
        begins=month(first),
        ends=month(end),
    )


def _month(text: str) -> int:
    try:
        return month_count(text.strip())
    except UnreadableCellError as error:
        raise RequestError(f"--as-of: {error.message}; {error.remedy}") from error


def _rows(view: View, states: Collection[str]) -> Iterator[PlannedRow]:
    """In the order of the workbook, numbered through the whole plan whoever reports them."""
    by_decision: dict[str, dict[tuple[str, ...], Promise]] = {name: {} for name in FOLLOWED}
    for promise in promises(view.ledger):
        by_decision[promise.decision][promise.codes] = promise
    starts = {period.code: month(period.start) for period in view.scenario.periods}
    number = 0
    for decision in OBJECTS:
        found = by_decision[decision]
        for codes in view.sorted_keys(NAMES[decision], found):
            number += 1
            named = dict(zip(NAMES[decision], codes, strict=True))
            if not states or _reporter(view, named) in states:
                yield PlannedRow(
                    row_key(decision, codes),
                    _name(view, named),
                    starts.get(named.get("period", ""), ""),
                    found[codes].value,
                    _unit(view, decision, named),
                    found[codes].money,
                    number,
                )


def _reporter(view: View, named: dict[str, str]) -> str:
    """The state that a row is asked of; empty where it is nobody's."""
    if "state" in named:
        return named["state"]
    if "pool" in named:
        leads = (state for state, pool in view.plan.lead if pool == named["pool"])
        return next(leads, "")
    return named.get("host") or view.scenario.line_by_code[named["line"]].host


def _name(view: View, named: dict[str, str]) -> str:
    """What the codes mean, the line of a pool's lots after the pool."""
    scenario = view.scenario
    parts = []
    if "pool" in named:
        parts.append(scenario.pool_by_code[named["pool"]].name or named["pool"])
    if "line" in named:
        parts.append(scenario.line_by_code[named["line"]].name or named["line"])
    if "capability" in named:
        parts.append(capability_name(view, named["capability"]))
    if "component" in named:
        parts.append(component_name(named["component"]))
    return "; ".join(readable(part) for part in parts)


def _unit(view: View, decision: str, named: dict[str, str]) -> str:
    if OBJECTS[decision].unit:
        return OBJECTS[decision].unit
    if "capability" in named:
        return f"{unit_name(view, named['capability'])}, in the period"
    capability = view.scenario.line_by_code[named["line"]].capability
    lot, unit = view.scenario.capability_by_code[capability].lot, unit_name(view, capability)
    return f"{unit if lot == 1 else f'lots of {lot:,} × {unit}'}, {CUMULATIVE}"
