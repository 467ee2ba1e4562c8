"""Shares, names, periods and rankings of a comparison, as its sentences and pages need them."""

from fractions import Fraction

from allocator.report.names import capability_name, spread
from allocator.report.numbers import per_cent
from allocator.report.prose import listing
from allocator.report.view import View
from allocator.study.compare.compare import Pair
from allocator.study.compare.figures import Number

LONGEST = 40
"""Characters of a name in a sentence."""
MOST_DIGITS = 6
"""Decimals of a per cent beyond which two figures that differ are no longer told apart."""


def told_apart(before: Fraction, after: Fraction, digits: int = 1) -> tuple[str, str]:
    """Two parts in per cent, with as many digits as it takes to see that they differ."""
    texts = per_cent(before, digits), per_cent(after, digits)
    if before != after and texts[0] == texts[1] and digits < MOST_DIGITS:
        return told_apart(before, after, digits + 1)
    return texts


def capability(view: View, code: str) -> str:
    """A capability as sentences and tables of a comparison name it."""
    return capability_name(view, code, LONGEST)


def ends(codes: list[str], most: int) -> list[str]:
    """All of them, or the first and the last where they are many."""
    return codes if len(codes) <= 2 * most else [*codes[:most], *codes[-most:]]


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
    whole = all(
        view.periods[at : at + len(periods)] == periods
        for view in pair.views
        for at in (view.periods.index(periods[0]),)
    )
    return spread(periods[0], periods[-1]) if whole else listing(periods, len(periods))


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
