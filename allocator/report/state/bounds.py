"""Sentences on what binds one state: money, people and promises, then law and policy."""

from allocator.domain.record import grouped
from allocator.report.limits.limit import Limit
from allocator.report.prose import listing, number, opening, readable, whole_listing
from allocator.report.state.law import laws
from allocator.report.state.view import StateView

BASIS = 70
"""Characters of a legal basis in a sentence."""
CLAUSES = {
    "ceiling": "it spends its whole ceiling in {periods}",
    "budget window": "it spends all it may in the budget windows that end in {periods}",
    "crews": "it can man nothing more in {periods}",
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


def bounds(own: StateView) -> str:
    """Limits of money, people and promises that it has reached."""
    kinds = grouped(own.limits, lambda limit: limit.kind)
    said = [CLAUSES[kind].format(**_facts(own, found)) for kind, found in kinds.items()]
    if not said:
        return "No ceiling, crew or pledge of its own holds it back."
    return f"{opening('; '.join(said))}."


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
        "capabilities": listing(map(own.view.short_capability, codes)),
    }


def law(own: StateView) -> str:
    """What law and policy keep it from altogether, with the basis of each."""
    banned = {code: rule.basis for rule in laws(own) for code in rule.capabilities}
    names = [
        own.view.short_capability(code) + (f" ({readable(basis, BASIS)})" if basis else "")
        for code in own.view.capabilities
        if (basis := banned.get(code)) is not None
    ]
    return f"Law and policy keep it from any part in {listing(names, 2)}." if names else ""
