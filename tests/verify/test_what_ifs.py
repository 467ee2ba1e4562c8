"""What-ifs: what a family left out would have said is information; facts and all others hold.

`tests.verify.test_seeded_violations` breaks each family once or more. Left out, it lets the
plan pass, in the model as in the verifier, unless a fact is broken: the shares of a pool's lots
(7 + 2 of 10), loans (901 of 900), support (6 of 5 offered).
"""

from collections import Counter
from dataclasses import fields, replace
from typing import Any

import pytest

from allocator.domain.plan import Plan
from allocator.domain.policy import OPTIONAL_FAMILIES, OWN_DECISIONS
from allocator.domain.scenario import Scenario
from allocator.verify.verify import judgement, violations
from tests.families.edges import BOUNDS, build, just_holds, model_breaks
from tests.plans import over_years
from tests.properties.trait_what_if import without
from tests.scenarios import policy
from tests.verify.test_seeded_violations import SEEDS, Change, good, scenario, with_values

FACTS = {("pooling", 1), ("origin", 2), ("dependence", 1)}
"""(family, which of its seeds): what stays broken without the family."""
UNTAKEN = {("components", 2), ("budget", 1), ("budget", 2)}
"""Seeds in decisions that are not taken without the family: nothing is left to say."""


def stripped(base: Plan, judged: Scenario) -> Plan:
    """The plan without decisions that are not taken."""
    left: dict[str, Any] = {name: {} for name in judged.policy.decisions_off}
    return replace(base, **left)


def seeds() -> list[tuple[str, int, Change]]:
    """Optional families, which of their seeds it is, and the change."""
    found, count = [], Counter[str]()
    for family, change in SEEDS:
        count[family] += 1
        if family in OPTIONAL_FAMILIES:
            found.append((family, count[family], change))
    return found


SEEDED = seeds()


@pytest.mark.parametrize(
    ("family", "which", "change"), SEEDED, ids=[f"{name}-{which}" for name, which, _ in SEEDED]
)
def test_what_a_family_left_out_says_is_information(
    family: str, which: int, change: Change
) -> None:
    judged = without(scenario(), family)
    decided = stripped(change(good()), judged)
    found = judgement(judged, decided)
    assert violations(judged, decided) == found.violations
    if (family, which) in FACTS:
        assert {broken.family for broken in found.violations} == {family}
        assert model_breaks(build(judged), decided) & {family, BOUNDS}
    else:
        assert found.violations == ()
        said = set() if (family, which) in UNTAKEN else {family}
        assert {broken.family for broken in found.ignored} == said
        just_holds(judged, decided)


def test_every_optional_family_is_tried() -> None:
    assert {family for family, _, _ in SEEDED} == set(OPTIONAL_FAMILIES)


def test_nothing_is_ignored_where_no_family_is_left_out() -> None:
    assert judgement(scenario(), with_values("support", ("TANK",), 6)(good())).ignored == ()


def test_a_family_left_out_says_nothing_of_a_plan_that_keeps_it() -> None:
    found = judgement(without(scenario(), "concentration", "pledges"), good())
    assert (found.violations, found.ignored) == ((), ())


def test_the_other_families_hold_as_ever() -> None:
    """Tanks that S may not buy, in a what-if about people alone."""
    judged = without(scenario(), "personnel")
    decided = stripped(with_values("delivered", ("S", "LX"), 0, 0, 1)(good()), judged)
    found = judgement(judged, decided)
    assert {broken.family for broken in found.violations} == {"access"}
    assert {broken.family for broken in found.ignored} == {"personnel"}


def test_without_access_rules_forbid_nothing_and_without_pooling_roles_do_not_count() -> None:
    judged = without(scenario(), "access")
    decided = with_values("delivered", ("S", "LX"), 0, 0, 1)(good())
    (ignored,) = judgement(judged, decided).ignored
    assert str(ignored) == "access[S, LX]: buys 1 lot but is not among the line's customers"
    assert judgement(without(scenario(), "pooling"), _b_shares()).violations == ()


def _b_shares() -> Plan:
    """B buys two shares without being in the pool, for which S would do."""
    return replace(
        good(),
        pool_shares={
            **over_years(("A", "P", "LA"), 0, 8, 8),
            **over_years(("B", "P", "LA"), 0, 2, 2),
        },
    )


@pytest.mark.parametrize("family", OWN_DECISIONS)
def test_decisions_that_serve_a_family_alone_are_not_taken_without_it(family: str) -> None:
    judged = without(scenario(), family)
    taken = {decision.name for decision in fields(Plan)} & set(OWN_DECISIONS[family])
    assert taken == set(judged.policy.decisions_off)
    name = OWN_DECISIONS[family][0]
    codes = {
        "carry": ("A", "2026"),
        "component_expansion": ("K", "B", "2026"),
        "lead": ("A", "P"),
        "crews": ("A", "2026"),
    }[name]
    decided = replace(stripped(good(), judged), **{name: {codes: 1}})
    (found,) = violations(judged, decided)
    assert found.family == "decisions"
    assert found.message == f"{name}: decided, but the family it serves is left out"
    assert not build(judged).decisions.entries.get(name)


def test_the_mark() -> None:
    assert policy().what_if == ""
    judged = policy(families_off=("access", "budget"))
    assert judged.what_if == "what-if: access, budget ignored"
    assert judged.decisions_off == ("carry", "loan")
    assert not judged.holds("budget")
    assert judged.holds("burden")
