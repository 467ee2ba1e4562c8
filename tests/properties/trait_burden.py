"""Drawn scenarios in which burdens are measured by effort and limited in other ways than by a share
of key money."""

from random import Random

from allocator.domain.member_state import MemberState
from allocator.domain.plan_in_force import PlanRow
from allocator.domain.policy import STEADINESS
from allocator.domain.scenario import Scenario
from tests.properties.drawing import drawn
from tests.scenarios import MILLION, in_force

ALONE = 0.9
"""How many scenarios have a stand-alone limit; in many a state could not do alone and has none."""
IN_FORCE = 0.6
"""How many have a plan in force."""


def drawn_with_burdens(seed: int) -> Scenario:
    """The scenario of a seed with another measure, a stand-alone limit, or a plan in force."""
    scenario, random = drawn(seed), Random(f"{seed}|burden")
    in_force_rows = _in_force(scenario, random) if random.random() < IN_FORCE else ()
    # Aims of steadiness are another matter, and would take the place of the others.
    aims = scenario.policy.aims if not in_force_rows else _unsteady(scenario)
    settings = {
        "burden_measure": random.choice(("effort", "effort", "new_money")),
        "stand_alone_limit": random.random() < ALONE,
        "burden_limit_in_force": bool(in_force_rows),
        "aims": aims,
    }
    large = random.random() < 0.1
    changed = {
        "policy": scenario.policy.model_copy(update=settings),
        "states": tuple(_spending(state, random) for state in scenario.states),
        "capabilities": tuple(
            kind.model_copy(update={"large_system": kind.large_system and large})
            for kind in scenario.capabilities
        ),
        "plan_in_force": in_force_rows,
    }
    records = {name: getattr(scenario, name) for name in Scenario.model_fields}
    return Scenario(**{**records, **changed})


def _unsteady(scenario: Scenario) -> tuple[str, ...]:
    return tuple(aim for aim in scenario.policy.aims if aim not in STEADINESS)


def _spending(state: MemberState, random: Random) -> MemberState:
    """Up to a few lots a year."""
    effort = random.choice((0, 333, 1_000, 2_500)) * MILLION // 1_000
    return state.model_copy(update={"baseline_effort": effort})


def _in_force(scenario: Scenario, random: Random) -> tuple[PlanRow, ...]:
    """Lots for each state from each line, and what no scenario knows any more."""
    codes = [period.code for period in scenario.periods]
    rows = [
        in_force("delivered", state, line.code, code, value=random.randint(1, 3))
        for state in "AB"
        for line in scenario.lines
        for code in codes[random.randint(0, len(codes)) :]
    ]
    if scenario.pools:
        rows += [in_force("join", state, "P", value=1) for state in "AB"]
        rows.append(in_force("pool_shares", "A", "P", "L", codes[-1], value=2))
    return (*rows, in_force("delivered", "A", "GONE", codes[0], value=50))
