"""Who may buy, fund and give, by hand.

L stands in B, sells to A and B, and can grow by a step; A has 3 tanks. A may have a lot, pay the 10
tenths of the step, and give one of its 3. If L sells to B alone, or a row of access bars A, it may
have 0 lots and 0 tenths: not even the one that is left where B pays 9. Forbidden the tank, A gives
0 of its 3 as well; forbidden L alone, it may still give all 3. If it is B that is forbidden, L is
closed: 0 lots and 0 tenths for everybody.
"""

from typing import Any

import pytest

from allocator.domain.plan import Plan
from allocator.domain.scenario import Scenario
from tests.families.edges import just_fails, just_holds
from tests.families.pools import pooling, shared
from tests.plans import plan
from tests.scenarios import access, holding, line, member, rates, rule, tiny


def selling(customers: tuple[str, ...] = ("A", "B"), **records: Any) -> Scenario:
    """L in B, which may grow by a step."""
    return tiny(
        **{
            "lines": (line(host="B", customers=customers, step=1_000, max_steps=1),),
            "line_rates": rates("L", 9),
            "required": 9,
            "holdings": (holding("A", 3),),
            **records,
        }
    )


ORDER = plan(delivered={("A", "L", "2026"): 1})
FUNDING = plan(expansion={("L", "2026"): 1}, funding={("A", "L", "2026"): 10})
CONTRIBUTION = plan(contribution={("A", "TANK", "2026"): 1})
ON_LINE = {"scope": "line", "on": "L", "line": "L", "capabilities": ()}


@pytest.mark.parametrize("decision", [ORDER, FUNDING])
def test_customers_buy_and_fund(decision: Plan) -> None:
    just_holds(selling(), decision)
    just_fails(selling(("B",)), decision, "access")


@pytest.mark.parametrize("decision", [ORDER, FUNDING])
def test_an_access_row_may_bar_a_customer(decision: Plan) -> None:
    just_holds(selling(access=(access("L", "A"),)), decision)
    just_fails(selling(access=(access("L", "A", permitted=False),)), decision, "access")


@pytest.mark.parametrize(
    ("decision", "on_line"),
    [(ORDER, False), (FUNDING, False), (CONTRIBUTION, False), (ORDER, True), (FUNDING, True)],
)
def test_a_rule_may_forbid(decision: Plan, on_line: bool) -> None:
    fields: dict[str, Any] = ON_LINE if on_line else {}
    just_holds(
        selling(rules=(rule("R", "forbid", states=("B",), binds="B"),))
        if decision is CONTRIBUTION
        else selling(),
        decision,
    )
    just_fails(selling(rules=(rule("R", "forbid", **fields),)), decision, "access")


def test_a_rule_on_a_line_forbids_no_contribution() -> None:
    just_holds(selling(rules=(rule("R", "forbid", **ON_LINE),)), CONTRIBUTION)


def test_not_even_a_tenth_of_a_step() -> None:
    nine_and_one = {("B", "L", "2026"): 9, ("A", "L", "2026"): 1}
    decision = plan(expansion={("L", "2026"): 1}, funding=nine_and_one)
    just_holds(selling(), decision)
    just_fails(selling(("B",)), decision, "access")


@pytest.mark.parametrize("decision", [ORDER, FUNDING])
@pytest.mark.parametrize("fields", [{}, ON_LINE])
def test_what_its_host_is_forbidden_is_closed_to_all(
    decision: Plan, fields: dict[str, Any]
) -> None:
    closed = (rule("R", "forbid", states=("B",), binds="B", **fields),)
    just_fails(selling(rules=closed), decision, "access")


def test_the_host_may_fund_what_it_may_not_buy() -> None:
    home = plan(expansion={("L", "2026"): 1}, funding={("B", "L", "2026"): 10})
    just_holds(selling(("A",)), home)
    just_fails(selling(("A",)), plan(delivered={("B", "L", "2026"): 1}), "access")


def test_shares_only_from_permitted_lines() -> None:
    barred: dict[str, Any] = {"access": (access("L", "B", permitted=False),)}
    just_holds(pooling(), shared({"A": (9,), "B": (1,)}))
    just_holds(pooling(**barred), shared({"A": (10,), "B": ()}))
    just_fails(pooling(**barred), shared({"A": (9,), "B": (1,)}), "access")


def test_who_is_forbidden_the_capability_is_in_no_pool() -> None:
    """Its role counts as barred: the pool may open without it."""
    scenario = pooling(
        member("P", "A"),
        member("P", "B", role="member"),
        rules=(rule("R", "forbid", states=("B",), binds="B"),),
    )
    just_holds(scenario, shared({"A": (10,)}))
    just_fails(scenario, shared({"A": (10,)}, join=("A", "B")), "access")
