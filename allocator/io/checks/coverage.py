"""Periods follow one another, and rows that every period needs are there."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from allocator.domain.problem import Problem
from allocator.domain.scenario import Scenario
from allocator.io.problems import problem


def period_problems(scenario: Scenario) -> Iterator[Problem]:
    """Periods that leave a gap or overlap."""
    for before, after in pairwise(scenario.periods):
        gap = after.start - (before.start + before.months)
        if gap:
            months = f"{abs(gap)} month{'s' if abs(gap) > 1 else ''}"
            how = f"{months} after" if gap > 0 else f"{months} before"
            yield problem(
                scenario.book.address("periods", (after.code,), "start"),
                f'{after.code} starts {how} the end of {before.code}',
                f"correct the starts or the months of {before.code}",
            )


def missing_row_problems(scenario: Scenario) -> Iterator[Problem]:
    """Budgets and requirements that are not there for every period; crews for only some."""
    states = [state.code for state in scenario.states]
    capabilities = [capability.code for capability in scenario.capabilities]
    yield from _missing(scenario, "budgets", states, "give every state a row for every period")
    yield from _missing(
        scenario, "requirements", capabilities,
        "give every capability a row for every period; 0 where nothing is needed",
    )
    known = scenario.book.rows.get("personnel", {})
    some = {key[0] for key in known}
    yield from _missing(
        scenario, "personnel", [code for code in states if code in some],
        "give the state a row for every period, or none at all",
    )


def _missing(
    scenario: Scenario, sheet: str, codes: Iterable[str], remedy: str
) -> Iterator[Problem]:
    if sheet not in scenario.book.rows or "period" not in scenario.book.columns[sheet]:
        return
    known = scenario.book.rows[sheet]
    for code in codes:
        missing = [
            period.code for period in scenario.periods if (code, period.code) not in known
        ]
        if missing:
            yield problem(sheet, f"no row for {code} in {', '.join(missing)}", remedy)
