from typing import Any

import pytest

from allocator.domain.scenario import Scenario
from allocator.verify.verify import violations
from tests.plans import broken, duo_plan, plan, subjects
from tests.scenarios import (
    Variant,
    access,
    capability,
    duo,
    line,
    member,
    policy,
    pool,
    rates,
    tiny,
    work_share,
)


@pytest.mark.parametrize("variant", ["base", "i", "ii", "iii", "iv"])
def test_the_plans_of_the_worked_example_hold(variant: Variant) -> None:
    assert broken(duo(variant), duo_plan(variant)) == set()


def test_the_base_plan_breaks_the_hard_return_once_a_has_a_line() -> None:
    assert subjects(duo("ii"), duo_plan("base")) == [("A",)]
    assert broken(duo("iii"), duo_plan("base")) == {"footprint"}


def test_work_returned_just_so() -> None:
    """A pays 1,000 to L, 40 % of it work in A."""
    order = plan(delivered={("A", "L", "2026"): 1})

    def returning(rate: int) -> Scenario:
        return tiny(
            policy=policy(return_rate=rate),
            lines=(line(),),
            line_rates=rates("L", 9),
            work_shares=(work_share("L", "A", 4_000),),
        )

    assert broken(returning(4_000), order) == set()
    assert subjects(returning(4_001), order) == [("A",)]
    assert violations(returning(4_001), order)[0].message == (
        "EUR 0.400 m of work is placed in it; 40.01 % of the EUR 1.000 m it puts into lines must be"
    )


def hosted(order: dict[str, int], **fields: Any) -> tuple[Scenario, Any]:
    """Lines in A, B and the outside host USA; all of them open to A."""
    scenario = tiny(
        capabilities=(capability(**fields),),
        lines=(line("LA", host="A"), line("LB", host="B"), line("LU", host="USA")),
        line_rates=rates("LA", 90) + rates("LB", 90) + rates("LU", 90),
    )
    return scenario, plan(
        delivered={("A", code, "2026"): lots for code, lots in order.items() if lots}
    )


def test_a_host_delivers_at_most_its_cap_rounded_up() -> None:
    """60 % of 4 is 2.4, rounded up 3; of 5 exactly 3."""
    assert broken(*hosted({"LA": 3, "LB": 1}, host_cap=6_000)) == set()
    assert broken(*hosted({"LA": 3, "LB": 2}, host_cap=6_000)) == set()
    assert broken(*hosted({"LA": 4, "LB": 1}, host_cap=6_000)) == {"footprint"}
    # 0.01 % of one lot is rounded up to it; nothing is not.
    assert broken(*hosted({"LA": 1}, host_cap=1)) == set()
    assert broken(*hosted({"LA": 1}, host_cap=0)) == {"footprint"}
    scenario, lopsided = hosted({"LU": 4, "LB": 1}, host_cap=6_000)
    assert subjects(scenario, lopsided) == [("USA", "TANK")]


def test_pool_lots_count_for_their_host() -> None:
    scenario = tiny(
        capabilities=(capability(host_cap=5_000),),
        required=50,
        lines=(line("LA", host="A"), line("LB", host="B")),
        line_rates=rates("LA", 90) + rates("LB", 90),
        pools=(pool(lines=("LA",)),),
        pool_members=(member("P", "A"),),
    )

    def with_pool_lots(lots: int) -> Any:
        return plan(
            delivered={("A", "LB", "2026"): 2},
            pool_delivered={("P", "LA", "2026"): lots},
            pool_shares={("A", "P", "LA", "2026"): 10 * lots},
            open={("P",): 1},
            join={("A", "P"): 1},
            lead={("A", "P"): 1},
            operating={("P", "2026"): 1},
        )

    assert broken(scenario, with_pool_lots(3)) == set()
    assert broken(scenario, with_pool_lots(4)) == {"footprint"}


def test_no_cap_where_only_one_host_may_deliver() -> None:
    def alone(permitted: bool) -> Scenario:
        return tiny(
            capabilities=(capability(host_cap=5_000, second_source_from=0),),
            lines=(line("LA", host="A"), line("LB", host="B", customers=("B",))),
            line_rates=rates("LA", 9),
            access=(access("LB", "B", permitted=permitted),),
        )

    order = plan(delivered={("A", "LA", "2026"): 5})
    assert broken(alone(permitted=False), order) == set()
    assert set(subjects(alone(permitted=True), order)) == {("A", "TANK"), ("TANK",)}


def test_a_second_source_above_its_threshold() -> None:
    """Lots of 2: 3 lots are 6 units."""
    assert broken(*hosted({"LA": 3}, lot=2, second_source_from=6)) == set()
    assert broken(*hosted({"LA": 3}, lot=2, second_source_from=5)) == {"footprint"}
    assert broken(*hosted({"LA": 3, "LU": 1}, lot=2, second_source_from=5)) == set()
    assert broken(*hosted({}, second_source_from=0)) == set()


def test_a_host_that_may_sell_to_nobody_is_no_source() -> None:
    scenario = tiny(
        capabilities=(capability(second_source_from=2),),
        lines=(
            line("LA", host="A"),
            line("LB", host="B"),
            line("LU", host="USA", customers=()),
        ),
        line_rates=rates("LA", 90),
    )
    assert subjects(scenario, plan(delivered={("A", "LA", "2026"): 3})) == [("TANK",)]
