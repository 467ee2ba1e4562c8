"""Shares, names, periods and rankings of a comparison, as its sentences and pages need them."""

from fractions import Fraction

from allocator.domain.quantity import MILLE
from allocator.report.figure_text import per_cent, rounded
from allocator.report.prose import readable
from allocator.report.view import View
from allocator.report.words import listing
from allocator.study.compare.compare import Pair
from allocator.study.compare.figures import Number

BILLION = 1_000_000
"""kEUR."""
LONGEST = 40
"""Characters of a name in a sentence."""
MOST_DIGITS = 6
"""Decimals of a per cent beyond which two figures that differ are no longer told apart."""


def amount(kilo_euro: Number) -> str:
    """`EUR 1.2 bn`, `EUR 12.3 million`, `EUR 0.012 million`: rounded as the sheets round it."""
    size = abs(Fraction(kilo_euro))
    if size >= BILLION:
        return f"EUR {rounded(Fraction(kilo_euro) / BILLION, 1)} bn"
    digits = 3 if 0 < size < MILLE else 1
    return f"EUR {rounded(Fraction(kilo_euro) / MILLE, digits)} million"


def told_apart(before: Fraction, after: Fraction, digits: int = 1) -> tuple[str, str]:
    """Two parts in per cent, with as many digits as it takes to see that they differ."""
    texts = per_cent(before, digits), per_cent(after, digits)
    if before != after and texts[0] == texts[1] and digits < MOST_DIGITS:
        return told_apart(before, after, digits + 1)
    return texts


def capability(view: View, code: str) -> str:
    """A capability's name without its explanations, on one line."""
    return readable(view.short_capability(code), LONGEST)


def state(view: View, code: str) -> str:
    """A state's name on one line."""
    return readable(view.state_name(code), LONGEST)


def when(pair: Pair) -> str:
    """The period looked at, and whose deadline it is."""
    deadlines = [view.deadline for view in pair.views]
    if deadlines == [pair.period, pair.period]:
        return f"at the deadline ({pair.period})"
    if pair.period in deadlines:
        whose = (pair.first, pair.other)[deadlines.index(pair.period)]
        return f"in {pair.period}, the deadline of {whose.label},"
    return f"in {pair.period}"


def span(pair: Pair) -> str:
    """The periods of both plans."""
    periods = pair.periods
    if len(periods) == 1:
        return periods[0]
    whole = all(
        view.periods[at : at + len(periods)] == periods
        for view in pair.views
        for at in (view.periods.index(periods[0]),)
    )
    return f"{periods[0]}–{periods[-1]}" if whole else listing(periods, len(periods))


def payers(pair: Pair) -> list[tuple[str, Number]]:
    """(state, kEUR that it pays more), from the most more to the most less; those that differ."""
    money = [(state, figures["new_money"].rise) for state, figures in pair.by_state.items()]
    return sorted((each for each in money if each[1]), key=lambda each: -each[1])


def coverage(pair: Pair) -> list[tuple[str, Fraction]]:
    """(capability, part of its requirement that is missing no longer), from the best gain on."""
    parts = [
        (code, Fraction(-pair.by_capability[code, pair.period]["missing_share"].rise))
        for code in pair.common.codes["capability"]
    ]
    return sorted((each for each in parts if each[1]), key=lambda each: -each[1])
