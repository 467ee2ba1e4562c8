"""The plan in which nothing is ordered: each state gives what it has, within the limits."""

from allocator.domain.plan import Plan
from allocator.domain.quantity import MILLE
from allocator.model.basis import Basis
from allocator.model.crews import most_crews
from allocator.model.decisions import Decisions
from allocator.model.linear_form import IntArray


def status_quo(basis: Basis, decisions: Decisions, upper: IntArray) -> Plan:
    """Contributions of what is available; beyond today's force only as far as crews allow.

    Nothing beyond today's force is given of what costs readiness money: the status quo is free.
    Caps of rules are kept where they alone stand against it. Contributions fall only with what a
    state owns or may give: each is the least of what is available, its upper bound, its cap, and
    today's force with a crewed addition that never falls.
    """
    contribution: dict[tuple[str, str, str], int] = {}
    caps = _caps(basis)
    for state in basis.states:
        crews = _Crews(basis, state)
        for capability in basis.scenario.capabilities:
            pair = (state, capability.code)
            series = decisions.contribution(*pair)
            available = [
                min(units, caps.get(pair, units), 0 if number is None else int(upper[number]))
                for units, number in zip(basis.stock.available[pair], series, strict=True)
            ]
            today = basis.stock.today[pair]
            wanted = [0 if capability.readiness_cost else units - today for units in available]
            beyond = crews.additions(wanted, capability.posts)
            for code, units, more in zip(basis.codes, available, beyond, strict=True):
                if given := min(units, today + more):
                    contribution[*pair, code] = given
    return Plan(contribution=contribution)


class _Crews:
    """Posts of a state that additions to today's force may still use, in every later period."""

    def __init__(self, basis: Basis, state: str) -> None:
        self.room: list[int] | None = None
        keys = [(state, code) for code in basis.codes]
        if keys[0] in basis.scenario.personnel_by_key:
            rows = [basis.scenario.personnel_by_key[key] for key in keys]
            posts = [c + row.posts_free for c, row in zip(most_crews(rows), rows, strict=True)]
            self.room = [min(posts[period:]) for period in range(len(posts))]

    def additions(self, wanted: list[int], posts: int) -> list[int]:
        """Units beyond today's force by period, never falling, with their posts taken."""
        crewed, given = [], 0
        for period, units in enumerate(wanted):
            most = units
            if self.room is not None and posts:
                most = min(units, min(self.room[period:]) // posts)
            given = max(given, most)
            crewed.append(given)
        if self.room is not None:
            self.room = [
                room - posts * units for room, units in zip(self.room, crewed, strict=True)
            ]
        return crewed


def _caps(basis: Basis) -> dict[tuple[str, str], int]:
    """Most units by (state, capability) where rules cap contributions."""
    caps: dict[tuple[str, str], int] = {}
    for rule in basis.scenario.rules:
        if rule.effect == "cap" and rule.scope == "capability":
            for state in rule.states:
                for capability in rule.capabilities:
                    pair = (state, capability)
                    caps[pair] = min(caps.get(pair, rule.value // MILLE), rule.value // MILLE)
    return caps
