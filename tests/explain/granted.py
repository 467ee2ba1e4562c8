"""What a wish costs, by every plan of a tiny scenario."""

from collections.abc import Sequence
from fractions import Fraction

from allocator.accounts.ledger import Ledger
from allocator.domain.leximin import BurdenCap
from allocator.domain.policy import AimName
from allocator.explain.given import given
from allocator.explain.why.question import Question
from allocator.report.view import View
from tests.properties.enumeration import Enumeration, Feasible


def granting(every_plan: Enumeration, question: Question) -> list[Feasible]:
    """Plans in which it is as wished."""
    return [one for one in every_plan.feasible if _grants(every_plan, one, question)]


def _grants(every_plan: Enumeration, one: Feasible, question: Question) -> bool:
    gives = given(Ledger(every_plan.scenario, one.plan))
    for target in question.targets:
        units = gives.get((target.state, question.capability, question.period), Fraction(0))
        if units > target.units if target.way == "less" else units < target.units:
            return False
    return True


def as_good(plans: Sequence[Feasible], known: View, caps: Sequence[BurdenCap]) -> bool:
    """Whether one of them is no worse in any aim, with no more states above levels of burden."""
    values = worth(known)
    return any(
        all(value <= values[aim] for aim, value in zip(values, one.aims, strict=False))
        and all(above(one, cap.level) <= cap.states for cap in caps)
        for one in plans
    )


def worth(known: View) -> dict[AimName, int]:
    """The aims of a plan but for the tie-break, in their order."""
    return {aim.name: aim.value for aim in known.provenance.aims[:-1]}


def above(one: Feasible, level: int) -> int:
    return sum(burden > level for burden in one.burdens)


def prices(plans: Sequence[Feasible], known: View, caps: Sequence[BurdenCap]) -> dict[AimName, int]:
    """What each aim comes to at least: up to the first that has to be worse, no less than it is in
    the known plan."""
    left, worse = list(plans), False
    found: dict[AimName, int] = {}
    for at, (aim, value) in enumerate(worth(known).items()):
        least = min(one.aims[at] for one in left)
        found[aim] = least if worse else max(least, value)
        worse = worse or least > value
        left = [one for one in left if one.aims[at] <= found[aim]]
        if aim == "spread" and not worse:
            for cap in caps:
                most = max(cap.states, min(above(one, cap.level) for one in left))
                worse = worse or most > cap.states
                left = [one for one in left if above(one, cap.level) <= most]
    return found
