"""Titles on money, work, pools, decisions, proof and single states: true, or not stated."""

from fractions import Fraction
from typing import Any

import pytest

from allocator.domain.outcome import AimResult
from allocator.report.numbers import part_of
from allocator.report.slides.burden import burden_title
from allocator.report.slides.decisions import decisions, decisions_title
from allocator.report.slides.money import money_title
from allocator.report.slides.pools import pools_title
from allocator.report.slides.proof import proof_title
from allocator.report.slides.state import state_title
from allocator.report.slides.work import footprint_title
from allocator.report.state.view import Alliance, StateView
from allocator.report.view import View
from tests.report.scenes import bought, pooled
from tests.report.views import DUO, QUARTET
from tests.scenarios import (
    MILLION,
    policy,
    state,
    work_share,
)


@pytest.mark.parametrize(
    ("view", "title"),
    [
        (bought(0, 0), "The plan lays no burden on any state"),
        (DUO, "Both states with a key bear the same burden: 6.00 % of their key money"),
        (
            bought(9, 0, price=20 * MILLION),
            "A bears the largest burden, 0.18 % of its key money; all together 0.09 %",
        ),
        (
            bought(9, 9, 0, price=20 * MILLION),
            "A and B share the largest burden, 0.18 % of their key money; all together 0.12 %",
        ),
        (
            bought(9, 9, 9, 9, 0, price=20 * MILLION),
            "4 of 5 states share the largest burden, 0.18 % of their key money; all together "
            "0.14 %",
        ),
        (
            bought(9, 0, states=(state("A"), state("B", gdp=0)), price=20 * MILLION),
            "A bears the largest burden, 0.18 % of its key money; all together 0.18 %",
        ),
    ],
)
def test_burden(view: View, title: str) -> None:
    assert burden_title(view) == title


@pytest.mark.parametrize(
    ("view", "title"),
    [
        (bought(0, 0), "The plan asks for no new money"),
        (bought(3), "EUR 3.0 million of new money in 2026: all for land"),
        (
            bought(3, 1),
            "EUR 4.0 million of new money in 2026: all for land; A pays 75 % of it",
        ),
        (
            bought(2, 2, 2, 2),
            "EUR 8.0 million of new money in 2026: all for land; A and B pay 50 % of it",
        ),
        (
            QUARTET,
            "EUR 223.5 million of new money 2026–2028: 66 % for space; =SUM(A1:A9) pays 57 % of it",
        ),
    ],
)
def test_money(view: View, title: str) -> None:
    assert money_title(view) == title


def ruled(rate: int, rule: str = "elastic") -> dict[str, Any]:
    """A policy that asks for work in return."""
    return {"policy": policy(return_rate=rate, return_rule=rule, return_price=1_000)}


@pytest.mark.parametrize(
    ("view", "title"),
    [
        (bought(0, 0), "The plan puts no money into industry"),
        (
            bought(1, 3),
            "All of EUR 4.0 million for industry becomes work in the states; 1 of 2 payers gets "
            "back all it puts in",
        ),
        (
            bought(4, 0, work_shares=(work_share("L", "B", 5_000),), **ruled(5_000)),
            "Of EUR 4.0 million for industry 50 % becomes work in the states; no state misses the "
            "return it is due",
        ),
        (
            bought(3),
            "All of EUR 3.0 million for industry becomes work in the states; the one payer gets "
            "back all it puts in",
        ),
        (
            bought(4, work_shares=(work_share("L", "A", 5_000),)),
            "Of EUR 4.0 million for industry 50 % becomes work in the states; the one payer gets "
            "back less than it puts in",
        ),
        (
            bought(
                4,
                0,
                work_shares=(work_share("L", "A", 2_500), work_share("L", "B", 2_500)),
                **ruled(5_000),
            ),
            "Of EUR 4.0 million for industry 50 % becomes work in the states; A misses part of the "
            "return",
        ),
    ],
)
def test_footprint(view: View, title: str) -> None:
    assert footprint_title(view) == title


