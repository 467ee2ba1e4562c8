"""A workbook in which states tell what has become of a plan, made from the plan."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from allocator.accounts.promised import FOLLOWED, Promise, promises
from allocator.app.distinct_files import require_absent, require_distinct
from allocator.app.known_states import require_states
from allocator.app.saved_plan import followed_plan
from allocator.domain.period import month
from allocator.domain.plan import NAMES
from allocator.errors import RequestError
from allocator.io.actuals_writer import write_actuals
from allocator.io.phrases import month as month_count
from allocator.io.problems import UnreadableCellError
from allocator.io.workbook_writer import require_writable
from allocator.report.followed_rows import row_name, row_unit
from allocator.report.prose import readable
from allocator.report.view import View
from allocator.tables.actuals_book import ActualsBook, Heading, PlannedRow, Told
from allocator.tables.actuals_sheets import OBJECTS, row_key

LONGEST = 100
"""Characters of a title and of a file's name."""


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
    require_absent(target)
    book = actuals_book(followed_plan(plan).view, plan.name, as_of, states)
    return TemplateReport(write_actuals(target, book), len(book.rows), book.heading.as_of)


def actuals_book(view: View, name: str, as_of: str = "", states: Sequence[str] = ()) -> ActualsBook:
    """The same, unwritten: every row that these states report, or all, and nothing told."""
    require_states(view, states)
    heading = _heading(view, name, as_of)
    rows = tuple((row, Told()) for row in _rows(view, frozenset(states)))
    return ActualsBook(heading, rows)


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
                    row_name(view, decision, codes),
                    starts.get(named.get("period", ""), ""),
                    found[codes].value,
                    row_unit(view, decision, codes),
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
