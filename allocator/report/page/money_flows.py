"""Money from states to the hosts of what it buys, and how the small ones are grouped."""

from collections.abc import Mapping
from dataclasses import dataclass

from allocator.accounts.footprint import money_into_components, money_into_lines
from allocator.report.view import View
from allocator.tables.drawing import Look

Flows = Mapping[tuple[str, str], int]
"""(state, host) -> kEUR over the horizon, where there is any."""


@dataclass(frozen=True, slots=True)
class Flow:
    """What one payer, or a group of them, puts into one host or group of hosts."""

    payer: str
    host: str
    look: Look
    """Where it goes: home, to an ally, outside."""
    amount: int
    """kEUR."""


@dataclass(frozen=True, slots=True)
class Side:
    """Payers or hosts with what passes through them, the largest first, a group last."""

    amounts: Mapping[str, int]
    group: str
    """Name of the group; empty: none."""
    members: tuple[str, ...]
    """Who is in it."""

    def place(self, code: str) -> str:
        """The code itself or the name of its group."""
        return self.group if code in self.members else code


def money_flows(view: View) -> Flows:
    """What the sheet `footprint` calls money put in, by host: lines and makers of components."""
    flows: dict[tuple[str, str], int] = {}
    lines = view.scenario.line_by_code
    for state, paid in money_into_lines(view.ledger).items():
        for line, amount in paid.items():
            key = (state, lines[line].host)
            flows[key] = flows.get(key, 0) + amount
    for state, grown in money_into_components(view.ledger).items():
        for host, amount in grown.items():
            flows[state, host] = flows.get((state, host), 0) + amount
    return {key: flows[key] for key in sorted(flows) if flows[key] > 0}


def direction(view: View, state: str, host: str) -> Look:
    """Where the money of a state goes."""
    if state == host:
        return "home"
    return "ally" if host in view.scenario.state_by_code else "outside"


def to_outside(view: View, flows: Flows) -> Mapping[str, int]:
    """State -> kEUR that goes to hosts that are no member states; every state."""
    money = dict.fromkeys(view.states, 0)
    for (state, host), amount in flows.items():
        if direction(view, state, host) == "outside":
            money[state] += amount
    return money


def side(flows: Flows, end: int, most: int, name: str) -> Side:
    """One side of the flows (0: payers, 1: hosts), no more than `most` by themselves.

    The rest becomes a group, unless it is one alone, which keeps its own name.
    """
    amounts: dict[str, int] = {}
    for key, amount in flows.items():
        amounts[key[end]] = amounts.get(key[end], 0) + amount
    ranked = sorted(amounts, key=lambda code: (-amounts[code], code))
    kept, small = (ranked, []) if len(ranked) <= most + 1 else (ranked[:most], ranked[most:])
    group = f"{len(small)} other {name}" if small else ""
    by_name = {code: amounts[code] for code in kept}
    if group:
        by_name[group] = sum(amounts[code] for code in small)
    return Side(by_name, group, tuple(small))


def grouped(view: View, flows: Flows, payers: Side, hosts: Side) -> tuple[Flow, ...]:
    """Flows between the two sides; those of a group are split by where they go."""
    sums: dict[tuple[str, str, Look], int] = {}
    for (state, host), amount in flows.items():
        key = (payers.place(state), hosts.place(host), direction(view, state, host))
        sums[key] = sums.get(key, 0) + amount
    left, right = list(payers.amounts), list(hosts.amounts)
    return tuple(
        Flow(payer, host, look, sums[payer, host, look])
        for payer, host, look in sorted(
            sums, key=lambda key: (left.index(key[0]), right.index(key[1]), key[2])
        )
    )
