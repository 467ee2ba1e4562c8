"""A chain of causes in words."""

from allocator.domain.scenario import Scenario
from allocator.report.prose import listing, number, readable, verb
from allocator.study.track.told import Chain, Slipped, Variance

OF_LINES = ("delivered", "pool_delivered", "pool_shares", "expansion", "funding")
OF_POOLS = ("join", "lead", "operating")


def sentence(scenario: Scenario, chain: Chain) -> str:
    """A chain in words."""
    parts = [_began(scenario, chain)]
    if chain.slipped:
        parts.append(f"late are {listing((_late(each) for each in chain.slipped), 4)}")
    worse = [each for each in chain.lacking if each.more > 0]
    deadline = scenario.policy.deadline_period
    for each in worse:
        when = f"at the deadline {each.period}" if each.period == deadline else f"in {each.period}"
        parts.append(
            f"{when} {each.forecast:,} {unit_of(scenario, each.capability)} of "
            f"{each.capability} {verb(each.forecast, 'is', 'are')} missing instead of "
            f"{each.planned:,}"
        )
    if chain.lacking and not worse:
        parts.append("nothing more is missing at the deadline or at the end")
    return "; ".join(parts) + "."


def _began(scenario: Scenario, chain: Chain) -> str:
    names = {
        "line": scenario.line_by_code,
        "pool": scenario.pool_by_code,
        "contribution": scenario.state_by_code,
        "crews": scenario.state_by_code,
    }.get(chain.kind, {})
    record = names.get(chain.code)
    name = readable(getattr(record, "name", "") or chain.code)
    told = name if name == chain.code else f"{name} ({chain.code})"
    what = {
        "line": "is late",
        "component": "grows late",
        "pool": "is not as planned",
        "contribution": "gives less than planned",
        "crews": "has fewer crews than planned",
    }[chain.kind]
    if not chain.behind:
        return f"{told} {what} because of others"
    return f"{told} {what}: {listing((_row(each) for each in chain.behind), 4)}"


def _row(row: Variance) -> str:
    """`2 of 4 lots by 2026 (actuals!F7)`."""
    who = row.codes[0] if row.decision in (*OF_LINES, *OF_POOLS, "contribution") else ""
    what = NOUNS[row.decision]
    when = f" by {row.period}" if row.period else ""
    place = f" ({readable(row.address, 120)})" if row.address else ""
    return f"{who} {row.actual or 0:,} of {row.planned:,} {what}{when}{place}".strip()


NOUNS = {
    "delivered": "lots",
    "pool_delivered": "lots",
    "pool_shares": "shares",
    "contribution": "units given",
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


def _late(each: Slipped) -> str:
    there = f"there by {each.until}" if each.until else "not there within the horizon"
    return f"{number(each.lots, 'lot')} of {each.buyer} planned by {each.period}, {there}"


def unit_of(scenario: Scenario, capability: str) -> str:
    """What units of a capability are."""
    return f"× {readable(scenario.capability_by_code[capability].unit, 48)}"
