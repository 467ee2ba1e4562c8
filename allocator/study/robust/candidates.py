"""Where a search for one plan for all begins: decisions that are known to serve some scenario.

Each scenario is solved around them, with what is decided here and now fixed.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from allocator.domain.plan import Plan
from allocator.engine.joint.answer import Together, Verdict
from allocator.engine.joint.here_and_now import Stated
from allocator.study.robust.futures import Asked, Future

Answer = Together | Verdict
After = Callable[[Future, Stated, Plan], Answer]
"""The best of a scenario after these decisions, searched from a plan."""
Weight = tuple[int, int]
"""The largest and all shortfalls."""


def best_candidate(
    asked: Asked,
    alone: Mapping[str, Answer],
    known: Sequence[Answer],
    after: After,
    over: Callable[[], bool],
) -> tuple[Plan, ...]:
    """Plans that follow from the decisions of some scenario's own plan, or from what all of these
    have in common, with the least worst shortfall; nothing where none serves all scenarios.

    `known` are answers of all scenarios after the same decisions, or nothing.
    """
    when, futures = asked.when, asked.futures
    own = plans_of((alone[future.name] for future in futures), len(futures))
    stated = [when.stated(plan) for plan in own]
    best = _weight(known, len(futures))
    plans = plans_of(known, len(futures)) if best is not None else ()
    for place, decided in enumerate([*stated, when.common(stated)]):
        answers: list[Answer] = []
        for number, future in enumerate(futures):
            if over() or not _may_win(answers, best):
                break
            if number == place:
                answers.append(alone[future.name])
            else:
                start = own[place] if place < len(own) else own[number]
                answers.append(after(future, decided, start))
        weight = _weight(answers, len(futures))
        if weight is not None and (best is None or weight < best):
            best, plans = weight, plans_of(answers, len(futures))
    return plans


def plans_of(answers: Iterable[Answer], count: int) -> tuple[Plan, ...]:
    """A plan of each of so many; nothing where one has none."""
    found = [each.plans[0] for each in answers if not isinstance(each, str)]
    return tuple(found) if len(found) == count else ()


def _weight(answers: Sequence[Answer], count: int) -> Weight | None:
    """None where there is not an answer with a plan for each."""
    values = [each.shortfalls[0] for each in answers if not isinstance(each, str)]
    return (max(values), sum(values)) if len(values) == count else None


def _may_win(answers: Sequence[Answer], best: Weight | None) -> bool:
    """Whether what there is of a candidate serves, and is no worse than the best one."""
    if any(isinstance(each, str) for each in answers):
        return False
    values = [each.shortfalls[0] for each in answers if not isinstance(each, str)]
    return best is None or max(values, default=0) <= best[0]
