from typing import Any

import pytest

from allocator.accounts.rights import Rights
from tests.scenarios import access, capability, line, member, pool, rule, state, tiny


def rights(**records: Any) -> Rights:
    """L in A sells to A and B, S is small, pool P buys from L with A, B and S."""
    defaults: dict[str, Any] = {
        "states": (state("A"), state("B"), state("S", small_state=True)),
        "lines": (line(customers=("A", "B", "S"), max_steps=1),),
        "pools": (pool(),),
        "pool_members": (
            member("P", "A", role="member"),
            member("P", "B", framework_eligible=False),
            member("P", "S"),
        ),
    }
    return Rights(tiny(**{**defaults, **records}))


def test_customers_are_permitted() -> None:
    open_to_a = rights(lines=(line(customers=("A",)),))
    assert open_to_a.permitted("A", "L")
    assert not open_to_a.permitted("B", "L")
    assert open_to_a.selling_lines == {"L"}


def test_access_rows_bar_only_when_they_say_so() -> None:
    barred = rights(access=(access("L", "B", permitted=False), access("L", "A", delay_months=6)))
    assert barred.permitted("A", "L")
    assert not barred.permitted("B", "L")


def test_a_rule_on_the_capability_bars_buying_contributing_pooling_and_funding() -> None:
    ruled = rights(rules=(rule("BAN", "forbid", states=("B",)),))
    assert not ruled.permitted("B", "L")
    assert not ruled.may_contribute("B", "TANK")
    assert not ruled.may_join("B", "P")
    assert not ruled.may_fund("B", "L")
    assert ruled.permitted("A", "L")


def test_a_rule_on_a_domain_bars_its_capabilities() -> None:
    ruled = rights(rules=(rule("BAN", "forbid", scope="domain", on="land", states=("B",)),))
    assert not ruled.may_contribute("B", "TANK")


def test_a_rule_on_a_line_leaves_contributions_and_pools() -> None:
    ruled = rights(rules=(rule("BAN", "forbid", scope="line", line="L", states=("B",)),))
    assert not ruled.permitted("B", "L")
    assert not ruled.may_fund("B", "L")
    assert ruled.may_contribute("B", "TANK")
    assert ruled.may_join("B", "P")


@pytest.mark.parametrize("effect", ["cap", "floor"])
def test_caps_and_floors_forbid_nothing(effect: Any) -> None:
    assert rights(rules=(rule("CAP", effect, states=("B",)),)).permitted("B", "L")


def test_a_forbidden_host_closes_its_line() -> None:
    closed = rights(rules=(rule("BAN", "forbid", states=("A",)),))
    assert not closed.permitted("B", "L")
    assert not closed.may_fund("B", "L")
    assert closed.selling_lines == frozenset()
    abroad = rights(
        lines=(line(host="USA", customers=("A", "B")),),
        rules=(rule("BAN", "forbid", states=("A",)),),
    )
    assert abroad.permitted("B", "L")


def test_small_states_order_no_large_system_but_share_it() -> None:
    large = rights(capabilities=(capability(large_system=True),))
    assert large.permitted("S", "L")
    assert large.too_large("S", "L")
    assert large.may_share("S", "P", "L")
    assert large.permitted("A", "L")
    assert not large.too_large("A", "L")
    assert not rights().too_large("S", "L")


def test_roles() -> None:
    some = rights(
        pool_members=(
            member("P", "A", role="member"),
            member("P", "B", framework_eligible=False),
            member("P", "S", role="barred"),
        )
    )
    assert [some.must_join(code, "P") for code in "ABS"] == [True, False, False]
    assert [some.may_join(code, "P") for code in "ABS"] == [True, True, False]
    assert [some.may_lead(code, "P") for code in "ABS"] == [True, False, False]
    assert not rights(pool_members=()).may_join("A", "P")


def test_a_forbidden_member_counts_as_barred() -> None:
    """So the pool may open without it."""
    ruled = rights(rules=(rule("BAN", "forbid", states=("A",)),))
    assert not ruled.must_join("A", "P")
    assert not ruled.may_lead("A", "P")


def test_shares_only_in_lines_of_the_pool() -> None:
    two = rights(lines=(line("L"), line("M")))
    assert two.may_share("A", "P", "L")
    assert not two.may_share("A", "P", "M")
    assert not two.may_share("S", "P", "L")


def test_funding_is_for_customers_and_the_host_of_a_line_that_can_grow() -> None:
    foreign = rights(lines=(line(host="S", customers=("A",), max_steps=1),))
    assert foreign.may_fund("A", "L")
    assert foreign.may_fund("S", "L")
    assert not foreign.may_fund("B", "L")
    assert not rights(lines=(line(max_steps=0),)).may_fund("A", "L")
