"""A chain of causes in words."""

from allocator.domain.plan import NAMES
from allocator.domain.scenario import Scenario
from allocator.report.prose import listing, number, opening, readable, verb, with_article
from allocator.study.track.names import name_of
from allocator.study.track.told import Chain, Slipped, Variance

NOUNS = {
    "delivered": "lots",
    "pool_delivered": "lots",
    "pool_shares": "shares",
    "contribution": "units",
    "expansion": "steps",
    "funding": "tenths of steps paid",
    "component_expansion": "steps",
    "component_funding": "tenths of steps paid",
    "join": "membership",
    "lead": "lead",
    "operating": "operation",
    "crews": "posts filled",
}
"""What is counted of each decision."""
LATE = {
    "line": "is late",
    "component": "grows late",
    "pool": "is not as planned",
    "contribution": "gives less than planned",
    "crews": "has fewer crews than planned",
}
"""What is wrong, by the kind of a chain."""


def sentence(scenario: Scenario, chain: Chain) -> str:
    """A chain in words."""
    parts = [_began(scenario, chain)]
    if chain.slipped:
        late = (_late(scenario, each) for each in chain.slipped)
        parts.append(f"late are {listing(late, 4)}")
    worse = [each for each in chain.lacking if each.more > 0]
    deadline = scenario.policy.deadline_period
    for each in worse:
        when = f"at the deadline {each.period}" if each.period == deadline else f"in {each.period}"
        unit = readable(scenario.capability_by_code[each.capability].unit)
        what = name_of(scenario, "capability", each.capability)
        parts.append(
            f"{when} {each.forecast:,} × {unit} of {what} "
            f"{verb(each.forecast, 'is', 'are')} missing instead of {each.planned:,}"
        )
    if chain.lacking and not worse:
        parts.append("nothing more is missing at the deadline or at the end")
    return "; ".join(parts) + "."


def _began(scenario: Scenario, chain: Chain) -> str:
    kind = "state" if chain.kind in ("contribution", "crews") else chain.kind
    name = name_of(scenario, kind, chain.code)
    if chain.kind == "component":
        name = opening(name)
    elif name != chain.code:
        name = f"{name} ({chain.code})"
    what = LATE[chain.kind]
    if not chain.behind:
        return f"{name} {what} because of others"
    rows = (_row(scenario, chain, each) for each in chain.behind)
    return f"{name} {what}: {listing(rows, 4)}"


def _row(scenario: Scenario, chain: Chain, row: Variance) -> str:
    """`Norway 2 of 4 lots by 2026 (actuals!F7)`; whom the chain is about is not named again."""
    first = row.codes[0]
    who = "" if first == chain.code else name_of(scenario, NAMES[row.decision][0], first)
    what = NOUNS[row.decision]
    if row.decision == "contribution":
        what += f" of {name_of(scenario, 'capability', row.codes[1])}"
    when = f" by {row.period}" if row.period else ""
    place = f" ({readable(row.address, 120)})" if row.address else ""
    return f"{who} {row.actual or 0:,} of {row.planned:,} {what}{when}{place}".strip()


def _late(scenario: Scenario, each: Slipped) -> str:
    there = f"there by {each.until}" if each.until else "not there within the horizon"
    kind = "pool" if each.buyer in scenario.pool_by_code else "state"
    buyer = with_article(name_of(scenario, kind, each.buyer))
    return f"{number(each.lots, 'lot')} of {buyer} planned by {each.period}, {there}"
