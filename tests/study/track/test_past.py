"""How actuals are read: what stands, what is taken as planned, and what cannot be."""

from typing import Any

import pytest

from allocator.domain.actuals import Actual, Actuals
from allocator.domain.plan import Plan
from allocator.domain.scenario import Scenario
from allocator.study.track.figures import figures
from allocator.study.track.impossible import problems
from allocator.study.track.past import past_of
from allocator.study.track.signed import signed
from tests import scenarios as make
from tests.records import personnel as make_personnel
from tests.scenarios import MILLION

YEARS = make.years(4)
CODES = tuple(year.code for year in YEARS)
NEW_YEAR = YEARS[3].start
"""Three years are past."""


def scenario() -> Scenario:
    return make.tiny(
        periods=YEARS,
        required=8,
        holdings=(make.holding("A", 2),),
        lines=(
            make.line("L", host="B", unit_price=MILLION, step=1_000, step_cost=100, max_steps=2),
        ),
        line_rates=tuple(make.rate("L", 2_000, code) for code in CODES),
        pools=(make.pool(lines=("L",), min_members=1, max_lots=9, min_lots=0),),
        pool_members=(make.member("P", "A"), make.member("P", "B")),
    )


def series(*values: int) -> dict[tuple[str, str, str], int]:
    return {("B", "L", code): n for code, n in zip(CODES, values, strict=True) if n}


PLAN = Plan(
    delivered=series(1, 2, 3, 4),
    contribution={("A", "TANK", code): 2 for code in CODES},
    expansion={("L", code): 1 for code in CODES[1:]},
)


def told(*rows: tuple[str, tuple[str, ...], int], as_of: int = NEW_YEAR) -> Actuals:
    return Actuals(
        plan_digest="",
        scenario_digest="",
        as_of=as_of,
        rows=tuple(
            Actual(decision=name, codes=codes, value=value, address=f"actuals!I{number}")
            for number, (name, codes, value) in enumerate(rows, 2)
        ),
    )


def lots(year: int, value: int) -> tuple[str, tuple[str, ...], int]:
    return "delivered", ("B", "L", CODES[year]), value


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ((), (1, 2, 3)),
        ((lots(0, 0),), (0, 2, 3)),
        ((lots(1, 0),), (0, 0, 3)),
        ((lots(2, 1),), (1, 1, 1)),
        ((lots(0, 3),), (3, 3, 3)),
        ((lots(0, 1), lots(2, 1)), (1, 1, 1)),
    ],
)
def test_what_is_not_known_lies_between_what_is(
    known: tuple[Any, ...], expected: tuple[int, ...]
) -> None:
    past = past_of(scenario(), PLAN, told(*known))
    found = tuple(past.value("delivered", ("B", "L", code)) for code in CODES[:3])
    assert found == expected
    assert past.value("delivered", ("B", "L", CODES[3])) is None
    assert past.value("delivered", ("A", "L", CODES[0])) == 0
    confirmed = {codes for _, codes, _ in known}
    lacking = {codes for name, codes in past.unconfirmed if name == "delivered"}
    assert lacking == {("B", "L", code) for code in CODES[:3]} - confirmed


def test_a_running_year_binds_from_below_and_a_coming_one_not_at_all() -> None:
    actuals = told(lots(2, 4), lots(3, 9), ("contribution", ("A", "TANK", CODES[2]), 1))
    past = past_of(scenario(), PLAN, actuals.model_copy(update={"as_of": YEARS[2].start + 6}))
    assert past.closed == 2
    assert past.so_far == {("delivered", ("B", "L", CODES[2])): 4}
    assert past.known == {}


def test_late_lots_stay_ordered_and_steps_that_were_not_decided_do_not() -> None:
    late = told(lots(2, 1), ("expansion", ("L", CODES[2]), 0))
    stays = signed(scenario(), PLAN, past_of(scenario(), PLAN, late))
    assert dict(stays.values["delivered"]) == {("B", "L", CODES[3]): 3}
    assert dict(stays.values["expansion"]) == {}
    stays = signed(scenario(), PLAN, past_of(scenario(), PLAN, told(lots(2, 1))))
    assert dict(stays.values["expansion"]) == {("L", CODES[3]): 1}


HOSTILE = [
    ((lots(1, 2), lots(2, 1)), "actuals!I3", "never fall"),
    ((("contribution", ("A", "TANK", CODES[0]), 3),), "actuals!I2", "A has 2 of TANK in 2026"),
    ((lots(0, 3),), "actuals!I2", "makes 2"),
    ((("expansion", ("L", CODES[0]), 3),), "actuals!I2", "at most 2 steps"),
    ((("operating", ("P", CODES[0]), 2),), "actuals!I2", "yes or no"),
    ((("delivered", ("B", "M", CODES[0]), 1),), "actuals!I2", 'no line "M"'),
    (
        (
            ("pool_delivered", ("P", "L", CODES[0]), 1),
            ("pool_shares", ("A", "P", "L", CODES[0]), 9),
        ),
        "actuals!I3",
        "shares, not 9",
    ),
]


@pytest.mark.parametrize(("rows", "address", "words"), HOSTILE)
def test_what_no_plan_can_have_is_told_at_its_cell(
    rows: tuple[Any, ...], address: str, words: str
) -> None:
    past = past_of(scenario(), PLAN, told(*rows))
    (problem,) = problems(scenario(), past)
    assert problem.address == address
    assert words in problem.message


def test_fees_of_pools_count_as_paid_in_the_period_of_the_pool() -> None:
    """The pool starts in 2026; 7 are told for joining it and 5 for lots of that year."""
    start = scenario().pools[0].start
    rows = (
        Actual(decision="join", codes=("A", "P"), value=1, money=7, address="actuals!I2"),
        Actual(decision="delivered", codes=("A", "L", start), value=0, money=5, address="I3"),
    )
    actuals = told().model_copy(update={"rows": rows})
    found = figures(scenario(), PLAN, actuals, past_of(scenario(), PLAN, actuals), PLAN)
    paid = {(each.subject, each.period): each.reported_money for each in found}
    assert (paid["", start], paid["A", start], paid["B", start]) == (12, 12, None)


def test_more_posts_than_a_state_has_are_named_at_their_cell() -> None:
    limited = scenario().replaced(
        personnel=tuple(make_personnel("A", code, posts_limit=9) for code in CODES)
    )
    rows = [("crews", ("A", code), value) for code, value in zip(CODES, (9, 9, 10), strict=False)]
    (problem,) = problems(limited, past_of(limited, PLAN, told(*rows)))
    assert problem.address == "actuals!I4"
    assert "crews of A, 2028 reads 10: posts_limit of A is 9 in 2028" in problem.message
    assert problems(limited, past_of(limited, PLAN, told(*rows[:2]))) == ()


def test_what_is_as_planned_has_no_problems() -> None:
    rows = [
        (name, codes, n)
        for name in ("delivered", "expansion")
        for codes, n in getattr(PLAN, name).items()
    ]
    assert problems(scenario(), past_of(scenario(), PLAN, told(*rows))) == ()
