"""Headline figures of progress: by hand, and against sums made in another way."""

from collections.abc import Iterator
from fractions import Fraction
from math import ceil

import pytest

from allocator.accounts.dependence import european_share
from allocator.accounts.indicators import ALL, Indicators, indicators
from allocator.accounts.spending import SUPPLY_CHAIN
from allocator.report.requirements import cover
from allocator.report.slides.decisions import decisions
from allocator.report.view import View
from tests.plans import duo_plan, over_years, plan
from tests.report.state_books import baltic
from tests.report.views import QUARTET, view_of
from tests.scenarios import (
    capability,
    duo,
    holding,
    line,
    personnel,
    rates,
    requirement,
    support,
    tiny,
    years,
)

BALTIC = baltic()
BOTH = pytest.mark.parametrize("view", [BALTIC, QUARTET], ids=["baltic", "quartet"])


def test_the_worked_example() -> None:
    """Eight tanks at EUR 3 m, all ordered and delivered in 2026, nothing missing."""
    found = indicators(view_of(duo(), duo_plan()).ledger)
    expected = Indicators(ALL, "2026", Fraction(1), Fraction(0), 8, 24_000, 8, 24_000, 24_000, 0, 0)
    assert found[ALL, "2026"] == expected
    assert found["land", "2026"].crews is None
    assert found["land", "2026"].committed == 24_000


def test_shares_orders_and_posts_by_hand() -> None:
    """Half the tanks at priority 3 come from outside, a quarter is missing; the ships are there.

    Lots of 2028 take 18 months: they are ordered in July 2026; one of 2027 in July 2025.
    """
    scenario = tiny(
        periods=years(3),
        capabilities=(
            capability("SHIP", domain="sea", priority=1),
            capability("TANK", priority=3, posts=4),
        ),
        requirements=(requirement(2, "SHIP"), requirement(8, "TANK")),
        holdings=(holding("A", 2, "SHIP"), holding("B", 2)),
        outside_support=(support(4),),
        lines=(line(lead_months=18, unit_price=1_000),),
        line_rates=rates("L", 0, 9, 9),
        personnel=tuple(personnel("B", year, pipeline=20) for year in ("2026", "2027", "2028")),
    )
    decided = plan(
        contribution={
            **over_years(("A", "SHIP"), 2),
            **over_years(("B", "TANK"), 2, 3, 5),
        },
        support=over_years(("TANK",), 4),
        delivered=over_years(("B", "L"), 0, 1, 3),
        crews=over_years(("B",), 0, 4, 12),
    )
    found = indicators(view_of(scenario, decided).ledger)
    first = found[ALL, "2026"]
    assert (first.european, first.missing) == (Fraction(1 + 3 * Fraction(1, 4), 4), Fraction(3, 16))
    assert first.outside == Fraction(3, 8)
    assert found["sea", "2026"].european == 1
    assert found["land", "2026"].outside == Fraction(1, 2)
    asked = [found[ALL, year] for year in ("2026", "2027", "2028")]
    assert [each.delivered for each in asked] == [0, 1, 2]
    assert [each.ordered for each in asked] == [3, 0, 0]
    assert [each.committed for each in asked] == [3_000, 0, 0]
    assert [each.due for each in asked] == [0, 1_000, 2_000]
    assert [each.posts_needed for each in asked] == [0, 4, 12]
    assert [each.crews for each in asked] == [0, 4, 12]
    assert [found["sea", year].posts_needed for year in ("2026", "2028")] == [0, 0]


@BOTH
def test_shares_are_those_of_the_sheet_coverage(view: View) -> None:
    found = indicators(view.ledger)
    for period in view.periods:
        for domain in (ALL, *view.domains):
            there, each = cover(view, period, domain), found[domain, period]
            assert (each.european, each.missing) == (there.european, there.missing)
    deadline = found[ALL, view.deadline]
    assert deadline.european == european_share(view.ledger)


@BOTH
def test_lots_and_money_add_up_to_the_decisions_of_the_plan(view: View) -> None:
    found, plan_, scenario = indicators(view.ledger), view.plan, view.scenario
    last = view.last
    lots = sum(count for (*_, period), count in plan_.delivered.items() if period == last)
    lots += sum(count for (*_, period), count in plan_.pool_delivered.items() if period == last)
    for name in ("delivered", "ordered"):
        assert sum(getattr(found[ALL, period], name) for period in view.periods) == lots > 0
    assert sum(found[ALL, period].due for period in view.periods) == sum(
        view.ledger.new_money.values()
    )
    committed = sum(found[ALL, period].committed for period in view.periods)
    assert committed == sum(each.money for each in decisions(view))
    prices = sum(found[ALL, period].delivered_money for period in view.periods)
    assert prices == sum(paid(view)) > 0
    for period in view.periods:
        filled = sum(count for (_, when), count in plan_.crews.items() if when == period)
        assert found[ALL, period].crews == filled
    assert scenario.periods[0].code in view.periods


def paid(view: View) -> Iterator[int]:
    """Whole prices of all lots and shares by the end, whatever period they fall due in."""
    prices, last = view.ledger.prices, view.last
    for (state, line_, period), lots in view.plan.delivered.items():
        if period == last:
            yield lots * prices.lot_price(state, line_)
    for (state, pool, line_, period), shares in view.plan.pool_shares.items():
        if period == last:
            yield shares * prices.share_price(state, pool, line_)


@BOTH
def test_domains_add_up_to_the_whole(view: View) -> None:
    found = indicators(view.ledger)
    domains = {domain for domain, _ in found} - {ALL}
    assert domains - {SUPPLY_CHAIN} == set(view.domains)
    for period in view.periods:
        for name in ("delivered", "delivered_money", "ordered", "committed", "due"):
            parts = sum(getattr(found[domain, period], name) for domain in domains)
            assert parts == getattr(found[ALL, period], name)
        posts = [found[domain, period].posts_needed for domain in domains]
        whole = found[ALL, period].posts_needed
        assert whole <= sum(posts) < whole + len(posts)


@BOTH
def test_what_is_ordered_in_a_period_is_delivered_later(view: View) -> None:
    """Month by month: no lot is ordered after the start of the period it is delivered in."""
    found = indicators(view.ledger)
    ordered = delivered = 0
    for period in view.periods:
        ordered += found[ALL, period].ordered
        delivered += found[ALL, period].delivered
        assert delivered <= ordered


def test_posts_of_states_are_rounded_up_once() -> None:
    posts = sum(
        crew.needed_parts for (_, period), crew in QUARTET.crews.items() if period == "2027"
    )
    found = indicators(QUARTET.ledger)[ALL, "2027"]
    assert found.posts_needed >= ceil(Fraction(posts, 1_000)) > 0
