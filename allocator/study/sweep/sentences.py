"""What many futures come to, in sentences."""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from allocator.domain.scenario import Scenario
from allocator.report.numbers import amount, part_of, per_cent_of_key
from allocator.report.prose import listing, number, opening, verb
from allocator.study.sweep.summary import Range, Summary

NO_PLAN = {
    "infeasible": "proven to have none",
    "undecided": "not decided in the time allowed",
    "unreadable": "contradictory as a workbook",
}
"""What is said of futures without a plan."""


def sentences(found: Summary, scenario: Scenario) -> Iterator[str]:
    """The outcome, the range of what matters most, what is always done and what flips."""
    yield _outcome(found)
    if not found.solved:
        return
    policy, last = scenario.policy, scenario.periods[-1].code
    yield _coverage(policy.deadline_period, found.european, found.missing)
    if last != policy.deadline_period:
        yield _coverage(last, found.european_last, found.missing_last)
    worst = max(found.solved, key=lambda each: (each.missing_last, each.missing))
    if found.missing_last is not None and not found.missing_last.settled:
        yield f"Most is missing in {last} in {worst.name}: {part_of(worst.missing_last)}."
    yield _burden(found)
    widest = max(each.aims["shortfall"].gap for each in found.solved if each.aims)
    if widest:
        yield (
            f"Each weighted shortfall is proven to be within {part_of(widest)} of the least: "
            "smaller differences between futures may be those of the searches."
        )
    if len(found.solved) > 1:
        yield _decisions(len(found.no_regret), len(found.flips))
        yield (
            "Every future has the best plan that was found for it alone: who must decide before "
            "knowing which one comes has no plan here that serves them all."
        )


def _decisions(always: int, flips: int) -> str:
    """What is decided whatever comes, and what is not."""
    told = "No decision is taken in every future"
    if always:
        many = opening(number(always, "decision"))
        told = (
            f"{many} {verb(always, 'is', 'are')} taken in every future, at least in part, and "
            "cannot be regretted in any of them"
        )
    other = f"{number(flips, 'other')} {verb(flips, 'is', 'are')}" if flips else "no other is"
    return f"{told}; {other} taken in some futures and not in others."


def _coverage(period: str, share: Range[Fraction] | None, missing: Range[Fraction] | None) -> str:
    """What allies meet in a period, and what nobody does."""
    if share is None or missing is None:
        return ""
    if share.settled and missing.settled:
        return (
            f"In {period} allies meet {part_of(share.least)} of what is required in every future, "
            f"and {part_of(missing.least) if missing.least else 'nothing'} is missing."
        )
    usual = "" if share.base is None else f", {part_of(share.base)} in the workbook as it stands"
    return (
        f"In {period} allies meet between {part_of(share.least)} and {part_of(share.most)} of what "
        f"is required{usual}; between {part_of(missing.least)} and {part_of(missing.most)} is "
        "missing."
    )


def _outcome(found: Summary) -> str:
    planless = Counter(each.verdict for each in found.futures if each.plan is None)
    some = number(len(found.solved), "future has", "futures have")
    told = f"{some if found.solved else 'no future has'} a plan"
    reasons = [f"{count} {NO_PLAN.get(verdict, verdict)}" for verdict, count in planless.items()]
    return opening("; ".join((told, *reasons)) + ".")


def _burden(found: Summary) -> str:
    largest = [
        max(
            ((points, state) for state, (points, _) in (each.burdens or {}).items()),
            default=(0, ""),
        )
        for each in found.solved
    ]
    money = [sum(pair[1] for pair in (each.burdens or {}).values()) for each in found.solved]
    least, most = min(largest)[0], max(largest)[0]
    states = listing(dict.fromkeys(state for _, state in largest if state))
    if len(found.solved) == 1:
        bearer = f", {states}" if most else ""
        return (
            f"It costs {amount(money[0])}; the largest burden is {per_cent_of_key(most)}{bearer}."
        )
    spent = _between(amount(min(money)), amount(max(money)))
    key = " of the key money"
    carried = _between(per_cent_of_key(least), per_cent_of_key(most), key)
    bearers = f", borne by {states}" if most else ""
    return f"New money is {spent}; the largest burden is {carried}{bearers}."


def _between(least: str, most: str, of: str = "") -> str:
    """Two ends, or the one figure that both are."""
    return f"between {least} and {most}{of}" if least != most else f"{least}{of} in every future"
