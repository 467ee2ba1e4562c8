"""What else differs between the known plan and the other one, a sentence for each thing."""

from fractions import Fraction

from allocator.explain.why.answer import AimPrice, Answer
from allocator.explain.why.shifts import (
    MissingShift,
    given_shifts,
    missing_shifts,
    money_shifts,
)
from allocator.report.names import capability_name, named, quantity
from allocator.report.numbers import amount, part_of, per_cent_of_key, units
from allocator.report.prose import listing, number, opening, verb
from allocator.report.view import View

NAMED = 3
"""Capabilities and states that a sentence names."""
OTHERS = "other capabilities"


def priced(aim: AimPrice) -> str:
    """What an aim rises by, in its own unit."""
    size = abs(aim.rise)
    match aim.name:
        case "spread":
            return f"{per_cent_of_key(size)} of key money"
        case "cost":
            return amount(Fraction(size, 1_000))
        case "changes":
            return f"{size:,}"
    part = f"{part_of(Fraction(size, aim.before), 2)} " if aim.before else ""
    return f"{part}({size:,} weighted)" if part else f"{size:,} weighted"


def missing(answer: Answer) -> str:
    """Capabilities of which units are lost or won, by their weight."""
    before, after = _views(answer)
    found = [each for each in missing_shifts(before, after) if each.rise]
    parts = []
    for way, word in ((1, "More is missing"), (-1, "Less is missing")):
        some = [each for each in found if way * each.rise > 0]
        if some:
            words = listing([_lost(before, each) for each in some], NAMED)
            parts.append(f"{word}: {words}.")
    return " ".join(parts) or "Every capability is met as before."


def _lost(view: View, each: MissingShift) -> str:
    what = capability_name(view, each.capability)
    return f"{quantity(view, each.capability, abs(each.rise))} of {what} in {each.period}"


def largest(answer: Answer) -> str:
    """The largest burden and who bears it."""
    tops: list[tuple[int, str]] = []
    for view in _views(answer):
        most = max(burden.basis_points for burden in view.burdens.values())
        bearers = [named(view, s) for s in view.states if view.burdens[s].basis_points == most]
        tops.append((most, listing(bearers, NAMED)))
    (before, who), (after, then) = tops
    if before == after:
        return f"The largest burden stays at {per_cent_of_key(before)} of key money ({then})."
    moves = "rises" if after > before else "falls"
    return (
        f"The largest burden {moves} from {per_cent_of_key(before)} of key money ({who}) to "
        f"{per_cent_of_key(after)} ({then})."
    )


def own_burdens(answer: Answer) -> str:
    """Of those that were asked about."""
    before, after = _views(answer)
    words = []
    for target in answer.question.targets:
        old, new = (view.burdens[target.state].basis_points for view in (before, after))
        moves = "rises" if new > old else "falls"
        change = f"stays at {per_cent_of_key(old)}"
        if new != old:
            change = f"{moves} from {per_cent_of_key(old)} to {per_cent_of_key(new)}"
        words.append(f"the burden of {named(before, target.state)} {change}")
    return f"{opening('; '.join(words))}."


def money(answer: Answer) -> str:
    """What all pay together."""
    old, new = (sum(view.ledger.new_money.values()) for view in _views(answer))
    if old == new:
        return f"All states together pay as much: {amount(new)}."
    return (
        f"All states together pay {amount(abs(new - old))} {'more' if new > old else 'less'}: "
        f"{amount(new)}."
    )


def support(answer: Answer) -> str:
    """Outside support that is relied on."""
    aim = next((aim for aim in answer.aims if aim.name == "reliance"), None)
    if aim is None or not aim.rise:
        return ""
    return f"Outside support {'rises' if aim.rise > 0 else 'falls'} by {priced(aim)}."


def others_pay(answer: Answer) -> str:
    """Who pays more and who pays less, besides those asked about."""
    before, after = _views(answer)
    asked_about = {target.state for target in answer.question.targets}
    shifts = [each for each in money_shifts(before, after) if each.state not in asked_about]
    if not shifts:
        return "Nobody else pays more or less."
    words = [
        f"{named(before, each.state)} {amount(abs(each.rise))} "
        f"{'more' if each.rise > 0 else 'less'}"
        for each in shifts
    ]
    count = len(shifts)
    return (
        f"{opening(number(count, 'other state'))} {verb(count, 'pays', 'pay')} more or less: "
        f"{listing(words, NAMED)}."
    )


def gives(answer: Answer) -> str:
    """Who gives more or less in its place, and of what else."""
    before, after = _views(answer)
    question = answer.question
    shifts = given_shifts(before, after, question.period)
    same = [
        f"{named(before, each.state)} gives {_signed(each.rise)}"
        for each in shifts
        if each.capability == question.capability and each.state != question.state
    ]
    rest = [each for each in shifts if each.capability != question.capability]
    what = capability_name(before, question.capability)
    first = f"What others give of {what} stays as it is"
    if same:
        first = f"Of {what}, {listing(same, NAMED)}"
    if not rest:
        return f"{first}; nothing else that is given changes."
    states = {each.state for each in rest}
    things = number(len({each.capability for each in rest}), "other capability", OTHERS)
    giving = f"{number(len(states), 'state')} {verb(len(states), 'gives', 'give')}"
    return f"{first}; {giving} other amounts of {things}."


def _signed(rise: Fraction) -> str:
    return f"{units(abs(rise))} {'more' if rise > 0 else 'fewer'}"


def _views(answer: Answer) -> tuple[View, View]:
    """Before and after, of an answer that has a plan."""
    return answer.before, answer.after or answer.before
