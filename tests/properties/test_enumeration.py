"""The engine against every plan: feasibility and all aims, on scenarios small enough to try all."""

from collections import Counter

import pytest

from allocator.accounts.ledger import Ledger
from allocator.accounts.shortfall import shortfalls
from allocator.accounts.spending import spending
from allocator.domain.outcome import Outcome, Solved
from allocator.domain.scenario import Scenario
from tests.properties.against_every_plan import large_way_agrees, whole_way_agrees
from tests.properties.drawing import drawn
from tests.properties.enumeration import Enumeration

SHARDS = 2
EXAMPLES = 160
"""A shard; 320 in all."""


def every_plan(seed: int) -> Enumeration:
    return Enumeration(drawn(seed))


@pytest.mark.parametrize("shard", range(SHARDS))
def test_the_engine_agrees_with_every_plan(shard: int) -> None:
    seen = whole_way_agrees(every_plan, EXAMPLES, traits, shard)
    assert seen["solved"] >= 0.75 * EXAMPLES
    assert seen["shortfall strictly between"] >= 0.60 * EXAMPLES
    assert seen["open pool"] >= 0.40 * EXAMPLES
    assert seen["binding ceiling"] >= 0.40 * EXAMPLES
    assert seen["expansion"] >= 0.30 * EXAMPLES


@pytest.mark.parametrize("shard", range(SHARDS))
def test_the_large_way_never_leaves_what_every_plan_allows(shard: int) -> None:
    large_way_agrees(every_plan, examples=24, shard=9 + shard)


def traits(scenario: Scenario, outcome: Outcome) -> Counter[str]:
    """What makes an example worth having."""
    if not isinstance(outcome, Solved):
        return Counter()
    ledger = Ledger(scenario, outcome.plan)
    found: Counter[str] = Counter()
    found["shortfall strictly between"] = any(
        0 < account.missing < account.required for account in shortfalls(ledger).values()
    )
    found["open pool"] = bool(outcome.plan.open)
    found["binding ceiling"] = _ceiling_binds(scenario, ledger)
    found["expansion"] = bool(outcome.plan.expansion)
    return found


def _ceiling_binds(scenario: Scenario, ledger: Ledger) -> bool:
    """Somebody is short and some state could not pay for one more lot of the cheapest line."""
    if not any(account.missing for account in shortfalls(ledger).values()):
        return False
    cheapest = min(
        scenario.capability_by_code[line.capability].lot * line.unit_price
        for line in scenario.lines
    )
    return any(account.room < cheapest for account in spending(ledger).values())
