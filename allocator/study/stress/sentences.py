"""What a stress test comes to, in sentences."""

from collections.abc import Iterator
from fractions import Fraction

from allocator.domain.outcome import gap
from allocator.report.numbers import amount, part_of, per_cent, per_cent_of_key
from allocator.report.prose import listing, number, opening, verb
from allocator.study.stress.ranking import Entry, Stress
from allocator.study.stress.words import cell, hit, subject

TOP = 10
"""Points of failure that have a sentence of their own."""


def sentences(found: Stress) -> Iterator[str]:
    """How it was tried, and the worst losses one by one."""
    yield from lead(found)
    for place, entry in enumerate(found.ranked[:TOP], 1):
        yield f"{place}. {point(found, entry)}"


def lead(found: Stress) -> Iterator[str]:
    """What was tried, against what, and how exact it is."""
    base = found.compared
    if base is None:
        yield (
            "There is nothing to hold losses against: with nothing lost no plan was found that "
            "keeps what is ordered."
            if found.base is not None
            else "The plan with nothing lost is not done yet, so that losses are not compared."
        )
        return
    tried, unused = len(found.ranked) + len(found.unsolved), len(found.unused)
    told = f"{opening(number(tried, 'loss', 'losses'))} {verb(tried, 'was', 'were')} tried"
    if unused:
        told += f"; {number(unused, 'other', 'others')} would change nothing in this plan"
    yield (
        f"{told}. What must be ordered before the start of {found.ordered_before} is kept "
        "wherever that is possible, everything else is decided anew."
    )
    if found.seen:
        rest, more = len(found.seen), found.immediate(found.seen[0].told)
        yield (
            f"{opening(number(rest, 'other', 'others'))} {verb(rest, 'was', 'were')} only looked "
            f"at: at once {verb(rest, 'it takes', 'they take')} at most {more:,} of weighted "
            "shortfall more, less than each of those that were tried."
        )
    yield _exactness(found)
    last = found.scenario.periods[-1].code
    yield (
        f"With nothing lost {part_of(base.missing_last)} of what is required in {last} is missing, "
        f"{part_of(base.european_last)} is met by allies; it costs {amount(base.money)}."
    )
    certain = sum(found.certain(each.told) for each in found.ranked)
    yield (
        f"Of {number(len(found.ranked), 'loss', 'losses')} with a plan {certain} "
        f"{verb(certain, 'is', 'are')} proven to leave more short than that, whatever is decided."
    )


def point(found: Stress, entry: Entry) -> str:
    """One loss: what remains short, what is hit, what deciding anew takes back."""
    scenario, told, base = found.scenario, entry.told, found.compared
    last = scenario.periods[-1].code
    parts = [
        f"Without {subject(scenario, entry.loss)} [{cell(scenario, entry.loss)}] "
        f"{against(found, entry)}"
    ]
    if base is not None:
        part, before = part_of(told.missing_last), part_of(base.missing_last)
        instead = f"instead of {before}" if part != before else "as with nothing lost"
        parts.append(f"{part} of what is required in {last} is missing {instead}")
    hits = found.hits(told)
    if hits:
        parts.append(f"missing most: {listing(hit(scenario, each) for each in hits)}")
    sentence = "; ".join(parts) + ". "
    good = found.made_good(told)
    if good is not None and good > 0:
        sentence += f"Deciding anew makes good {part_of(min(good, Fraction(1)))} of the first loss"
    else:
        sentence += "Deciding anew makes nothing good"
    if good is not None and good < 0:
        sentence += " (what is left at once is short of less, but need not keep every rule)"
    if told.borne_by:
        bearer = f", {told.borne_by}" if told.largest else ""
        burden = f"{per_cent_of_key(told.largest)}{bearer}"
        sentence += f"; it costs {amount(told.money)}, and the largest burden is {burden}"
    sentence += "."
    given_up = (*told.dropped, *told.unkept)
    if given_up:
        sentence += f" No longer kept: {listing(given_up)}."
    return sentence


def against(found: Stress, entry: Entry) -> str:
    """`the weighted shortfall is 12.3 % larger`."""
    base, added = found.compared, found.added(entry.told)
    if base is None or added == 0:
        return "the weighted shortfall stays as it is"
    if base.shortfall == 0:
        return f"there is a weighted shortfall of {added:,} where there was none"
    part = Fraction(abs(added), base.shortfall)
    return f"the weighted shortfall is {per_cent(part)} {'larger' if added > 0 else 'smaller'}"


def _exactness(found: Stress) -> str:
    base = found.compared
    proven = sum(each.told.shortfall == each.told.bound for each in found.ranked)
    if base is not None and base.shortfall == base.bound and proven == len(found.ranked):
        return "Every shortfall is the least there is, proven; every plan passed every check."
    open_base = gap(base.shortfall, base.bound) if base is not None else Fraction(0)
    return (
        f"{proven} of {len(found.ranked)} shortfalls are proven to be the least. The plan with "
        f"nothing lost was searched in the same way, and is within {part_of(open_base, 2)} of its "
        "bound: smaller differences say nothing. Every plan passed every check."
    )
