"""Price bands against every plan: what is bought together, what it costs and who can pay for it."""

from collections import Counter

from allocator.accounts.ledger import Ledger
from allocator.accounts.price_bands import volumes
from allocator.accounts.spending import spending
from allocator.domain.outcome import Outcome, Solved
from allocator.domain.scenario import Scenario
from allocator.verify.verify import violations
from tests.properties.against_every_plan import large_way_agrees, whole_way_agrees
from tests.properties.drawing import drawn
from tests.properties.enumeration import Enumeration
from tests.properties.trait_price_bands import Banded, with_price_bands

EXAMPLES = 100


def every_plan(seed: int) -> Enumeration:
    return Banded(with_price_bands(drawn(seed), seed))


def test_price_bands_agree_with_every_plan() -> None:
    seen = whole_way_agrees(every_plan, EXAMPLES, traits)
    assert seen["solved"] >= 0.60 * EXAMPLES
    assert seen["saves"] >= 0.60 * EXAMPLES
    assert seen["shares save"] >= 0.25 * EXAMPLES
    assert seen["second band"] >= 0.15 * EXAMPLES
    assert seen["binds"] >= 0.25 * EXAMPLES


def test_the_large_way_with_price_bands_never_leaves_what_every_plan_allows() -> None:
    large_way_agrees(every_plan, examples=16)


def traits(scenario: Scenario, outcome: Outcome) -> Counter[str]:
    """What makes an example worth having: without its rebates the plan could not be paid for."""
    if not isinstance(outcome, Solved):
        return Counter()
    ledger = Ledger(scenario, outcome.plan)
    back = [charge for charge in ledger.charges if charge.kind == "rebates"]
    listed = scenario.replaced(price_bands=())
    found: Counter[str] = Counter()
    found["saves"] = bool(back)
    found["shares save"] = any(charge.pool for charge in back)
    found["second band"] = any(
        volume.reached is not None and volume.reached != scenario.price_bands[0]
        for volume in volumes(scenario, ledger.decisions).values()
    )
    found["less than nothing"] = any(one.new_money < 0 for one in spending(ledger).values())
    found["binds"] = bool(back) and bool(violations(listed, outcome.plan))
    return found
