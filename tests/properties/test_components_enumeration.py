"""Components against every plan: how much is made, who pays for more, and what lines get of it."""

from collections import Counter

from allocator.accounts.components import parts
from allocator.accounts.ledger import Ledger
from allocator.domain.outcome import Outcome, Solved
from allocator.domain.scenario import Scenario
from allocator.domain.supply_chain import supply_chains
from tests.properties.against_every_plan import large_way_agrees, whole_way_agrees
from tests.properties.drawing import drawn
from tests.properties.enumeration import Enumeration
from tests.properties.trait_components import with_components

EXAMPLES = 100


def every_plan(seed: int) -> Enumeration:
    return Enumeration(with_components(drawn(seed), seed))


def test_components_agree_with_every_plan() -> None:
    seen = whole_way_agrees(every_plan, EXAMPLES, traits)
    assert seen["solved"] >= 0.60 * EXAMPLES
    assert seen["bought"] >= 0.35 * EXAMPLES
    assert seen["binds"] >= 0.25 * EXAMPLES
    assert seen["grows"] >= 0.12 * EXAMPLES


def test_the_large_way_with_components_never_leaves_what_every_plan_allows() -> None:
    large_way_agrees(every_plan, examples=16)


def traits(scenario: Scenario, outcome: Outcome) -> Counter[str]:
    """What makes an example worth having: there is too little of K for one more lot."""
    if not isinstance(outcome, Solved):
        return Counter()
    ledger = Ledger(scenario, outcome.plan)
    (chain,) = supply_chains(scenario)
    account = parts(ledger, chain)
    smallest = min(
        use.per_unit * scenario.capability_by_code[scenario.line_by_code[use.line].capability].lot
        for use in chain.uses
    )
    found: Counter[str] = Counter()
    found["bought"] = any(account.new)
    found["binds"] = any(account.new) and min(account.free) < smallest
    found["grows"] = bool(outcome.plan.component_expansion)
    return found
