"""What limits are worth, against every plan of the scenario with the other figure."""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from random import Random

import pytest

from allocator.domain.outcome import Solved
from allocator.domain.plan import Plan
from allocator.domain.scenario import Scenario
from allocator.engine.journal import Journal
from allocator.engine.solve import solve
from allocator.engine.watch import Watch
from allocator.explain.marginal.marginal import Search, Way
from allocator.explain.marginal.worth import Marginals, Worth
from allocator.explain.stipulations.all import altered
from allocator.model.build import build
from allocator.report.view import View
from tests.properties.drawing import drawn
from tests.properties.enumeration import Enumeration, TooMany
from tests.properties.trait_components import with_components
from tests.properties.trait_enablers import with_enablers
from tests.report.quartet import provenance

SHARDS, EXAMPLES = 3, 7
"""Scenarios with a plan, a shard, at least."""
FIGURES = 5
"""Of each scenario, cells of different kinds first."""
FEW = 2_000
"""Branches tried of a scenario with another figure; those with more are passed over."""
DRAWS: tuple[Callable[[int], Scenario], ...] = (
    drawn,
    lambda seed: with_components(drawn(seed), seed),
    lambda seed: with_enablers(drawn(seed), seed),
)


def view_of(scenario: Scenario, plan: Plan) -> View:
    return View(scenario, plan, provenance(scenario, plan))


def solved(scenario: Scenario) -> Plan | None:
    outcome = solve(build(scenario), effort="quick")
    return outcome.plan if isinstance(outcome, Solved) else None


def search(scenario: Scenario, plan: Plan, way: Way = "auto") -> Search:
    return Search(view_of(scenario, plan), Journal({}), Watch(), way=way)


def marginals(scenario: Scenario, plan: Plan, way: Way = "auto") -> Marginals:
    return search(scenario, plan, way).run()


def changed(scenario: Scenario, worth: Worth, figure: int) -> Scenario:
    one = worth.reached.stipulation
    return altered(scenario, {one: None if one.kind == "customers" else figure})


def varied(found: Marginals, random: Random) -> list[tuple[Worth, int]]:
    """Some cells with some of their figures, each kind at most twice."""
    pairs = [(worth, figure) for worth in found.worths for figure in worth.stands]
    random.shuffle(pairs)
    seen: Counter[str] = Counter()
    chosen = []
    for worth, figure in pairs:
        seen[worth.reached.stipulation.kind] += 1
        if seen[worth.reached.stipulation.kind] <= 2:
            chosen.append((worth, figure))
    return chosen[:FIGURES]


@pytest.mark.parametrize("shard", range(SHARDS))
def test_values_equal_those_of_every_plan(shard: int) -> None:
    """Both the aims with the other figure and, by that, every difference."""
    random, seen, examples = Random(shard), Counter[bool](), 0
    while examples < EXAMPLES or seen.total() < 2 * EXAMPLES:
        scenario = DRAWS[examples % len(DRAWS)](random.getrandbits(40))
        plan = solved(scenario)
        if plan is None or not (found := marginals(scenario, plan)).worths:
            continue
        examples += 1
        assert found.whole
        assert found.finished
        for worth, figure in varied(found, random):
            with suppress(TooMany):
                best = Enumeration(changed(scenario, worth, figure), FEW).best()
                stand, kind = worth.stands[figure], worth.reached.stipulation.kind
                if best is None:
                    assert stand.verdict == "none", f"{shard} {kind} {figure}"
                else:
                    assert stand.proven, f"{shard} {kind} {figure}"
                    assert stand.values == best.aims[: len(stand.values)], f"{shard} {kind}"
                seen[best is not None and stand.values != worth.base.values] += 1
    assert seen[True] >= 0.3 * EXAMPLES


@pytest.mark.parametrize("shard", range(2))
def test_deciding_parts_anew_never_claims_more_than_there_is(shard: int) -> None:
    """What is found around the plan is a plan of the changed scenario, so none of its aims is below
    the least; and looser figures leave no aim worse than without."""
    random, seen, examples = Random(100 + shard), Counter[str](), 0
    while examples < EXAMPLES:
        scenario = DRAWS[examples % len(DRAWS)](random.getrandbits(40))
        plan = solved(scenario)
        if plan is None or not (found := marginals(scenario, plan, "near")).worths:
            continue
        examples += 1
        assert not found.whole
        for worth, figure in varied(found, random):
            stand = worth.stands[figure]
            outcome = solve(build(changed(scenario, worth, figure)), effort="quick")
            if not isinstance(outcome, Solved):
                assert stand.verdict == "unknown"
                continue
            if stand.verdict == "found":
                assert stand.values[0] >= outcome.aims[0].least
                assert all(map(int.__le__, stand.bounds, stand.values))
                seen["settled"] += stand.proven
                gained = stand.values[0] < worth.base.values[0]
                seen["gained"] += gained
                if figure in worth.steps.looser:
                    assert stand.values[0] <= worth.base.values[0]
                if figure in worth.steps.tighter:
                    assert stand.values[0] >= worth.base.values[0]
    assert seen["settled"] >= 2 * EXAMPLES
    assert seen["gained"] >= 1
