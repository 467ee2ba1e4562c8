"""The engine against every plan where burdens are measured and limited in every way there is."""

from collections import Counter

from allocator.accounts.in_force import new_money_in_force
from allocator.accounts.ledger import Ledger
from allocator.accounts.shortfall import shortfalls
from allocator.accounts.stand_alone import stand_alone
from allocator.domain.outcome import Outcome, Solved
from allocator.domain.scenario import Scenario
from tests.properties.against_every_plan import large_way_agrees, whole_way_agrees
from tests.properties.enumeration import Enumeration
from tests.properties.trait_burden import drawn_with_burdens

EXAMPLES = 60


def every_plan(seed: int) -> Enumeration:
    return Enumeration(drawn_with_burdens(seed))


def test_the_engine_agrees_with_every_plan() -> None:
    seen = whole_way_agrees(every_plan, EXAMPLES, traits)
    assert seen["solved"] >= 0.55 * EXAMPLES
    assert seen["measured by effort"] >= 0.40 * EXAMPLES
    assert seen["at the stand-alone limit"] >= 0.15 * EXAMPLES
    assert seen["at the limit in force"] >= 0.15 * EXAMPLES


def test_the_large_way_never_leaves_what_every_plan_allows() -> None:
    large_way_agrees(every_plan, examples=16)


def traits(scenario: Scenario, outcome: Outcome) -> Counter[str]:
    """What makes an example worth having: a state that could not pay for one more lot while
    something is short."""
    if not isinstance(outcome, Solved):
        return Counter()
    ledger = Ledger(scenario, outcome.plan)
    found: Counter[str] = Counter()
    found["measured by effort"] = scenario.policy.burden_measure == "effort" and any(
        state.baseline_effort for state in scenario.states
    )
    if not any(account.missing for account in shortfalls(ledger).values()):
        return found
    lot = min(
        scenario.capability_by_code[line.capability].lot * line.unit_price
        for line in scenario.lines
    )
    alone = {code: account.limit for code, account in stand_alone(ledger).items()}
    found["at the stand-alone limit"] = scenario.policy.stand_alone_limit and any(
        most is not None and most - ledger.new_money[code] < lot for code, most in alone.items()
    )
    found["at the limit in force"] = scenario.policy.burden_limit_in_force and any(
        most - ledger.new_money[code] < lot for code, most in new_money_in_force(scenario).items()
    )
    return found
