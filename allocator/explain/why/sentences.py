"""An answer in sentences, each backed by a figure of the two plans."""

from collections.abc import Iterator

from allocator.domain.outcome import gap
from allocator.explain.stipulations.stipulation import Stipulation
from allocator.explain.why.answer import Answer
from allocator.explain.why.changes import (
    gives,
    largest,
    missing,
    money,
    others_pay,
    own_burdens,
    priced,
    support,
)
from allocator.explain.why.impossible import Kept, Reasons
from allocator.explain.why.question import Question, Target
from allocator.report.names import capability_name, named, quantity, subject
from allocator.report.numbers import part_of, per_cent, units
from allocator.report.proof import AIMS
from allocator.report.prose import listing, opening, whole_listing
from allocator.report.view import View

STOPPED = "The search was stopped before its end: a longer one may tell more."
CELLS = 4
"""Cells of a kind that a sentence names."""


def asked(view: View, question: Question) -> str:
    """What the plan says, and what if it did not."""
    first, *others = question.targets
    code = question.capability
    has = quantity(view, code, first.before) if first.before else "nothing"
    gives = f"{has} of {capability_name(view, code)}"
    moves = f"{quantity(view, code, question.by)} {'fewer' if first.way == 'less' else 'more'}"
    wish = f"what if it gave {moves}, that is {quantity(view, code, first.units)}"
    if others:
        wish += f", and {named(view, others[0].state)} {_others(others[0])}"
    return f"{subject(view, question.state)} gives {gives} in {question.period}: {wish}?"


def _others(target: Target) -> str:
    by = abs(target.units - target.before)
    return f"{units(by)} {'more' if target.way == 'more' else 'fewer'} ({units(target.units)})"


def sentences(answer: Answer) -> tuple[str, ...]:
    """The verdict first, then the price, and who else would change."""
    if answer.after is None:
        return tuple(_without(answer))
    parts = (
        _verdict,
        _proof,
        missing,
        largest,
        own_burdens,
        money,
        support,
        others_pay,
        gives,
        _stopped,
    )
    return tuple(words for part in parts if (words := part(answer)))


def _stopped(answer: Answer) -> str:
    return "" if answer.outcome.reproducible else STOPPED


def _without(answer: Answer) -> Iterator[str]:
    """Why there is no plan."""
    if answer.verdict == "undecided" and not answer.outcome.reproducible:
        yield f"No plan in which it is otherwise was found. {STOPPED}"
        return
    if answer.verdict == "undecided":
        yield (
            "No plan in which it is otherwise was found within this effort, and it is not proven "
            "that there is none: a larger effort may tell."
        )
        return
    yield "There is no plan in which it is otherwise. That is proven, whatever it might cost."
    if answer.why_not is not None:
        kept = answer.why_not.kept
        yield _reasons(answer.why_not) if kept is None else _kept(answer, kept)


def _reasons(found: Reasons) -> str:
    if not found.groups:
        return (
            "No row about the states and the capability that were asked about stands in the way by "
            "itself; add the wish as a pledge and ask `allocator explain conflict`."
        )
    rows = [
        f"{listing([row.words for row in group], 2)} "
        f"({listing([row.cell for row in group], CELLS)})"
        for group in (sorted(group, key=_missing_row) for group in found.groups)
    ]
    there = "there would be a plan" if found.sure else "it is not proven to be impossible"
    condition = "only without all of these" if len(rows) > 1 else "without it"
    return f"What stands in the way: {'; '.join(rows)}; {condition} {there}."


def _kept(answer: Answer, kept: Kept) -> str:
    """Shares of today that a state cannot do without."""
    view, code = answer.before, answer.question.capability
    units = f"{quantity(view, code, kept.units)} of {capability_name(view, code)}"
    return (
        f"{subject(view, kept.state)} has shares in pools today that stand for {units} "
        f"({listing(kept.cells, CELLS)}), and no plan takes them away: it cannot give less."
    )


def _missing_row(row: Stipulation) -> bool:
    """Rows that stand for none in the workbook have no cell and come last."""
    return "!" not in row.cell


def _verdict(answer: Answer) -> str:
    """Whether anything is given up for it, and what first."""
    match answer.verdict:
        case "equal":
            return "There is an equally good plan: in it no aim is worse."
        case "better":
            better = whole_listing(AIMS[aim.name] for aim in answer.aims if aim.rise < 0)
            return (
                f"There is a plan that is as good: in it no aim is worse, and less stands against "
                f"it in {better}."
            )
    if not answer.worse:
        return "It has a price: more states bear a burden as high as the highest below the largest."
    first = answer.worse[0]
    price = priced(first)
    if answer.exact:
        return f"It has a price: {AIMS[first.name]} rises by {price}, and in no plan by less."
    return f"It was found at a price: {AIMS[first.name]} rises by {price}."


def comes_to(answer: Answer) -> str:
    """The verdict in a few words, as part of a sentence."""
    match answer.verdict:
        case "impossible":
            return "no plan grants it"
        case "undecided":
            return "no plan was found that grants it"
        case "equal" | "better":
            return "no aim is worse"
    if not answer.worse:
        return "more states bear a high burden"
    first = answer.worse[0]
    most = "" if answer.exact else "at most "
    return f"{AIMS[first.name]} rises by {most}{priced(first)}"


def _proof(answer: Answer) -> str:
    """What is not proven of the price."""
    if answer.exact or answer.verdict != "worse":
        return ""
    words = (
        "The price is at most this: a better plan in which it is otherwise may exist, for a "
        "program of this size is searched and not exhausted"
    )
    first = answer.aims[0]
    if answer.at_least is not None and answer.at_least > first.before:
        least = per_cent(gap(answer.at_least, first.before), 2)
        return f"{words}. Proven is that {AIMS[first.name]} rises by {least} at least."
    stated = answer.before.provenance.aims[0]
    return (
        f"{words}. {opening(AIMS[first.name])} of the plan itself is proven to within "
        f"{part_of(stated.gap, 2)} of the least there can be."
        if stated.gap
        else f"{words}."
    )
