"""Which limits a plan does not keep, out of many that were taken away."""

from collections.abc import Sequence

from allocator.domain.plan import Plan
from allocator.domain.violation import Violation
from allocator.explain.marginal.reached import Name
from allocator.explain.shortfall.question import Question
from allocator.explain.stipulations.all import without
from allocator.explain.stipulations.stipulation import Stipulation
from allocator.verify.verify import violations

SETTINGS = "settings"


def broken_by(question: Question, names: Sequence[Name], plan: Plan) -> tuple[Name, ...]:
    """Enough of the cells, in their order, for the plan to hold without them: those of the families
    and codes that it breaks, the exact ones first, and of those that it then still breaks."""
    taken: set[Name] = set()
    while found := violations(without(question.scenario, _of(question, taken)), plan):
        spoken = [name for name in names if _speaks_of(question.known[name], found)]
        exact = [name for name in spoken if _is_of(question.known[name], found)]
        fresh = (set(exact) - taken) or (set(spoken) - taken)
        if not fresh:
            return tuple(names)
        taken |= fresh
    return tuple(name for name in names if name in taken)


def _of(question: Question, names: set[Name]) -> list[Stipulation]:
    return [question.known[name] for name in names]


def _is_of(one: Stipulation, found: Sequence[Violation]) -> bool:
    """Whether a violation has all codes of the cell: of the state in the period, of no other."""
    return any(each.family == one.family and {*one.key} <= {*each.subject} for each in found)


def _speaks_of(one: Stipulation, found: Sequence[Violation]) -> bool:
    """Whether a violation may be of the cell: the same family and a code in common."""
    return any(
        each.family == one.family and (one.sheet == SETTINGS or set(one.key) & set(each.subject))
        for each in found
    )
