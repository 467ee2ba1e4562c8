"""Enablers against every plan: what counts, what is bought so that more does, and what is lost."""

from collections import Counter

from allocator.accounts.enablers import enabled
from allocator.accounts.ledger import Ledger
from allocator.domain.outcome import Outcome, Solved
from allocator.domain.scenario import Scenario
from tests.properties.against_every_plan import large_way_agrees, whole_way_agrees
from tests.properties.drawing import drawn
from tests.properties.enumeration import Enumeration
from tests.properties.trait_enablers import with_enablers

EXAMPLES = 100


def every_plan(seed: int) -> Enumeration:
    return Enumeration(with_enablers(drawn(seed), seed), most_plans=3_000)


def test_enablers_agree_with_every_plan() -> None:
    seen = whole_way_agrees(every_plan, EXAMPLES, traits)
    assert seen["solved"] >= 0.50 * EXAMPLES
    assert seen["binds"] >= 0.25 * EXAMPLES
    assert seen["two combat capabilities"] >= 0.25 * EXAMPLES
    assert seen["bought"] >= 0.08 * EXAMPLES


def test_the_large_way_with_enablers_never_leaves_what_every_plan_allows() -> None:
    large_way_agrees(every_plan, examples=16)


def traits(scenario: Scenario, outcome: Outcome) -> Counter[str]:
    """What makes an example worth having: too few jammers, and more of them are bought."""
    if not isinstance(outcome, Solved):
        return Counter()
    accounts = enabled(Ledger(scenario, outcome.plan)).values()
    found: Counter[str] = Counter()
    found["counted"] = any(account.counted for account in accounts)
    found["binds"] = any(account.holding for account in accounts)
    found["bought"] = any(line == "J" for _, line, _ in outcome.plan.delivered)
    found["two combat capabilities"] = len(scenario.enablers_of) == 2
    return found
