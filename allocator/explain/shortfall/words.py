"""A shortfall and what would close it, in sentences that can be acted on."""

from collections.abc import Iterator
from fractions import Fraction

from allocator.domain.quantity import MILLE
from allocator.explain.marginal.trial import Missing
from allocator.explain.shortfall.explanation import Explanation, Lever
from allocator.explain.shortfall.oracle import Found, aims_of
from allocator.explain.shortfall.phrases import deed
from allocator.explain.shortfall.question import Question
from allocator.report.names import capability_name, quantity
from allocator.report.numbers import MILLION, month_name, rounded
from allocator.report.prose import listing, whole_listing
from allocator.report.view import View

MOST_OTHERS = 3
"""Other shortfalls that a sentence names."""
TOLD = 6
"""Changes by themselves that are told in sentences."""


def sentences(view: View, question: Question, told: Explanation) -> Iterator[str]:
    """The whole answer."""
    name, period = capability_name(view, told.capability), told.period
    required = view.shortfalls[told.capability, period].required
    units = quantity(view, told.capability, told.missing)
    verb = "is" if told.missing == 1 else "are"
    yield f"Of {name}, {units} of {required:,} required {verb} missing in {period}."
    if told.base.verdict == "found" and told.base.units < told.missing:
        yield (
            f"{told.missing - told.base.units:,} of them need no limit changed: within what the "
            "aims before allow, the plan gives them up for fairness and money."
        )
    for lever in told.alone[:TOLD]:
        yield f"{_deeds(view, lever)}: {effect(view, question, told, lever)}."
    if told.together is not None and len(told.together.cells) > 1:
        yield from _joint(view, question, told, told.together)
    elif told.least is not None and told.together is None and told.least < told.base.bound:
        won = told.base.units - told.least
        yield f"Together such changes win {won:,}; which of them are enough was not settled."
    yield from _crowds(told)
    yield from _time(view, told)


def _deeds(view: View, lever: Lever) -> str:
    figures = dict(lever.sized.figures)
    phrases = [deed(view, one, figures.get(one.name)) for one in lever.cells]
    first, *others = phrases
    return whole_listing([first, *(text[:1].lower() + text[1:] for text in others)])


def effect(view: View, question: Question, told: Explanation, lever: Lever) -> str:
    """`2 of the 5 missing are there in 2027, for EUR 310 million; ...`."""
    found, base = lever.sized.found, told.base
    won = base.units - found.units
    all_of = f"{won:,} of the {told.missing:,}"
    if won == told.missing:
        all_of = f"all {won:,}" if won > 1 else "the one"
    parts = [f"{all_of} missing {'is' if won == 1 else 'are'} there in {told.period}"]
    spread, cost = (price(question, base, found, aim) for aim in ("spread", "cost"))
    if cost:
        parts[0] += f", {_for(cost, found)} {MILLION.words(Fraction(abs(cost), MILLE))}"
    elif not spread:
        parts[0] += ", at no cost to the states"
    if spread:
        verb = "rises" if spread > 0 else "falls"
        parts.append(
            f"the largest burden {verb} by {rounded(Fraction(abs(spread), 100), 2)} points"
        )
    others = _others(view, told, base.missing, found.missing)
    return "; ".join([*parts, *([others] if others else [])])


def _for(cost: int, found: Found) -> str:
    """Where the least is not proven, the price may be lower and what is saved more."""
    if cost > 0:
        return "for" if found.settled else "for at most"
    return "saving" if found.settled else "saving at least"


def price(question: Question, base: Found, found: Found, aim: str) -> int:
    """By how much an aim is higher with the change."""
    at = [str(each) for each in aims_of(question)].index(aim)
    return found.values[at] - base.values[at]


def others_won(told: Explanation, before: Missing, after: Missing) -> list[tuple[str, str, int]]:
    """Units fewer (+) or more (-) missing of anything else, by capability and period."""
    was = {(code, period): units for code, period, units in before}
    now = {(code, period): units for code, period, units in after}
    keys = sorted({*was, *now} - {(told.capability, told.period)})
    return [
        (*key, was.get(key, 0) - now.get(key, 0)) for key in keys if was.get(key) != now.get(key)
    ]


def _others(view: View, told: Explanation, before: Missing, after: Missing) -> str:
    texts = [
        f"{quantity(view, code, abs(units))} {'fewer' if units > 0 else 'more'} of "
        f"{'it' if code == told.capability else capability_name(view, code, 40)} in {period}"
        for code, period, units in others_won(told, before, after)
    ]
    return f"besides, {listing(texts, MOST_OTHERS)} missing" if texts else ""


def _joint(view: View, question: Question, told: Explanation, lever: Lever) -> Iterator[str]:
    """What wins all there is to win, and who takes part in that without winning alone."""
    yield (
        f"Together, none of it in vain: {_deeds(view, lever)}: "
        f"{effect(view, question, told, lever)}."
    )
    winning = {one.name for each in told.alone for one in each.cells}
    winning |= {one.name for crowd in told.crowds for one in crowd}
    idle = [one.cell for one in lever.cells if one.name not in winning]
    if idle:
        verb = "wins" if len(idle) == 1 else "win"
        yield f"By {'itself' if len(idle) == 1 else 'themselves'} {listing(idle)} {verb} nothing."


def _crowds(told: Explanation) -> Iterator[str]:
    cells = [one.cell for crowd in told.crowds for one in crowd]
    if cells:
        yield f"Others win units as well, but were not told apart: {listing(cells, 6)}."


def _time(view: View, told: Explanation) -> Iterator[str]:
    """What nothing closes in time, and when it could be closed."""
    if told.base.verdict != "found":
        yield "No way was found to decide it anew: nothing can be said of its limits."
        return
    if told.least is not None and told.base.bound <= told.least < told.base.units:
        yield (
            f"What changes of limits win by {told.period} was not settled: with none of them "
            f"between {told.base.bound:,} and {told.base.units:,} are missing."
        )
    elif told.least is not None and told.least >= told.base.units and told.base.units:
        yield f"No change of money, people, output, pools or law wins a unit by {told.period}."
    elif told.least:
        yield (
            f"{told.least:,} cannot be there in {told.period} whatever is changed but lead times "
            "and outside support."
        )
    if told.least and told.ever is not None and told.ever < told.least:
        won = told.least - told.ever
        yield f"With shorter lead times or more outside support {won:,} of these could be."
    dates = told.dates
    if dates.arrives is not None and told.least:
        line, start, period = dates.arrives
        month = month_name(start)
        when = f", after {view.last}" if not period else f", in {period}"
        told_by_month = period is not None and period in month
        yield (
            f"What is ordered now arrives first from {line}, in {month}"
            f"{'' if told_by_month else when}."
        )
    if told.least:
        closed = f"in {dates.closes}" if dates.closes else f"not before the end of {view.last}"
        yield (
            "With all limits but lead times and outside support taken away it could be closed "
            f"{closed}."
        )
        if dates.closes not in (None, told.period, dates.met):
            yield f"Which of them it would take there is answered with --period {dates.closes}."
    if dates.met is not None:
        yield f"The plan itself meets the requirement in {dates.met}: a later date suffices."
    elif told.period != view.last:
        yield f"The plan leaves it short to the end of {view.last}: time alone does not close it."
