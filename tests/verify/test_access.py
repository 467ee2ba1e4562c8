from typing import Any

from allocator.domain.scenario import Scenario
from allocator.verify.verify import violations
from tests.plans import broken, over_years, plan, subjects
from tests.scenarios import access, holding, line, member, pool, rates, rule, tiny, years


def opened(**records: Any) -> Scenario:
    """L in A sells to A and B and can grow; both hold one tank and may be in P."""
    defaults: dict[str, Any] = {
        "required": 9,
        "lines": (line(step=1_000, max_steps=1),),
        "line_rates": rates("L", 9),
        "holdings": (holding("A", 1), holding("B", 1)),
        "pools": (pool(),),
        "pool_members": (member("P", "A"), member("P", "B")),
    }
    return tiny(**{**defaults, **records})


ORDER = plan(delivered={("B", "L", "2026"): 1})
FUNDING = plan(expansion={("L", "2026"): 1}, funding={("B", "L", "2026"): 10})
CONTRIBUTION = plan(contribution={("B", "TANK", "2026"): 1})


def sharing(b: int) -> Any:
    return plan(
        pool_delivered={("P", "L", "2026"): 1},
        pool_shares={
            key: shares
            for key, shares in (
                (("A", "P", "L", "2026"), 10 - b),
                (("B", "P", "L", "2026"), b),
            )
            if shares
        },
        open={("P",): 1},
        join={("A", "P"): 1, ("B", "P"): 1},
        lead={("A", "P"): 1},
        operating={("P", "2026"): 1},
    )


def test_what_is_permitted_holds() -> None:
    for allowed in (ORDER, FUNDING, CONTRIBUTION, sharing(5)):
        assert broken(opened(), allowed) == set()


def test_customers_only() -> None:
    closed = opened(lines=(line(customers=("A",), step=1_000, max_steps=1),))
    assert subjects(closed, ORDER) == [("B", "L")]
    assert subjects(closed, FUNDING) == [("B", "L")]
    assert subjects(closed, sharing(5)) == [("B", "P", "L")]
    assert broken(closed, CONTRIBUTION) == broken(closed, sharing(0)) == set()


def test_access_rows_bar_with_their_basis() -> None:
    barred = opened(access=(access("L", "B", permitted=False, legal_basis="export licence"),))
    assert broken(barred, ORDER) == broken(barred, FUNDING) == {"access"}
    assert "export licence" in violations(barred, ORDER)[0].message


def test_rules_forbid_all_of_it() -> None:
    ruled = opened(rules=(rule("BAN", "forbid", states=("B",)),))
    assert subjects(ruled, ORDER) == [("B", "L")]
    assert subjects(ruled, FUNDING) == [("B", "L")]
    assert subjects(ruled, CONTRIBUTION) == [("B", "TANK")]
    assert subjects(ruled, sharing(0)) == [("B", "P")]
    assert broken(ruled, sharing(5)) == {"access"}


def test_a_forbidden_member_leaves_the_pool_to_the_others() -> None:
    ruled = opened(
        pool_members=(member("P", "A"), member("P", "B", role="member")),
        rules=(rule("BAN", "forbid", states=("B",)),),
    )
    alone = plan(
        pool_delivered={("P", "L", "2026"): 1},
        pool_shares={("A", "P", "L", "2026"): 10},
        open={("P",): 1},
        join={("A", "P"): 1},
        lead={("A", "P"): 1},
        operating={("P", "2026"): 1},
    )
    assert broken(ruled, alone) == set()


def test_a_forbidden_host_delivers_to_nobody() -> None:
    ruled = opened(rules=(rule("BAN", "forbid", states=("A",)),))
    assert broken(ruled, ORDER) == broken(ruled, FUNDING) == {"access"}
    assert broken(ruled, CONTRIBUTION) == set()


def test_a_line_that_cannot_grow_is_not_funded() -> None:
    fixed = opened(lines=(line(max_steps=0),))
    assert "access" in broken(fixed, FUNDING)


def test_messages_name_what_is_had_in_the_end() -> None:
    """Two years: one, then two of each."""
    ruled = opened(
        periods=years(2),
        lines=(line(step=1_000, max_steps=2),),
        line_rates=rates("L", 9, 9),
        holdings=(holding("B", 2),),
        access=(access("L", "B", permitted=False),),
        rules=(rule("BAN", "forbid", states=("B",)),),
    )
    base = sharing(0)
    everything = plan(
        delivered=over_years(("B", "L"), 1, 2),
        contribution=over_years(("B", "TANK"), 1, 2),
        expansion=over_years(("L",), 1, 2),
        funding=over_years(("B", "L"), 10, 20),
        pool_delivered=over_years(("P", "L"), 1, 2),
        pool_shares={**over_years(("A", "P", "L"), 9, 18), **over_years(("B", "P", "L"), 1, 2)},
        open=base.open,
        join=base.join,
        lead=base.lead,
        operating=over_years(("P",), 1, 1),
    )
    messages = [violation.message for violation in violations(ruled, everything)]
    assert [message.split(" but ")[0] for message in messages] == [
        "buys 2 lots",
        "buys 2 shares",
        "pays 20 tenths of expansion steps",
        "contributes 2 units",
        "is in the pool",
    ]


def test_a_bar_without_a_basis_says_so_plainly() -> None:
    barred = opened(access=(access("L", "B", permitted=False),))
    assert violations(barred, ORDER)[0].message == "buys 1 lot but has no access to the line"


def test_reasons_are_told_apart() -> None:
    line_ban = opened(
        rules=(rule("BAN", "forbid", scope="line", line="L", capabilities=(), states=("B",)),)
    )
    host_ban = opened(rules=(rule("BAN", "forbid", states=("A",)),))
    stranger = opened(lines=(line(customers=("A",)),))
    messages = [violations(case, ORDER)[0].message for case in (line_ban, host_ban, stranger)]
    assert "a rule forbids it" in messages[0]
    assert "the host A" in messages[1]
    assert "customers" in messages[2]
