"""Re-plans against every plan of scenarios small enough to try all, `verify` being the judge."""

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from random import Random

import pytest

from allocator.accounts.aims import AIM_VALUES, change_size, changes, shortfall
from allocator.accounts.ledger import Ledger
from allocator.domain.in_force import STEADY
from allocator.domain.outcome import Solved
from allocator.domain.plan import Plan
from allocator.domain.scenario import Scenario
from allocator.study.track.fixed import Impossible
from allocator.study.track.means import Means
from allocator.study.track.past import past_of
from allocator.study.track.replan import free, replanned
from allocator.study.track.replan_asked import Asked, Replanned, steady
from allocator.verify.verify import violations
from tests.properties.against_every_plan import seeds
from tests.properties.enumeration import Enumeration, TooMany
from tests.study.track.drawing import two_years
from tests.study.track.oracle import Happened, happened, ordered_later, put_in_force

EXAMPLES = 60
"""A shard; 120 in all."""
FEW = 12
EACH = 6
"""Of one scenario."""
MOST_PLANS = 1_200
EXTRA = ("changes", "change_size", "tie_break")


@dataclass(frozen=True)
class Case:
    """A plan in force in a scenario, what it has become, and all plans that come of that."""

    scenario: Scenario
    later: Scenario
    plans: list[Plan]
    old: Plan
    true: Plan
    random: Random

    def going_on(self, told: Happened) -> list[Plan]:
        """Those with the past that is told in which all that was ordered comes."""
        ordered = list(ordered_later(self.scenario, self.old))
        return [
            plan
            for plan in self.plans
            if told.had(plan)
            and all(getattr(plan, name).get(key, 0) >= n for name, key, n in ordered)
        ]


def cases(shard: int, *, stopping: bool = True) -> Iterator[Case]:
    """Scenarios of two years, one plan in force, and one that has come true.

    Now and then the line makes nothing any more in the second year.
    """
    for seed in seeds(shard, 100_000):
        scenario, random = two_years(seed), Random(seed)
        stopped = stopping and random.random() < 0.25
        with suppress(TooMany):
            before = [one.plan for one in Enumeration(scenario, most_plans=MOST_PLANS).feasible]
            later, plans = scenario, before
            if stopped:
                first = scenario.periods[0].code
                rates = tuple(row for row in scenario.line_rates if row.period == first)
                later = scenario.replaced(line_rates=rates)
                plans = [one.plan for one in Enumeration(later, most_plans=MOST_PLANS).feasible]
            if len(plans) < 4:
                continue
            for _ in range(EACH):
                old, true = random.choice(before), random.choice(plans)
                if any(getattr(old, name) for name in STEADY):
                    yield Case(scenario, later, plans, old, true, random)


def asked_of(case: Case, told: Happened) -> Asked:
    later = steady(put_in_force(case.later, case.old, case.random))
    return Asked(
        later,
        past_of(later, case.old, told.actuals),
        shortfall(Ledger(case.scenario, case.old)),
        case.old,
        order=case.later.aims,
    )


def measures(scenario: Scenario, plan: Plan) -> tuple[int, int, int]:
    ledger = Ledger(scenario, plan)
    return shortfall(ledger), changes(ledger), change_size(ledger)


@pytest.mark.parametrize("shard", [300, 301])
def test_a_re_plan_is_the_best_of_every_plan(shard: int) -> None:
    """Least shortfall, or what was agreed; then fewest changes; then the least size of them."""
    seen: Counter[str] = Counter()
    for case in cases(shard):
        told = happened(case.scenario, case.old, case.true, case.random)
        asked = asked_of(case, told)
        kept = case.going_on(told)
        found = replanned(asked, Means())
        assert isinstance(found, Replanned)
        assert isinstance(found.outcome, Solved), (found, told)
        check(asked, found, told, kept)
        seen.update(kinds(found, kept))
        if kept:
            priced(asked, found, kept)
        if seen["all"] == EXAMPLES:
            break
    assert seen["changed"] >= 0.3 * EXAMPLES, seen
    assert seen["stays"] >= 2, seen
    assert seen["late"] >= 1, seen


def kinds(found: Replanned, kept: list[Plan]) -> Counter[str]:
    """What makes an example worth having."""
    assert isinstance(found.outcome, Solved)
    count = {aim.name: aim.value for aim in found.outcome.aims}["changes"]
    return Counter(
        {"all": bool(kept), "late": bool(found.late), "changed": count > 0, "stays": found.stays}
    )


def check(asked: Asked, found: Replanned, told: Happened, kept: list[Plan]) -> None:
    """The plan is the scenario's, has the past, and nothing betters it."""
    assert isinstance(found.outcome, Solved)
    plan, scenario = found.outcome.plan, asked.scenario
    assert violations(scenario, plan) == ()
    assert told.had(plan)
    assert bool(kept) == (not found.late), (kept, found.late)
    claimed = {aim.name: aim.value for aim in found.outcome.aims}
    assert tuple(claimed) == scenario.aims
    ledger = Ledger(scenario, plan)
    assert claimed == {aim: AIM_VALUES[aim](ledger) for aim in scenario.aims}
    if not kept:
        return
    every = [measures(scenario, each) for each in kept]
    due = max(asked.agreed, min(short for short, _, _ in every))
    best = min((number, size) for short, number, size in every if short <= due)
    own = measures(scenario, plan)
    assert own[0] <= due
    assert own[1:] == best
    if not found.stays:
        assert found.outcome.aims[0].least == min(short for short, _, _ in every)
        assert all(aim.proven for aim in found.outcome.aims[:3])


def priced(asked: Asked, found: Replanned, kept: list[Plan]) -> None:
    """What it costs to keep the old plan is never below nothing, aim by aim in their order."""
    assert isinstance(found.outcome, Solved)
    other = free(asked, found.fixed, found.outcome.plan, Means())
    assert not isinstance(other, Impossible)
    assert isinstance(other, Solved)

    def values(plan: Plan) -> tuple[int, ...]:
        ledger = Ledger(asked.scenario, plan)
        return tuple(AIM_VALUES[aim](ledger) for aim in asked.order if aim not in EXTRA)

    assert values(other.plan) <= values(found.outcome.plan)
    assert values(other.plan)[:1] == min(values(plan)[:1] for plan in kept)


def test_the_large_way_never_leaves_what_every_plan_allows() -> None:
    """Around the old plan: each has the past, holds every row, and is no better than can be."""
    means, done = Means("quick", way="large"), 0
    for case in cases(302):
        told = happened(case.scenario, case.old, case.true, case.random)
        asked = asked_of(case, told)
        kept = case.going_on(told)
        found = replanned(asked, means)
        if not isinstance(found, Replanned) or not isinstance(found.outcome, Solved) or not kept:
            continue
        plan = found.outcome.plan
        assert violations(asked.scenario, plan) == ()
        assert told.had(plan)
        first = found.outcome.aims[0]
        if not found.late:
            assert first.bound <= min(shortfall(Ledger(asked.scenario, each)) for each in kept)
        done += 1
        if done == FEW:
            break
    assert done == FEW
