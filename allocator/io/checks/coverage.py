"""Periods follow one another, and rows that every period needs are there."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from allocator.domain.problem import Problem
from allocator.domain.scenario import Scenario
from allocator.io.problems import problem
from allocator.io.unread import Unread


def period_problems(scenario: Scenario, unread: Unread) -> Iterator[Problem]:
    """Periods that leave a gap or overlap."""
    if unread.undated or unread.lacks("periods", "months"):
        return
    for before, after in pairwise(scenario.periods):
        gap = after.start - (before.start + before.months)
        if gap:
            months = f"{abs(gap)} month{'s' if abs(gap) > 1 else ''}"
            how = f"{months} after" if gap > 0 else f"{months} before"
            yield problem(
                scenario.book.address("periods", (after.code,), "start"),
                f"{after.code} starts {how} the end of {before.code}",
                f"correct the starts or the months of {before.code}",
            )


def missing_row_problems(scenario: Scenario, unread: Unread) -> Iterator[Problem]:
    """Budgets and requirements that are not there for every period; crews for only some."""
    states = [state.code for state in scenario.states]
    capabilities = [capability.code for capability in scenario.capabilities]
    some = {key[0] for key in scenario.book.rows.get("personnel", {})}
    manned = [code for code in states if code in some]
    sheets = (
        ("budgets", states, "give every state a row for every period"),
        ("requirements", capabilities, "give every capability a row for every period, if with 0"),
        ("personnel", manned, "give the state a row for every period, or none at all"),
    )
    for sheet, codes, remedy in sheets:
        # A row of which nobody knows what it is about may be the one that seems to be missing.
        if sheet not in unread.misnamed:
            yield from _missing(scenario, sheet, codes, remedy)


def _missing(
    scenario: Scenario, sheet: str, codes: Iterable[str], remedy: str
) -> Iterator[Problem]:
    if sheet not in scenario.book.rows or "period" not in scenario.book.columns[sheet]:
        return
    known = scenario.book.rows[sheet]
    for code in codes:
        missing = [period.code for period in scenario.periods if (code, period.code) not in known]
        if missing:
            yield problem(sheet, f"no row for {code} in {', '.join(missing)}", remedy)
