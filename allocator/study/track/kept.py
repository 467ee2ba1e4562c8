"""What states had planned, row by row: what holds on to it where they are to be kept."""

from collections.abc import Collection, Mapping

from allocator.domain.in_force import STEADY
from allocator.domain.plan import NAMES, Plan
from allocator.domain.scenario import Scenario
from allocator.study.track.assumed import Row
from allocator.study.track.past import Past


def kept_rows(
    scenario: Scenario, plan: Plan, past: Past, states: Collection[str]
) -> Mapping[Row, int]:
    """What states had planned of their own in open periods: every row of theirs, zeros included."""
    rows: dict[Row, int] = {}
    codes = [period.code for period in scenario.periods[past.closed :]]
    for decision in STEADY:
        names, stated = NAMES[decision], getattr(plan, decision)
        if names[0] != "state":
            continue
        for key in _keys(scenario, decision, states):
            ends = [(*key, code) for code in codes] if names[-1] == "period" else [key]
            for each in ends:
                if past.value(decision, each) is None:
                    rows[decision, each] = stated.get(each, 0)
    return rows


def _keys(scenario: Scenario, decision: str, states: Collection[str]) -> list[tuple[str, ...]]:
    """Of all series of a decision that these states could have."""
    own = sorted(states)
    lines, pools = scenario.line_by_code, scenario.pool_by_code
    match decision:
        case "delivered" | "funding":
            return [(state, line) for state in own for line in lines]
        case "contribution":
            return [(state, code) for state in own for code in scenario.capability_by_code]
        case "pool_shares":
            return [(s, pool, line) for s in own for pool in pools for line in pools[pool].lines]
        case "component_funding":
            return [(state, *made) for state in own for made in scenario.component_by_key]
        case _:
            return [(state, pool) for state in own for pool in pools]
