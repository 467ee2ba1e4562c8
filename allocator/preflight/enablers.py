"""Combat capabilities that an enabler holds back whatever is paid."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from allocator.domain.capability import Enabler
from allocator.domain.problem import Finding
from allocator.domain.quantity import MILLE
from allocator.domain.scenario import Scenario
from allocator.preflight.coverage import most_there
from allocator.preflight.reach import Reach


def enabler_findings(reach: Reach) -> list[Finding]:
    """Enablers of which too little can be there for all that could count with them.

    One for each row of the enablers, about the period in which most is held back. As for the
    coverage, what it says holds in every plan.
    """
    ledger, scenario = reach.ledger, reach.ledger.scenario
    rows = scenario.enablers
    named = {row.combat_capability for row in rows} | {row.enabler_capability for row in rows}
    most = {code: most_there(reach, scenario.capability_by_code[code]) for code in sorted(named)}
    found = []
    for row in rows:
        worst = max(
            (_held_back(reach, row, most, position) for position in ledger.periods),
            key=lambda held: held.possible - held.allowed,
        )
        if worst.allowed < worst.possible:
            found.append(_finding(scenario, row, worst))
    return found


@dataclass(frozen=True, slots=True)
class HeldBack:
    """Of a combat capability in a period: units that could be there, and those that could count."""

    period: str
    there: int
    """Most units of the enabler."""
    possible: int
    allowed: int


def _held_back(
    reach: Reach, row: Enabler, most: Mapping[str, Sequence[int]], position: int
) -> HeldBack:
    there = most[row.enabler_capability][position]
    required = reach.ledger.required(row.combat_capability)[position]
    return HeldBack(
        period=reach.period(position),
        there=there,
        possible=min(required, most[row.combat_capability][position]),
        allowed=MILLE * there // row.per_unit,
    )


def _finding(scenario: Scenario, row: Enabler, held: HeldBack) -> Finding:
    combat, enabler = row.combat_capability, row.enabler_capability
    unit = scenario.capability_by_code[enabler].unit
    return Finding(
        check="enablers",
        address=scenario.book.address("enablers", (combat, enabler), "enabler_capability"),
        message=(
            f"{held.possible:,} of {combat} could be there in {held.period}, but no more than "
            f"{held.allowed:,} can count: at most {held.there:,} {unit} of {enabler} can be there"
        ),
        remedy="give more lines, steps or shorter leads for it, or correct per_unit",
    )
