"""The worth of limits in a planner's words."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from allocator.domain.policy import AimName
from allocator.explain.marginal.ranked import Certainty, Gain, Ranked, Step
from allocator.explain.marginal.steps import PARTS
from allocator.explain.stipulations.stipulation import Stipulation
from allocator.report.names import capability_name, quantity
from allocator.report.numbers import MILLION, rounded
from allocator.report.prose import listing, opening
from allocator.report.view import View

CERTAINTY: dict[Certainty, str] = {
    "exact": "exact",
    "settled": "exact with all else as in the plan",
    "between": "found; the gaps of both solves leave room",
    "found": "found, with all else as in the plan",
    "no plan": "no plan holds",
    "unknown": "no plan found",
}
GRANTED = {"licence": "granted", "framework nation": "made able", "customers": "sells to all"}
"""What becomes of a row that says no; all others are lifted."""
MOST_WON = 3
"""Capabilities that a sentence names."""


def figure(one: Stipulation, value: int) -> str:
    """A figure of a cell, to the last unit that counts."""
    if one.measure == "money":
        whole = value % 100 == 0
        return MILLION.words(value, 1 if whole else 3)
    if one.measure in ("yes", "members") and value != one.own:
        return GRANTED.get(one.kind, "lifted") if one.measure == "yes" else one.text(value)
    return one.text(value)


def span(one: Stipulation, step: Step) -> str:
    """`11`, or `from 11 to 12`."""
    first, last = figure(one, step.first), figure(one, step.last)
    return first if first == last else f"from {first} to {last}"


def change(one: Stipulation, value: int) -> str:
    """`1 more`, `EUR 4.5 million less (5 %)`, `3.34 points more`, `granted`."""
    if one.measure == "yes":
        return figure(one, value)
    by = abs(value - one.own)
    match one.measure:
        case "money":
            text = MILLION.words(by, 1 if by % 100 == 0 else 3)
        case "share":
            text = f"{rounded(Fraction(by, 100), 0 if by % 100 == 0 else 2)} points"
        case "months":
            text = f"{by} months"
        case _:
            text = one.text(by)
    part = next((part for part in PARTS if by == one.own * part // 100), None)
    return f"{text} {'more' if value > one.own else 'less'}{f' ({part} %)' if part else ''}"


def in_words(view: View, cell: Ranked, step: Step, aims: Sequence[AimName]) -> str:
    """What another figure is worth, as a sentence."""
    one = cell.stipulation
    tried = listing((change(one, each) for each in step.tried), 4)
    head = f"{opening(one.words)} ({one.cell}): {tried}"
    return f"{head} {_worth(view, step, aims)}."


def _worth(view: View, step: Step, aims: Sequence[AimName]) -> str:
    match step.certainty:
        case "no plan":
            return "leaves no plan that holds"
        case "unknown":
            return "leaves no plan that was found"
    parts = list(_changes(view, step, aims))
    return listing(parts, len(parts)) if parts else "changes nothing"


def _changes(view: View, step: Step, aims: Sequence[AimName]) -> Iterator[str]:
    gains = dict(zip(aims, step.gains, strict=True))
    shortfall, spread, cost = (gains[aim].found for aim in ("shortfall", "spread", "cost"))
    if shortfall:
        verb = "takes" if shortfall > 0 else "adds"
        yield (
            f"{verb} {abs(shortfall):,} {'off' if shortfall > 0 else 'to'} the weighted shortfall"
            f"{won(view, step)}"
        )
    if spread:
        verb = "lowers" if spread > 0 else "raises"
        yield f"{verb} the largest burden by {rounded(Fraction(abs(spread), 100), 2)} points"
    if cost:
        verb = "saves" if cost > 0 else "costs"
        yield f"{verb} {MILLION.words(Fraction(abs(cost), 1_000))}"


def won(view: View, step: Step) -> str:
    """` (2 fewer of Medium-range SAM missing in 2028)`; empty where nothing differs."""
    texts = [
        f"{quantity(view, code, abs(units))} {'fewer' if units > 0 else 'more'} of "
        f"{capability_name(view, code, 40)} missing in {period}"
        for code, period, units in sorted(step.won, key=lambda row: -row[2])
    ]
    return f" ({listing(texts, MOST_WON)})" if texts else ""


def gain_text(gain: Gain) -> str:
    """The least and the most where they differ: `12 to 15`."""
    if gain.least == gain.most:
        return f"{gain.found:,}"
    return f"{gain.least:,} to {gain.most:,}"
