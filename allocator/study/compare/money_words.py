"""What a comparison says of money: all of it, who pays it, who bears most."""

from fractions import Fraction

from allocator.report.names import named
from allocator.report.numbers import amount, per_cent, per_cent_of_key
from allocator.report.prose import listing, number, verb
from allocator.report.view import View
from allocator.study.compare.common import measured_alike
from allocator.study.compare.compare import Pair
from allocator.study.compare.figures import Number
from allocator.study.compare.words import payers, span


def new_money(pair: Pair) -> str:
    """What all states pay in both plans."""
    money = pair.totals["new_money"]
    whose = "" if pair.common.complete("state") else " of the states that both plans know"
    start = f"new money{whose} {span(pair)}"
    if money.before is None or money.after is None or not money.difference:
        return f"{start} is {amount(money.after or 0)} in both plans"
    moves = "rises" if money.difference > 0 else "falls"
    part = "" if money.part is None else f" ({_signed(money.part)})"
    return (
        f"{start} {moves} by {amount(abs(Fraction(money.difference)))}{part}, from "
        f"{amount(money.before)} to {amount(money.after)}"
    )


def paid_by(pair: Pair) -> str:
    """States that pay more, and states that pay less."""
    if pair.same_decisions and not payers(pair):
        return ""
    more = [(code, money) for code, money in payers(pair) if money > 0]
    less = [(code, money) for code, money in reversed(payers(pair)) if money < 0]
    if not more and not less:
        return "every state pays the same in both plans"
    return "; ".join(_paying(pair, found, way) for found, way in ((more, "more"), (less, "less")))


def _paying(pair: Pair, found: list[tuple[str, Number]], way: str) -> str:
    if not found:
        return f"no state pays {way}"
    view = pair.first.view
    words = listing(
        f"{named(view, code)} by {amount(abs(Fraction(money)))}" for code, money in found
    )
    count = len(found)
    return f"{number(count, 'state')} {verb(count, 'pays', 'pay')} {way}: {words}"


def largest(pair: Pair) -> str:
    """The largest burden, and who bears it."""
    if not measured_alike("spread", *pair.views):
        return "burdens are not measured alike, and are not compared"
    before, after = (
        max(burden.basis_points for burden in view.burdens.values()) for view in pair.views
    )
    bearers = [_bearers(view, top) for view, top in zip(pair.views, (before, after), strict=True)]
    if before == after:
        if not before:
            return ""
        same = bearers[0] == bearers[1]
        who = bearers[0] if same else f"{bearers[0]}; in {pair.other.label}: {bearers[1]}"
        return f"the largest burden stays at {per_cent_of_key(before)} of key money ({who})"
    moves = "rises" if after > before else "falls"
    return (
        f"the largest burden {moves} from {per_cent_of_key(before)} of key money ({bearers[0]}) to "
        f"{per_cent_of_key(after)} ({bearers[1]})"
    )


def _bearers(view: View, top: int) -> str:
    return listing(
        named(view, code) for code in view.states if view.burdens[code].basis_points == top
    )


def _signed(part: Fraction) -> str:
    return f"{'+' if part > 0 else ''}{per_cent(part)}"
