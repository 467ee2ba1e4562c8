"""A small market, and the limits that a plan for it has reached."""

from typing import Any

from allocator.domain.scenario import Scenario
from allocator.report.limits.limit import Limit
from allocator.report.limits.limits import binding
from tests.plans import over_years, plan
from tests.report.views import view_of
from tests.scenarios import line, rates, tiny


def limits(scenario: Scenario, kind: str, **decisions: Any) -> list[Limit]:
    """Limits of a kind that a plan has reached."""
    decided = plan(**decisions)
    found = binding(view_of(scenario, decided))
    return [limit for limit in found if limit.kind == kind]


def bought(lots: int) -> dict[str, Any]:
    """A buys and contributes so many tanks."""
    return {
        "delivered": over_years(("A", "L"), lots),
        "contribution": over_years(("A", "TANK"), lots),
    }


def market(**records: Any) -> Scenario:
    """A line that makes ten tanks at EUR 1 m, and a need for a hundred."""
    needs = {"required": 100, "lines": (line("L"),), "line_rates": rates("L", 10), **records}
    return tiny(**needs)
