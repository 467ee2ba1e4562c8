"""Why a capability is short, against every plan of the scenario with limits changed."""

from collections.abc import Mapping
from contextlib import suppress
from random import Random

import pytest

from allocator.accounts.ledger import Ledger
from allocator.accounts.shortfall import shortfalls
from allocator.domain.plan import Plan
from allocator.domain.scenario import Scenario
from allocator.engine.watch import Watch
from allocator.explain.shortfall import asking
from allocator.explain.shortfall.explanation import Explanation, Lever
from allocator.explain.shortfall.question import Question
from allocator.explain.shortfall.shortfall import Search
from allocator.explain.shortfall.words import sentences
from allocator.explain.stipulations.all import altered
from allocator.explain.stipulations.stipulation import Stipulation
from tests import scenarios as make
from tests.explain.test_marginal import solved, view_of
from tests.explain.test_marginal_by_hand import short_of_money
from tests.properties.drawing import drawn
from tests.properties.enumeration import Enumeration, TooMany

SHARDS, EXAMPLES = 2, 4
FEW = 2_000
"""Branches tried of a scenario with other figures; those with more are passed over."""


def missing(scenario: Scenario, plan: Plan) -> Mapping[tuple[str, str], int]:
    return {key: one.missing for key, one in shortfalls(Ledger(scenario, plan)).items()}


def fewest(scenario: Scenario, here: tuple[str, str], most: Mapping[tuple[str, str], int]) -> int:
    """Missing of what is asked about in any plan that misses no more of anything else."""
    found = []
    for one in Enumeration(scenario, FEW).feasible:
        units = missing(scenario, one.plan)
        if all(units[key] <= most[key] for key in most if key != here):
            found.append(units[here])
    return min(found)


def changes(lever: Lever) -> dict[Stipulation, int | None]:
    figures = dict(lever.sized.figures)
    return {one: figures.get(one.name, one.open_value) for one in lever.cells}


def told(scenario: Scenario, plan: Plan, here: tuple[str, str]) -> Explanation:
    return Search(view_of(scenario, plan), *here, Watch()).run()


@pytest.mark.parametrize("shard", range(SHARDS))
def test_what_is_named_wins_what_is_claimed(shard: int) -> None:
    """Each change by itself, the set together, and no part of the set in vain."""
    random, examples, checked, sets = Random(200 + shard), 0, 0, 0
    while examples < EXAMPLES:
        scenario = drawn(random.getrandbits(40))
        plan = solved(scenario)
        short = [key for key, units in missing(scenario, plan).items() if units] if plan else []
        if plan is None or not short:
            continue
        examples += 1
        here, most = random.choice(short), missing(scenario, plan)
        found = told(scenario, plan, here)
        assert found.whole
        assert found.base.proven
        assert found.missing == most[here]
        with suppress(TooMany):
            assert fewest(scenario, here, most) == found.base.units
        levers = [*found.alone, *([found.together] if found.together else [])]
        for lever in levers:
            units = lever.sized.found.units
            assert lever.sized.found.proven
            assert units < found.base.units
            with suppress(TooMany):
                assert fewest(altered(scenario, changes(lever)), here, most) <= units
                checked += 1
        if found.together is not None:
            assert found.together.sized.found.units == found.least
            for out in found.together.cells:
                rest = {one: one.open_value for one in found.together.cells if one != out}
                with suppress(TooMany):
                    assert fewest(altered(scenario, rest), here, most) > (found.least or 0)
                    sets += 1
    assert checked >= EXAMPLES
    assert sets >= 1


def test_money_that_is_short_by_hand() -> None:
    """A pays for three of eight units, B for two: three are missing, at three million each."""
    scenario = short_of_money()
    plan = solved(scenario)
    assert plan is not None
    found = told(scenario, plan, ("TANK", "2026"))
    assert (found.missing, found.base.units, found.least) == (3, 3, 0)
    figures = {lever.cells[0].name: dict(lever.sized.figures) for lever in found.alone}
    one, other = ("ceiling", ("A", "2026")), ("ceiling", ("B", "2026"))
    assert figures == {one: {one: 18_000}, other: {other: 16_500}}
    said = list(sentences(view_of(scenario, plan), _question(scenario, plan), found))
    assert any("from EUR 9.0 million to EUR 18.0 million" in text for text in said)
    assert any("all 3 missing" in text for text in said)


def _question(scenario: Scenario, plan: Plan) -> Question:
    return Search(view_of(scenario, plan), "TANK", "2026", Watch()).question


def two_limits() -> Scenario:
    """The line makes two, money pays for two: neither more output nor more money buys a third."""
    return make.tiny(
        policy=make.policy(concentration_cap=10_000),
        states=(make.state("A"),),
        budgets=(make.budget("A", ceiling=6_000),),
        required=4,
        lines=(make.line("L", host="A", unit_price=3_000),),
        line_rates=make.rates("L", 2),
    )


def test_a_set_that_takes_too_many_questions_is_not_claimed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What is won together is told, but not by which cells."""
    monkeypatch.setattr(asking, "TOGETHER", 1)
    scenario = two_limits()
    plan = solved(scenario)
    assert plan is not None
    found = told(scenario, plan, ("TANK", "2026"))
    assert (found.base.units, found.least, found.together) == (2, 0, None)
    said = list(sentences(view_of(scenario, plan), _question(scenario, plan), found))
    assert any(text.startswith("Together such changes win 2") for text in said)


def test_limits_that_win_nothing_alone_are_told_as_such() -> None:
    scenario = two_limits()
    plan = solved(scenario)
    assert plan is not None
    found = told(scenario, plan, ("TANK", "2026"))
    assert found.alone == ()
    assert found.together is not None
    assert dict(found.together.sized.figures) == {
        ("ceiling", ("A", "2026")): 12_000,
        ("rate", ("L", "2026")): 4_000,
    }
    said = list(sentences(view_of(scenario, plan), _question(scenario, plan), found))
    assert any("By themselves" in text and "win nothing" in text for text in said)


def test_what_no_change_closes_in_time_is_told_with_a_date() -> None:
    """Nothing ordered now arrives before the third year."""
    scenario = make.tiny(
        policy=make.policy(concentration_cap=10_000, deadline_period="2026"),
        periods=make.years(3),
        states=(make.state("A"),),
        requirements=tuple(make.requirement(2, "TANK", str(year)) for year in (2026, 2027, 2028)),
        lines=(make.line("L", host="A", unit_price=3_000, lead_months=24),),
        line_rates=tuple(make.rate("L", 2_000, str(year)) for year in (2026, 2027, 2028)),
    )
    plan = solved(scenario)
    assert plan is not None
    found = told(scenario, plan, ("TANK", "2026"))
    assert (found.missing, found.least, found.ever) == (2, 2, 0)
    assert found.dates.met == found.dates.closes == "2028"
    assert found.dates.arrives is not None
    assert found.dates.arrives[0::2] == ("L", "2028")
    assert [lever.cells[0].kind for lever in found.alone] == ["lead time"]
    said = " ".join(sentences(view_of(scenario, plan), _question(scenario, plan), found))
    assert "January 2028" in said
    assert "The plan itself meets the requirement in 2028" in said
