"""Drawn scenarios of which a what-if leaves two or three families out."""

from collections.abc import Callable, Iterator
from itertools import product
from random import Random

from allocator.accounts.rights import Rights
from allocator.domain.policy import OPTIONAL_FAMILIES
from allocator.domain.pool import Pool
from allocator.domain.scenario import Scenario
from tests.properties.options import Decisions, over_time, subsets


def without(scenario: Scenario, *families: str) -> Scenario:
    """The scenario as a what-if."""
    policy = scenario.policy.model_copy(update={"families_off": tuple(sorted(families))})
    return scenario.replaced(policy=policy)


def with_families_off(scenario: Scenario, seed: int) -> Scenario:
    """Two or three families left out; one of them narrows what this scenario can do."""
    random = Random(f"{seed}|what-if")
    felt = ["budget", "lead_time", "concentration"]
    felt += ["pooling", "leadership"] if scenario.pools else []
    felt += ["personnel"] if scenario.personnel else []
    felt += ["access"] if scenario.access or scenario.rules else []
    felt += ["pledges"] if scenario.pledges else []
    felt += ["footprint"] if scenario.policy.return_rate else []
    felt += ["components"] if scenario.components else []
    first = random.choice(felt)
    others = [family for family in OPTIONAL_FAMILIES if family != first]
    return without(scenario, first, *random.sample(others, random.choice((1, 2))))


def loose_pools(
    scenario: Scenario,
    rights: Rights,
    pool: Pool,
    lots: Callable[[tuple[str, ...]], Iterator[Decisions]],
) -> list[Decisions]:
    """What a pool can do where nobody need lead it, or where it need not even operate.

    Without pooling, anybody may be in it whether it operates or not, and its lots, which `lots`
    gives with the shares of some states, need neither.
    """
    codes = [period.code for period in scenario.periods]
    everybody = tuple(state.code for state in scenario.states)
    if scenario.policy.holds("pooling"):
        able = [state for state in everybody if rights.may_join(state, pool.code)]
        starts = [
            tuple(int(at >= start) for at in range(len(codes))) for start in range(len(codes))
        ]
        return [{}] + [
            {**_membership(pool, codes, operating, inside), **bought}
            for operating in starts
            for inside in subsets(able)
            for bought in lots(inside)
        ]
    options: list[Decisions] = []
    for operating in product((0, 1), repeat=len(codes)):
        for inside in subsets(everybody):
            leaders = inside if operating[-1] and scenario.policy.holds("leadership") else ("",)
            for leader in leaders:
                decided = _membership(pool, codes, operating, inside)
                decided["lead"] = {(leader, pool.code): 1} if leader else {}
                options.extend({**decided, **bought} for bought in lots(everybody))
    return options


def _membership(
    pool: Pool, codes: list[str], operating: tuple[int, ...], inside: tuple[str, ...]
) -> Decisions:
    return {
        "open": {(pool.code,): 1} if operating[-1] else {},
        "operating": over_time((pool.code,), codes, operating),
        "join": {(state, pool.code): 1 for state in inside},
    }
