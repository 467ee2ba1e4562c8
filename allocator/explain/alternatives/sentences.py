"""What other plans of nearly the same worth come to, in sentences."""

from fractions import Fraction

from allocator.domain.quantity import WHOLE
from allocator.explain.alternatives.alternatives import Alternative, Alternatives
from allocator.explain.alternatives.frequency import Varying, carried_over, given_over
from allocator.report.names import capability_name, named, quantity
from allocator.report.numbers import amount, per_cent, per_cent_of_key
from allocator.report.prose import listing, number, opening, verb
from allocator.report.view import View

NAMED = 3
"""States and amounts that a sentence names."""


def sentences(found: Alternatives) -> tuple[str, ...]:
    """How many there are, what they share, what is open, and how sure that is."""
    if not found.found:
        return (_none(found), _sure(found))
    return (_many(found), _decided(found), _open(found), _burdens(found), _sure(found))


def _none(found: Alternatives) -> str:
    decided = ": what they give is what the data decide" if found.exact else ""
    return (
        f"No other plan was found in which every aim is at most {_within(found)} worse and states "
        f"give other amounts{decided}."
    )


def _within(found: Alternatives) -> str:
    return per_cent(Fraction(found.within, WHOLE), 2 if found.within % 100 else 0)


def _many(found: Alternatives) -> str:
    count = len(found.found)
    fewer = "" if count == found.wanted else f" ({found.wanted} were asked for)"
    first = found.found[0]
    return (
        f"{opening(number(count, 'other plan'))}{fewer} {verb(count, 'was', 'were')} found in "
        f"which every aim is at most {_within(found)} worse; the first moves "
        f"{per_cent(first.moved, 0)} of a requirement between states, all capabilities together."
    )


def _decided(found: Alternatives) -> str:
    """What is the same in all plans."""
    amounts = given_over(found.views)
    same = [each for each in amounts if each.decided]
    if not same:
        return f"No amount that a state gives in {found.known.last} is the same in all of them."
    return (
        f"{len(same):,} of the {number(len(amounts), 'amount')} that states give in "
        f"{found.known.last} {verb(len(same), 'is', 'are')} the same in all of them: so far as "
        "these plans show, that is what the data decide."
    )


def _open(found: Alternatives) -> str:
    """What varies most."""
    amounts = [each for each in given_over(found.views) if not each.decided]
    words = listing([_range(found.known, each) for each in amounts], NAMED)
    start = "Everything" if len(amounts) == len(given_over(found.views)) else "The rest"
    return f"{start} is open to negotiation, above all {words}."


def _range(view: View, each: Varying) -> str:
    least = quantity(view, each.capability, each.least)
    most = quantity(view, each.capability, each.most)
    name = capability_name(view, each.capability)
    return f"what {named(view, each.state)} gives of {name} ({least} to {most})"


def _burdens(found: Alternatives) -> str:
    """Whose burden depends most on which of the plans is taken."""
    view = found.known
    moved = [each for each in carried_over(found.views) if each.least != each.most]
    if not moved:
        return "Every state bears the same burden in all of them."
    moved.sort(key=lambda each: each.least - each.most)
    words = listing(
        [
            f"that of {named(view, each.state)} is between {per_cent_of_key(each.least)} and "
            f"{per_cent_of_key(each.most)} of its key"
            for each in moved
        ],
        NAMED,
    )
    count = len(moved)
    return f"The burdens of {number(count, 'state')} {verb(count, 'differs', 'differ')}: {words}."


def _sure(found: Alternatives) -> str:
    if not found.found:
        return "It is proven that there is none." if found.exact else "That is not proven."
    if found.exact:
        return (
            "Each is proven to be as far as can be from the plan and from all before it"
            f"{_no_more(found)}."
        )
    return (
        "Each was searched for and not proven to be the furthest: what is the same in all of them "
        "may still be open."
    )


def _no_more(found: Alternatives) -> str:
    if len(found.found) == found.wanted:
        return ""
    return ", and it is proven that there are no more"


def payers(found: Alternatives, other: Alternative) -> tuple[str, str]:
    """Who pays most more, and who pays most less, than in the known plan."""
    view = found.known
    rises = {
        state: other.view.burdens[state].new_money - view.burdens[state].new_money
        for state in view.states
    }
    most, least = max(rises, key=rises.__getitem__), min(rises, key=rises.__getitem__)
    more = f"{view.state_name(most)}, {amount(rises[most])} more" if rises[most] > 0 else "nobody"
    less = "nobody"
    if rises[least] < 0:
        less = f"{view.state_name(least)}, {amount(-rises[least])} less"
    return more, less
