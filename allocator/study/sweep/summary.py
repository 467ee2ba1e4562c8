"""What many futures have in common: ranges, what is done in all of them, what flips."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Generic, TypeVar

from allocator.domain.plan import BINARY, NAMES, Plan
from allocator.domain.policy import AimName
from allocator.study.sweep.told import Codes, Told

Number = TypeVar("Number", int, Fraction)
DECIDED = (
    "delivered",
    "pool_delivered",
    "pool_shares",
    "open",
    "join",
    "lead",
    "expansion",
    "funding",
    "component_expansion",
    "component_funding",
    "loan",
)
"""Decisions that governments take; the others follow from them."""


@dataclass(frozen=True, slots=True)
class Range(Generic[Number]):
    """A figure over all futures that have a plan."""

    base: Number | None
    """In the workbook as it stands; None where that is none of the futures, or has no plan."""
    least: Number
    low: Number
    """So many are below it as are in the lowest twentieth."""
    median: Number
    high: Number
    most: Number
    same: int
    """Futures, the workbook as it stands not counted, in which it is as there."""

    @property
    def settled(self) -> bool:
        """Whether it is the same in all of them."""
        return self.least == self.most


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision by the end of the horizon, over all futures that have a plan."""

    decision: str
    codes: Codes
    range: Range[int]
    taken: int
    """Futures in which it is taken at all."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What the futures come to together; `solved` are those that have a plan, in their order."""

    futures: tuple[Told, ...]
    solved: tuple[Told, ...]
    aims: Mapping[AimName, Range[int]]
    european: Range[Fraction] | None
    missing: Range[Fraction] | None
    european_last: Range[Fraction] | None
    missing_last: Range[Fraction] | None
    """Parts of what is required, at the deadline and in the last period; None without any plan."""
    given: Mapping[Codes, Range[Fraction]]
    """By state and capability."""
    burdens: Mapping[str, Range[int]]
    money: Mapping[str, Range[int]]
    decisions: tuple[Decided, ...]

    @property
    def no_regret(self) -> tuple[Decided, ...]:
        """Taken in every future, at least to the least of them."""
        return tuple(each for each in self.decisions if each.range.least > 0)

    @property
    def flips(self) -> tuple[Decided, ...]:
        """Taken in some futures and not in others."""
        return tuple(each for each in self.decisions if each.range.least == 0)


def summary(futures: Sequence[Told]) -> Summary:
    """Of futures of one workbook; each counts once."""
    solved = tuple(future for future in futures if future.plan is not None)
    base = next((n for n, each in enumerate(solved) if _is_base(each)), None)

    def over(figures: Sequence[Number]) -> Range[Number]:
        return ranged(figures, base)

    given, burdens, decided = (
        [each.given or {} for each in solved],
        [each.burdens or {} for each in solved],
        [at_the_end(each.plan) for each in solved if each.plan is not None],
    )
    states = _keys(burdens)
    aims = [each.aims or {} for each in solved]
    return Summary(
        futures=tuple(futures),
        solved=solved,
        aims={
            name: over([aim[name].value for aim in aims])
            for name in (aims[0] if aims else ())
            if all(name in aim for aim in aims)
        },
        european=over([each.european for each in solved]) if solved else None,
        missing=over([each.missing for each in solved]) if solved else None,
        european_last=over([each.european_last for each in solved]) if solved else None,
        missing_last=over([each.missing_last for each in solved]) if solved else None,
        given={key: over([each.get(key, Fraction(0)) for each in given]) for key in _keys(given)},
        burdens={state: over([each.get(state, (0, 0))[0] for each in burdens]) for state in states},
        money={state: over([each.get(state, (0, 0))[1] for each in burdens]) for state in states},
        decisions=tuple(
            Decided(*key, over(values), sum(value > 0 for value in values))
            for key in _keys(decided)
            for values in [[each.get(key, 0) for each in decided]]
        ),
    )


def ranged(figures: Sequence[Number], base: int | None) -> Range[Number]:
    """The range of at least one figure; `base` is the place of the workbook as it stands.

    Quantiles are figures that occur: of n, in order, the one at place floor(q (n - 1) + 1/2).
    """
    ordered, last = sorted(figures), len(figures) - 1
    low, median, high = (ordered[(2 * q * last + 100) // 200] for q in (5, 50, 95))
    known = None if base is None else figures[base]
    same = sum(figure == known for n, figure in enumerate(figures) if n != base)
    return Range(known, ordered[0], low, median, high, ordered[-1], same)


def at_the_end(plan: Plan) -> Mapping[tuple[str, Codes], int]:
    """What is decided by the end of the horizon, by decision and codes without the period.

    What is cumulative stands in the plan for every period, and its last is the largest; loans are
    drawn period by period and add up.
    """
    found: dict[tuple[str, Codes], int] = {}
    for name in DECIDED:
        dated = NAMES[name][-1] == "period"
        decided: Mapping[Codes, int] = getattr(plan, name)
        for codes, value in decided.items():
            key = (name, codes[:-1] if dated else codes)
            before = found.get(key, 0)
            found[key] = before + value if name == "loan" else max(before, value)
    return found


def counts(decision: str) -> bool:
    """Whether a decision is more than a yes or no."""
    return decision not in BINARY


def _is_base(future: Told) -> bool:
    return future.scenario == "base" and future.draw is None


Key = TypeVar("Key")


def _keys(parts: Iterable[Mapping[Key, object]]) -> tuple[Key, ...]:
    """All keys, in the order in which they first occur."""
    return tuple(dict.fromkeys(key for part in parts for key in part))
