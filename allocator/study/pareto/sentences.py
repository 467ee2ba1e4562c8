"""What a front comes to, in sentences."""

from collections.abc import Iterator
from fractions import Fraction

from allocator.domain.policy import AimName
from allocator.report.numbers import part_of, per_cent, rounded
from allocator.report.proof import AIMS
from allocator.report.prose import number, opening, verb, whole_listing
from allocator.study.pareto.curve import Curve


def sentences(found: Curve) -> Iterator[str]:
    """How many points, what is proven of them, where the knee is, what was left aside."""
    yield _count(found)
    if not found.complete:
        yield _undecided(found)
    if found.beaten:
        yield (
            f"{opening(number(found.beaten, 'more plan'))} {verb(found.beaten, 'was', 'were')} "
            "found on the way and left out, as others are better."
        )
    yield from _knee(found)
    yield from _ends(found)
    if "spread" in found.aims:
        yield "The largest burden stands for the spread: the burdens below it are not weighed."
    yield "Aims that are not named are left aside."


def words(aim: AimName) -> str:
    """An aim as sentences name it."""
    return AIMS[aim]


def _count(found: Curve) -> str:
    named = whole_listing(map(words, found.aims))
    count = len(found.plotted)
    if found.complete:
        points = "one combination" if count == 1 else f"{count:,} combinations"
        return (
            f"There {verb(count, 'is', 'are')} exactly {points} of {named} that no plan betters in "
            "one without being worse in another: the list is complete, and each is proven."
        )
    proven = sum(each.point.proven for each in found.plotted)
    told = number(count, "plan was found", "plans were found")
    certain = (
        "each is proven to be on the front" if proven == count else f"{proven:,} proven to be there"
    )
    searches = number(found.made, "search", "searches")
    return (
        f"{opening(told)} by {searches} that none found betters in one of {named} without being "
        f"worse in another; {certain if found.whole else 'each has a proven bound'}."
    )


def _undecided(found: Curve) -> str:
    ended = "" if found.finished else " The search was ended before its time."
    return (
        "The list is not complete: of all values between the least that is proven possible of each "
        f"aim and the highest found, {part_of(found.undecided)} are neither matched by one of "
        f"these plans nor proven to be out of reach.{ended}"
    )


def _knee(found: Curve) -> Iterator[str]:
    place = found.knee
    if place is None:
        return
    parts = found.parts(found.plotted[place].values)
    if len(parts) > 2:
        given = [
            f"{part_of(part)} of the way from least to most of {words(aim)}"
            for aim, part in zip(found.aims, parts, strict=True)
        ]
        yield f"Point {place + 1} gives up least of all together: {whole_listing(given)}."
        return
    first, second = map(words, found.aims)
    gained, taken = 1 - parts[0], parts[1]
    yield (
        f"Point {place + 1} is the knee: it has {part_of(gained)} of what can be had of {first} "
        f"between the ends, for {part_of(taken)} of what all of it takes of {second}. Up to there "
        f"one more per cent of {second}'s way buys {rounded(gained / taken, 2)} per cent of "
        f"{first}'s, beyond it {rounded((1 - gained) / (1 - taken), 2)}."
    )


def _ends(found: Curve) -> Iterator[str]:
    """What the least of each aim takes of the others, seen from the knee."""
    place = found.knee
    if place is None:
        return
    here = found.plotted[place].values
    for aim, name in enumerate(found.aims):
        end = found.plotted[found.ends[aim]].values
        if end[aim] == here[aim] or here[aim] <= 0:
            continue
        less = per_cent(Fraction(here[aim] - end[aim], here[aim]))
        takes = [
            f"{per_cent(Fraction(end[other] - here[other], here[other]))} more of {words(each)}"
            for other, each in enumerate(found.aims)
            if here[other] > 0 and end[other] > here[other]
        ]
        if takes:
            yield (
                f"From there {less} less of {words(name)}, its least here, takes "
                f"{whole_listing(takes)}."
            )
