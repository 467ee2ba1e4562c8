"""The plan in force as far as the scenario still knows its codes."""

from collections.abc import Collection, Mapping
from typing import Any

from allocator.domain.known_codes import known_codes
from allocator.domain.plan import NAMES, Plan
from allocator.domain.plan_in_force import PlanRow
from allocator.domain.scenario import Scenario

CODES = ("state", "capability", "pool", "line", "fund", "component", "host", "period")
"""What the codes of rows name, in the order of the columns."""
STEADY = (
    "delivered",
    "contribution",
    "pool_delivered",
    "pool_shares",
    "join",
    "lead",
    "operating",
    "expansion",
    "funding",
    "component_expansion",
    "component_funding",
)
"""Decisions whose changes are counted; the others follow from them or are measured elsewhere."""
PERIODLESS = frozenset({"join", "lead"})
"""Those of them that hold for the whole horizon."""
LASTING = frozenset({*STEADY, "crews"}) - PERIODLESS - {"contribution"}
"""Decisions of a period that never fall."""
ANNOUNCED = 5
"""A change of what is announced weighs so much more."""


def row_key(row: PlanRow) -> tuple[str, ...]:
    """How an address book knows the row: its decision and all codes, empty ones included."""
    named = dict(zip(NAMES[row.decision], row.codes, strict=True))
    return row.decision, *(named.get(name, "") for name in CODES)


def plan_in_force(scenario: Scenario) -> Plan:
    """Its rows whose codes are all there; as in every plan, a decision it does not name is zero."""
    unknown = unknown_names(scenario)
    decided: dict[str, dict[Any, int]] = {}
    for row in scenario.plan_in_force:
        if row not in unknown:
            decided.setdefault(row.decision, {})[row.codes] = row.value
    return Plan(**decided)


def compared_periods(scenario: Scenario) -> int:
    """How many periods, from the first on, the plan in force speaks of.

    The last is the last that a row names. Those after it are new: nothing is held against them.
    """
    places = scenario.period_index
    dated = (row for row in scenario.plan_in_force if NAMES[row.decision][-1] == "period")
    return max((places[row.codes[-1]] + 1 for row in dated if row.codes[-1] in places), default=0)


def unknown_names(scenario: Scenario) -> Mapping[PlanRow, str]:
    """For each row with a code that the scenario does not know, what the first such code names.

    `host` stands for a component that the host does not make.
    """
    known = known_codes(scenario)
    found = ((row, _unknown(scenario, known, row)) for row in scenario.plan_in_force)
    return {row: name for row, name in found if name}


def _unknown(scenario: Scenario, known: Mapping[str, Collection[str]], row: PlanRow) -> str:
    """Empty where all codes of the row are known; a component also with the host that makes it."""
    named = dict(zip(NAMES[row.decision], row.codes, strict=True))
    for name, code in named.items():
        if code not in known[name]:
            return name
    parts = "component" in named
    made = not parts or (named["component"], named["host"]) in scenario.component_by_key
    return "" if made else "host"
