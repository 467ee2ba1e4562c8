"""Drawn scenarios in which burdens are measured by effort and limited in other ways than by a share
of key money."""

from random import Random

from allocator.accounts.ledger import Ledger
from allocator.accounts.stand_alone import stand_alone
from allocator.domain.member_state import MemberState
from allocator.domain.plan import Plan
from allocator.domain.plan_in_force import PlanRow
from allocator.domain.policy import STEADINESS
from allocator.domain.scenario import Scenario
from tests.properties.drawing import drawn
from tests.scenarios import MILLION, in_force

LESS = (6, 8)
"""Tenths of the usual requirement; lines make more than usual, so that states can do alone."""
IN_FORCE = 0.6
"""How many have a plan in force."""


def drawn_with_burdens(seed: int) -> Scenario:
    """The first scenario from `seed` on in which some state could do alone, with its burdens."""
    while True:
        scenario = _with_burdens(seed)
        if any(account.limit for account in stand_alone(Ledger(scenario, Plan())).values()):
            return scenario
        seed += 1_000_003


def _with_burdens(seed: int) -> Scenario:
    """The scenario of a seed with another measure, a stand-alone limit, or a plan in force."""
    scenario, random = drawn(seed), Random(f"{seed}|burden")
    in_force_rows = _in_force(scenario, random) if random.random() < IN_FORCE else ()
    # Aims of steadiness are another matter, and would take the place of the others.
    aims = scenario.policy.aims if not in_force_rows else _unsteady(scenario)
    settings = {
        "burden_measure": random.choice(("effort", "effort", "effort", "new_money")),
        "stand_alone_limit": True,
        "burden_limit_in_force": bool(in_force_rows),
        "aims": aims,
    }
    large, less = random.random() < 0.1, random.choice(LESS)
    return scenario.replaced(
        policy=scenario.policy.model_copy(update=settings),
        states=tuple(_spending(state, random) for state in scenario.states),
        capabilities=tuple(
            kind.model_copy(update={"large_system": kind.large_system and large})
            for kind in scenario.capabilities
        ),
        requirements=tuple(
            row.model_copy(update={"units": -(-row.units * less // 10)})
            for row in scenario.requirements
        ),
        line_rates=tuple(
            row.model_copy(update={"units": row.units + random.choice((0, 1_000))})
            for row in scenario.line_rates
        ),
        plan_in_force=in_force_rows,
    )


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
