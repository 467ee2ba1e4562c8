"""What-ifs against every plan: two or three families left out, their facts and all others held."""

from collections import Counter

from allocator.domain.outcome import Outcome, Solved
from allocator.domain.policy import OPTIONAL_FAMILIES
from allocator.domain.scenario import Scenario
from allocator.verify.verify import judgement
from tests.properties.against_every_plan import large_way_agrees, whole_way_agrees
from tests.properties.drawing import drawn
from tests.properties.enumeration import Enumeration
from tests.properties.trait_components import with_components
from tests.properties.trait_what_if import with_families_off

EXAMPLES = 90


def every_plan(seed: int) -> Enumeration:
    scenario = drawn(seed)
    if seed % 4 == 0:
        scenario = with_components(scenario, seed)
    return Enumeration(with_families_off(scenario, seed))


def test_what_ifs_agree_with_every_plan() -> None:
    seen = whole_way_agrees(every_plan, EXAMPLES, traits)
    assert seen["solved"] >= 0.75 * EXAMPLES
    assert seen["something ignored"] >= 0.30 * EXAMPLES
    for family in OPTIONAL_FAMILIES:
        assert seen[f"without {family}"] >= 2, family
    for family in ("budget", "leadership", "pooling"):
        assert seen[f"ignored {family}"] >= 2, family


def test_the_large_way_of_what_ifs_never_leaves_what_every_plan_allows() -> None:
    large_way_agrees(every_plan, examples=12)


def traits(scenario: Scenario, outcome: Outcome) -> Counter[str]:
    """What makes an example worth having: a family left out would have had something to say."""
    found: Counter[str] = Counter()
    found.update(f"without {family}" for family in scenario.policy.families_off)
    if isinstance(outcome, Solved):
        ignored = {broken.family for broken in judgement(scenario, outcome.plan).ignored}
        assert ignored <= set(scenario.policy.families_off)
        found["something ignored"] = bool(ignored)
        found.update(f"ignored {family}" for family in ignored)
    return found
