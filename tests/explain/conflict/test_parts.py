"""Questions put to parts of a scenario have the answers of the whole."""

from collections import Counter
from random import Random

import pytest

from allocator.domain.plan import Plan
from allocator.domain.scenario import Scenario
from allocator.explain.conflict.oracle import Oracle
from allocator.explain.conflict.part import Scope, decides
from allocator.explain.stipulations.all import stipulations
from allocator.verify.verify import violations
from tests import scenarios as make
from tests.explain.conflict.planting import infeasible
from tests.properties.trait_components import with_components
from tests.properties.trait_enablers import with_enablers
from tests.properties.trait_origin import with_funds
from tests.properties.trait_price_bands import with_price_bands


def varied(seed: int) -> Scenario:
    """A planted scenario with components, enablers, funds or price bands beside."""
    scenario, random = infeasible(seed)[1], Random(seed)
    trait = random.choice((with_components, with_enablers, with_funds, with_price_bands, None))
    changed = scenario if trait is None else trait(scenario, seed)
    known = {*changed.capability_by_code, *changed.line_by_code, *changed.pool_by_code}
    named = {row.code for row in changed.pledges} | {row.pool for row in changed.calls}
    # Some traits take pools or lines away that planted rows speak of.
    return changed if named <= known else scenario


@pytest.mark.parametrize("shard", range(2))
def test_a_proof_by_parts_is_one_of_the_whole(shard: int) -> None:
    random, seen = Random(f"parts {shard}"), Counter[str]()
    for _ in range(60):
        scenario = varied(random.getrandbits(40))
        everything = stipulations(scenario)
        parts, whole = (Oracle(scenario, everything, in_parts=each) for each in (True, False))
        whole.in_parts = False
        for _ in range(4):
            asking = random.sample(sorted(parts.asking), min(2, len(parts.asking)))
            limits = [k for k in sorted(parts.everything - parts.asking) if random.random() < 0.6]
            kept = frozenset((*asking, *limits))
            told, true = parts.proof(kept), whole.answer(kept)
            assert isinstance(told, Plan) == isinstance(true, Plan)
            if isinstance(true, Plan):
                assert violations(whole.variant(kept), true) == ()
            scope = parts.scope(kept)
            seen["plan" if isinstance(true, Plan) else "none"] += 1
            seen["cut"] += scope is not None and len(scope.capabilities) < len(
                scenario.capabilities
            )
    assert min(seen["plan"], seen["none"]) > 20, seen
    assert seen["cut"] > 10, seen


def test_what_helps_from_elsewhere_is_looked_at_in_the_whole() -> None:
    """A rebate in the last period on ships lowers the bill there, so its ceiling weighs all."""
    scenario = make.tiny(
        capabilities=(make.capability(), make.capability("SHIP")),
        lines=(make.line("L"), make.line("S", capability="SHIP")),
        price_bands=(make.price_band(3, 1, "S"),),
        periods=make.years(2),
        pledges=(make.pledge("order", "L", "at_least", 1, state="A"),),
        components=(make.component("K", 1_000, 1_000),),
        component_use=(make.component_use(),),
    )
    of_tanks = Scope(frozenset({"TANK"}), frozenset())
    by_kind = {(one.kind, one.key): one for one in stipulations(scenario)}

    def decided(kind: str, *key: str) -> bool:
        return decides(scenario, of_tanks, [by_kind[kind, key]])

    assert decided("ceiling", "A", "2026")
    assert not decided("ceiling", "A", "2027")
    assert not decided("component output", "K", "A", "2026")
    assert not decides(scenario, Scope(frozenset({"TANK"}), frozenset("A")), [])