@pytest.mark.parametrize(
    ("view", "title"),
    [
        (DUO, "The plan's workbook offers no pools"),
        (pooled(), "No pool opens out of 1"),
        (pooled("A"), "One pool opens out of 2, led by one framework nation"),
        (pooled("A", "B"), "2 pools open out of 3, led by 2 framework nations"),
        (pooled("A", "B", "B"), "3 pools open out of 4; B leads 2 of them"),
        (pooled("A", "B", "B", "A", "C"), "5 pools open out of 6; A and B lead 2 each"),
        (pooled("A", "B", "C", "A", "B", "C"), "6 pools open out of 7; 3 states lead 2 each"),
    ],
)
def test_pools(view: View, title: str) -> None:
    assert pools_title(view) == title


@pytest.mark.parametrize(
    ("view", "title"),
    [
        (bought(0, 0), "The plan needs no decisions"),
        (
            bought(3),
            "The one decision of the plan is due by January 2026: it commits EUR 3.0 million",
        ),
        (DUO, "Both decisions are due by January 2026; they commit EUR 24.0 million"),
        (QUARTET, "4 of 11 decisions are due by January 2026; they commit EUR 37.7 million"),
        (pooled("A"), "The one decision of the plan is due by January 2026"),
    ],
)
def test_decisions(view: View, title: str) -> None:
    assert decisions_title(decisions(view)) == title


def proven(verdict: str, *aims: AimResult) -> View:
    """The duo with other claims."""
    return View(
        DUO.scenario, DUO.plan, DUO.provenance.model_copy(update={"verdict": verdict, "aims": aims})
    )


FOUND = AimResult("shortfall", 1_000, 1_000, 1_000, 0.0)
GIVEN = AimResult("shortfall", 1_020, 1_000, 1_000, 0.0)
NEAR = AimResult("spread", 1_000, 998, 994, 0.0)


@pytest.mark.parametrize(
    ("view", "title"),
    [
        (
            proven("optimal", FOUND),
            "Proven: the least of every aim, each taken after the ones before it",
        ),
        (
            proven("optimal", GIVEN),
            "Proven: the least of each aim in its turn; given up later: 2.00 % of the shortfall",
        ),
        (proven("feasible"), "The plan holds every rule; nothing is claimed of its aims"),
        (
            proven("feasible", NEAR),
            "The gap to the proven bound is 0.40 % for the largest burden",
        ),
        (
            proven("feasible", FOUND, NEAR),
            "The gap to the proven bound is none for the shortfall and 0.40 % for the largest "
            "burden",
        ),
    ],
)
def test_proof(view: View, title: str) -> None:
    assert proof_title(view) == title


@pytest.mark.parametrize(
    ("view", "code", "title"),
    [
        (
            bought(0, 4),
            "B",
            "B pays EUR 4.0 million, 100.0 % of all, 50.0 points above its key share; no work "
            "comes back",
        ),
        (
            bought(0, 4),
            "A",
            "A pays no new money under this plan; work worth EUR 4.0 million is placed there",
        ),
        (bought(0, 0), "B", "B pays no new money under this plan"),
        (
            bought(1, 3),
            "A",
            "A pays EUR 1.0 million, 25.0 % of all, 25.0 points below its key share; its "
            "industry gets EUR 4.0 million",
        ),
        (
            DUO,
            "A",
            "A pays EUR 6.0 million, 25.0 % of all, in line with its key share; no work comes back",
        ),
        (
            bought(1, states=(state("A", name="Netherlands", gdp=0),)),
            "A",
            "The Netherlands pays EUR 1.0 million, 100.0 % of all, without a key; its industry "
            "gets EUR 1.0 million",
        ),
    ],
)
def test_state(view: View, code: str, title: str) -> None:
    assert state_title(StateView(Alliance(view), code)) == title


def test_parts_are_never_rounded_to_nothing_or_all() -> None:
    assert part_of(Fraction(99_999, 100_000)) == "over 99.9 %"
    assert part_of(Fraction(1, 100_000)) == "under 0.1 %"
    assert (part_of(Fraction(0)), part_of(Fraction(1))) == ("0.0 %", "100.0 %")
