"""Repairs in the planner's words."""

from fractions import Fraction

from allocator.domain.outcome import Undecided
from allocator.domain.quantity import euros
from allocator.explain.repair.repair import Answer, Irreparable, Move, Repair
from allocator.explain.stipulations.stipulation import Stipulation
from allocator.report.numbers import part_of, per_cent


def exact_text(one: Stipulation, value: int) -> str:
    """A figure to its last digit: `EUR 12.345 m`."""
    return euros(value) if one.measure == "money" else one.text(value)


def change_text(move: Move) -> str:
    """`+12.5 %` of what it is; of nought in units: `+300 % of a unit`."""
    sign = "+" if move.value > move.stipulation.own else "−"
    unit = "" if move.stipulation.own else " of a unit"
    return f"{sign}{per_cent(move.part)}{unit}"


def sentence(answer: Answer | None) -> str:
    """What the repair comes to and what is proven of it."""
    if answer is None:
        return "The repair was stopped before it found a change."
    if isinstance(answer, Irreparable):
        return (
            "No repair: even with all figures out of the way that may move, no plan holds the "
            "others. Law and facts do not move, nor what is kept."
        )
    if isinstance(answer, Undecided):
        return "No repair was found within the effort, and none is ruled out."
    return _found(answer)


def _found(repair: Repair) -> str:
    count = len(repair.moves)
    if not count:
        return "Nothing needs to change."
    noun = "figure moves" if count == 1 else "figures move"
    total = per_cent(repair.cost)
    return (
        f"{count} {noun}, by {total} of {'its' if count == 1 else 'their'} own size in sum: "
        f"{_proof(repair)}. A plan for the workbook so changed was found and verified."
    )


def _proof(repair: Repair) -> str:
    if repair.least:
        return "proven to be the least that helps"
    if repair.bound <= 0:
        return "a change that helps, not proven to be the least"
    return f"at most {part_of(excess(repair))} more than the least that helps"


def excess(repair: Repair) -> Fraction:
    """How far the cost may be above the least, as a part of that."""
    return (repair.cost - repair.bound) / repair.bound
