"""Prices of wishes against every plan: what each aim comes to, and when a plan is as good."""

from collections import Counter
from fractions import Fraction
from random import Random

import pytest

from allocator.domain.outcome import Solved
from allocator.domain.scenario import Scenario
from allocator.engine.solve import solve
from allocator.explain.given import given
from allocator.explain.why.answer import Answer, answer, burden_caps
from allocator.explain.why.question import Question, Wish, question
from allocator.model.build import build
from allocator.report.view import View
from allocator.verify.verify import violations
from tests import scenarios as make
from tests.explain.granted import as_good, granting, prices
from tests.explain.known import known
from tests.properties.against_every_plan import first_enumerable, seeds
from tests.properties.drawing import drawn
from tests.properties.enumeration import Enumeration

SHARDS, EXAMPLES = 2, 18
"""Scenarios a shard; each is asked several questions."""


def every_plan(seed: int) -> Enumeration:
    """Of scenarios in which everything is a little short, and of those with two states alike."""
    scenario = mirrored(seed) if seed % 3 == 0 else drawn(seed)
    return Enumeration(scenario, most_plans=2_000)


def mirrored(seed: int) -> Scenario:
    """Two states that nothing tells apart but what they hold."""
    random = Random(seed)
    return make.tiny(
        policy=make.policy(
            leximin_rounds=random.choice((0, 1, 2)),
            tolerances=random.choice(((), (("spread", 2_000),))),
        ),
        states=(make.state("A"), make.state("B")),
        capabilities=(make.capability(), make.capability("SHIP", priority=2)),
        requirements=(
            make.requirement(random.randint(2, 4)),
            make.requirement(random.randint(1, 2), "SHIP"),
        ),
        holdings=tuple(
            make.holding(state, units) for state in "AB" if (units := random.choice((0, 0, 1, 2)))
        ),
        lines=(
            make.line("L", host="B", unit_price=random.choice((500, 1_000))),
            make.line("M", capability="SHIP", host="A", unit_price=random.choice((500, 800))),
        ),
        line_rates=make.rates("L", random.randint(1, 3)) + make.rates("M", random.randint(1, 2)),
        ceiling=random.choice((2, 3, 5)) * make.MILLION,
    )


@pytest.mark.parametrize("shard", range(SHARDS))
def test_prices_are_those_of_every_plan(shard: int) -> None:
    seen: Counter[str] = Counter()
    for seed in seeds(70 + shard, EXAMPLES):
        enumeration = first_enumerable(every_plan, seed)
        outcome = solve(build(enumeration.scenario), effort="normal")
        if isinstance(outcome, Solved):
            view = known(enumeration.scenario, outcome)
            for wish in wishes(view):
                asked = question(view.ledger, wish)
                seen[check(seed, enumeration, view, asked)] += 1
    assert seen["equal"] >= 20
    assert seen["worse"] >= 25
    assert seen["impossible"] >= 25


def wishes(view: View) -> list[Wish]:
    """To give less, or nothing anew, or less with the other in its place, and to give more."""
    found = []
    gives = given(view.ledger)
    for capability in view.scenario.capability_by_code:
        for state, other in (("A", "B"), ("B", "A")):
            units = gives.get((state, capability, view.last), Fraction(0))
            if units >= 1:
                found.append(Wish(state, capability, units=1, period=view.last))
                found.append(Wish(state, capability, other, units=1, period=view.last))
            elif units:
                found.append(Wish(state, capability, period=view.last))
            found.append(Wish(state, capability, more=True, period=view.last))
    return found


def check(seed: int, enumeration: Enumeration, view: View, asked: Question) -> str:
    """What the answer is; everything it says is held against every plan."""
    found = answer(view, asked)
    plans, caps = granting(enumeration, asked), burden_caps(view)
    if not plans:
        assert found.verdict == "impossible", f"seed {seed}: {asked}"
        return found.verdict
    assert isinstance(found.outcome, Solved), f"seed {seed}: {asked}"
    assert violations(view.scenario, found.outcome.plan) == ()
    assert found.exact, f"seed {seed}: {asked}"
    good = found.verdict in ("equal", "better")
    assert good == as_good(plans, view, caps), f"seed {seed}: {asked}"
    least = prices(plans, view, caps)
    assert told(found) == least, f"seed {seed}: {asked}"
    return "equal" if good else found.verdict


def told(found: Answer) -> dict[str, int]:
    """What the aims come to, no less than in the known plan up to the first that is worse."""
    values: dict[str, int] = {}
    worse = False
    for aim in found.aims:
        values[aim.name] = aim.after if worse else max(aim.before, aim.after)
        worse = worse or aim.rise > 0 or (aim.name == "spread" and found.more_burdened)
    return values
