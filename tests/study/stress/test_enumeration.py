"""Losses against every plan of scenarios small enough to try all."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from random import Random

import pytest

from allocator.accounts.aims import shortfall
from allocator.accounts.ledger import Ledger
from allocator.domain.outcome import Solved
from allocator.domain.scenario import Scenario
from allocator.engine.solve import solve
from allocator.engine.watch import Watch
from allocator.engine.way import Way
from allocator.model.build import build
from allocator.study.stress.errand import Lose
from allocator.study.stress.ground import Common
from allocator.study.stress.loss import Kind, Loss, losses
from allocator.study.stress.promises import gone_with
from allocator.study.stress.told import Told, content_of, told_by
from allocator.study.stress.without import without
from allocator.verify.verify import violations
from tests import scenarios as make
from tests.explain.known import known
from tests.properties.against_every_plan import seeds
from tests.properties.drawing import drawn
from tests.properties.enumeration import Enumeration, TooMany
from tests.properties.trait_components import with_components
from tests.study.stress.oracle import Bound, bounds, keeps, lost, strict

EXAMPLES = 24
"""Of each kind, and as many with nothing lost among them: 120 in all."""
MOST_PLANS = 3_000
FEW = 8


def licensed(scenario: Scenario, seed: int) -> Scenario:
    """With a licence of each state for the first line, where no row says anything else."""
    there = {(row.line, row.state) for row in scenario.access}
    line = scenario.lines[0].code
    more = [
        make.access(line, state, legal_basis="licence")
        for state in "AB"
        if (line, state) not in there
    ]
    outside = Random(f"{seed}|consent").random() < 0.3
    lines = tuple(
        row.model_copy(update={"design_authority_inside": not outside}) for row in scenario.lines
    )
    return scenario.replaced(access=(*scenario.access, *more), lines=lines)


def needing(scenario: Scenario, seed: int) -> Scenario:
    """Where there are two lines, mostly only the first needs the component; the other gives."""
    first = scenario.lines[0].code
    if Random(f"{seed}|needing").random() < 0.2:
        return scenario
    return scenario.replaced(
        component_use=tuple(row for row in scenario.component_use if row.line == first)
    )


DRAWN: dict[Kind, Callable[[int], Scenario]] = {
    "states": drawn,
    "pools": drawn,
    "lines": drawn,
    "components": lambda seed: needing(with_components(drawn(seed), seed), seed),
    "licences": lambda seed: licensed(drawn(seed), seed),
}


def tried(kind: Kind, shard: int, way: Way = "auto") -> Iterator[tuple[Common, Loss, Enumeration]]:
    """Scenarios with a plan, something of it that is lost, and every plan that there is then."""
    for seed in seeds(shard, 10_000):
        random = Random(seed)
        scenario = DRAWN[kind](seed)
        outcome = solve(build(scenario), effort="normal")
        asked = losses(scenario, (kind,))
        if not isinstance(outcome, Solved) or not asked:
            continue
        loss = random.choice(asked)
        with suppress(TooMany):
            every = Enumeration(lost(scenario, loss), most_plans=MOST_PLANS)
            view = known(scenario, outcome)
            later = scenario.periods[0].start + random.choice((0, 12, 12, 24))
            yield (
                Common(scenario, outcome.plan, view.provenance, later, "normal", way=way),
                loss,
                every,
            )


@pytest.mark.parametrize(("kind", "shard"), [(kind, 50 + n) for n, kind in enumerate(DRAWN)])
def test_the_best_that_is_left_is_that_of_every_plan(kind: Kind, shard: int) -> None:
    seen: Counter[str] = Counter()
    for common, loss, every in tried(kind, shard):
        told = Lose(common, loss).told(Watch())
        assert told == told_by(content_of(told))
        ordered = list(bounds(common.scenario, common.plan, common.before, every.scenario))
        seen.update(check(common, loss, every, told, ordered))
        if seen["used"] == EXAMPLES:
            break
    assert seen["ordered"] >= 2, seen
    assert seen["short"] >= EXAMPLES // 5, seen


def check(
    common: Common, loss: Loss, every: Enumeration, told: Told, ordered: list[Bound]
) -> Counter[str]:
    """What is told, against every plan that keeps what is ordered."""
    seen: Counter[str] = Counter()
    own = shortfall(Ledger(common.scenario, common.plan))
    assert told.immediate >= own
    if told.verdict == "unused":
        assert told.immediate == own
        assert violations(every.scenario, common.plan) == ()
        return Counter(unused=1)
    left = [one for one in every.feasible if keeps(one.plan, ordered)]
    gone = gone_with(common.scenario, without(common.scenario, loss), loss)
    assert told.verdict == "optimal", told
    assert bool(left) == (not told.unkept and told.dropped == gone), (told, ordered)
    seen["used"] += 1
    seen["ordered"] += bool(ordered)
    if not left:
        seen["dropped"] += 1
        return seen
    every.feasible = left
    best = every.best()
    assert best is not None
    assert told.shortfall == told.bound == best.aims[0]
    assert told.money in {
        sum(Ledger(every.scenario, plan).new_money.values()) for plan in best.plans
    }
    seen["short"] += told.shortfall > own
    return seen


def test_with_nothing_lost_the_best_is_that_of_every_plan() -> None:
    """What is ordered is held there, too; nothing of the shortfall is given up."""
    done = 0
    for seed in seeds(70, 10_000):
        scenario = drawn(seed)
        outcome = solve(build(scenario), effort="normal")
        if not isinstance(outcome, Solved):
            continue
        with suppress(TooMany):
            every = Enumeration(strict(scenario), most_plans=MOST_PLANS)
            before = scenario.periods[0].start + 12
            common = Common(
                scenario, outcome.plan, known(scenario, outcome).provenance, before, "normal"
            )
            told = Lose(common, None).told(Watch())
            ordered = list(bounds(scenario, outcome.plan, before, scenario))
            least = min(one.aims[0] for one in every.feasible if keeps(one.plan, ordered))
            assert told.shortfall == told.bound == least, seed
            assert told.dropped == told.unkept == ()
            done += 1
        if done == EXAMPLES:
            break


@pytest.mark.parametrize("kind", DRAWN)
def test_the_large_way_never_leaves_what_every_plan_allows(kind: Kind) -> None:
    """Around what is left of the plan; each plan it finds was verified."""
    done = 0
    for common, loss, every in tried(kind, 90, "large"):
        told = Lose(common, loss).told(Watch())
        if not told.solved:
            continue
        done += 1
        ordered = list(bounds(common.scenario, common.plan, common.before, every.scenario))
        left = [one.aims[0] for one in every.feasible if keeps(one.plan, ordered)]
        if left and not told.dropped and not told.unkept:
            assert told.bound <= min(left) <= told.shortfall
        if done == FEW:
            break
