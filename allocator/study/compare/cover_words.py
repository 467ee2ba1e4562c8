"""What a comparison says of capabilities: how much of them is there, better or worse."""

from collections import Counter
from fractions import Fraction

from allocator.report.names import allies
from allocator.report.prose import listing, number, verb, whole_listing
from allocator.study.compare.compare import Pair
from allocator.study.compare.words import capability, coverage, told_apart, when


def cover(pair: Pair) -> str:
    """The part of what is needed that the states supply."""
    share = pair.cover["european"]
    before, after = told_apart(Fraction(share.before or 0), Fraction(share.after or 0))
    complete = pair.common.complete("capability")
    whose = "" if complete else " of the capabilities that both plans know"
    start = f"{when(pair)} {_who(pair)} supply"
    if share.before == share.after:
        return f"{start} {after} of what is needed{whose} in both plans"
    way = "more" if share.rise > 0 else "less"
    return f"{start} {way} of what is needed{whose}: {after} instead of {before}"


def _who(pair: Pair) -> str:
    """Who meets requirements, where both plans call them alike."""
    names = {allies(view) for view in pair.views}
    return names.pop() if len(names) == 1 else "the member states"


def covered(pair: Pair) -> str:
    """Capabilities of which less is missing, or more."""
    found = coverage(pair)
    better = [code for code, part in found if part > 0]
    worse = [code for code, part in reversed(found) if part < 0]
    if not better and not worse:
        return f"no capability is covered better or worse {when(pair)}".removesuffix(",")
    parts = []
    for codes, way in ((better, "better"), (worse, "worse")):
        if codes:
            count = len(codes)
            words = listing(_missing(pair, code) for code in codes)
            start = f"{number(count, 'capability', 'capabilities')} {verb(count, 'is', 'are')}"
            parts.append(f"{start} covered {way}: {words}")
    return f"{when(pair)} {'; '.join(parts)}"


def _missing(pair: Pair, code: str) -> str:
    shift = pair.by_capability[code, pair.period]["missing_share"]
    before, after = told_apart(Fraction(shift.before or 0), Fraction(shift.after or 0), 0)
    return f"{capability(pair.first.view, code)} ({after} missing instead of {before})"


def worse_elsewhere(pair: Pair) -> str:
    """How many capabilities are covered worse in the periods not looked at."""
    worse = Counter(
        period
        for (_, period), figures in pair.by_capability.items()
        if period != pair.period and figures["missing_share"].rise > 0
    )
    told = whole_listing(
        f"{number(worse[period], 'capability', 'capabilities')} in {period}"
        for period in pair.periods
        if worse[period]
    )
    return f"covered worse in other periods: {told}" if told else ""
