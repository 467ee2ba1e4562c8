"""Sentences on what binds one state: money, people and promises, then law and policy."""

from collections.abc import Iterator
from fractions import Fraction

from allocator.domain.record import grouped
from allocator.report.limits.limit import Limit
from allocator.report.numbers import amount
from allocator.report.prose import listing, number, opening, readable, whole_listing
from allocator.report.state.law import laws
from allocator.report.state.view import StateView

BASIS = 70
"""Characters of a legal basis in a sentence."""
CLAUSES = {
    "ceiling": "it spends its whole ceiling in {periods}",
    "ceiling carried": "it spends or carries forward its whole ceiling in {periods}",
    "ceiling of nothing": "it may spend nothing in {periods}",
    "budget window": "it spends all it may in the budget windows that end in {periods}",
    "crews": "it can man nothing more in {periods}",
    "crews left": "it has {posts}",
    "burden ceiling": "its burden is at its ceiling",
    "stand-alone limit": "it pays as much as going alone would cost it",
    "limit in force": "it pays as much as under the plan in force",
    "fund": "it has drawn all that {funds} may lend it",
    "eligible payments": "loans pay for all that they may be drawn for in {periods}",
    "work return": "it {gets} the work asked for in return for its money",
    "pools of a small state": "it is in as many pools as a small state may be",
    "rule": "its spending is as high as {rules} let it be",
    "pledge": "{pledges} with nothing to spare",
    "concentration": "it may count for no more of {capabilities}",
}
"""What limits of a kind mean for the state that has reached them."""
OWN = (("budget", "ceiling"), ("personnel", "crew"), ("pledges", "pledge"))
"""Families that a what-if may leave out, and the limit of each that a state has of its own."""


def bounds(own: StateView) -> str:
    """Limits of money, people and promises that it has reached."""
    said = [
        CLAUSES[clause].format(**_facts(own, found)) + _but_for(found)
        for clause, found in grouped(own.limits, _clause).items()
    ]
    if said:
        return f"{opening('; '.join(said))}."
    held = [what for family, what in OWN if own.view.policy.holds(family)]
    *others, last = held or [""]
    free = f"{', '.join(others)} or {last}" if others else last
    return f"No {free} of its own holds it back." if free else ""


def _clause(limit: Limit) -> str:
    """Kinds of which not all is used up, or not all of it spent, have clauses of their own."""
    if limit.kind == "ceiling" and limit.most == 0:
        return "ceiling of nothing"
    if limit.kind == "ceiling" and limit.carried:
        return "ceiling carried"
    if limit.kind == "crews" and limit.slack:
        return "crews left"
    return limit.kind


def _but_for(limits: tuple[Limit, ...]) -> str:
    """Money that is left of them; the return of work is no money that could be spent."""
    money = [limit for limit in limits if limit.unit == "EUR m" and limit.kind != "work return"]
    left = max((limit.slack or Fraction(0) for limit in money), default=Fraction(0))
    if left <= 0:
        return ""
    return f" but for {'at most ' if len(money) > 1 else ''}{amount(1_000 * left)}"


def _facts(own: StateView, limits: tuple[Limit, ...]) -> dict[str, str]:
    """What a clause may say of the limits of its kind."""
    count = len(limits)
    codes = dict.fromkeys(limit.capability for limit in limits if limit.capability)
    kept = "one of its pledges holds" if count == 1 else f"{count} of its pledges hold"
    funds = dict.fromkeys(limit.subject.removeprefix(f"{own.state} ") for limit in limits)
    return {
        "periods": whole_listing(dict.fromkeys(limit.period for limit in limits)),
        "funds": whole_listing(funds),
        "gets": "lacks some of" if own.footprint.missing else "just gets",
        "rules": number(count, "rule"),
        "pledges": kept,
        "posts": whole_listing(_posts_left(limits)),
        "capabilities": listing(map(own.view.short_capability, codes)),
    }


def _posts_left(limits: tuple[Limit, ...]) -> Iterator[str]:
    for limit in limits:
        if limit.kind == "crews" and limit.slack and limit.most:
            posts = "posts " if limit is limits[0] else ""
            yield f"{int(limit.slack):,} of {int(limit.most):,} {posts}left in {limit.period}"


def law(own: StateView) -> str:
    """What law and policy keep it from altogether, with the basis of each."""
    banned = {code: rule.basis for rule in laws(own) for code in rule.capabilities}
    names = [
        own.view.short_capability(code) + (f" ({readable(basis, BASIS)})" if basis else "")
        for code in own.view.capabilities
        if (basis := banned.get(code)) is not None
    ]
    return f"Law and policy keep it from any part in {listing(names, 2)}." if names else ""
