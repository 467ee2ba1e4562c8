"""Decisions that differ between two plans, and what that does to their pools."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields

from allocator.domain.plan import NAMES, Plan
from allocator.report.pool_roles import leaders, members, operates_from
from allocator.report.view import Codes, View
from allocator.study.compare.common import Common

UNITS, LOTS = "units", "lots, cumulative"
"""Of the capability that the decision names, or that its line makes."""
UNIT: Mapping[str, tuple[str, str]] = {
    "delivered": ("orders", LOTS),
    "contribution": ("contributions", UNITS),
    "pool_delivered": ("orders of pools", LOTS),
    "pool_shares": ("shares in pools", "shares, cumulative"),
    "open": ("pools open", "yes or no"),
    "join": ("members of pools", "yes or no"),
    "lead": ("framework nations", "yes or no"),
    "operating": ("pools in operation", "yes or no"),
    "expansion": ("expansions of lines", "steps, cumulative"),
    "funding": ("funding of lines", "tenths of a step, cumulative"),
    "carry": ("carry-over", "kEUR"),
    "crews": ("crews", "posts, cumulative"),
    "support": ("outside support", UNITS),
    "counted": ("units that count", UNITS),
    "loan": ("loans", "kEUR"),
    "component_expansion": ("expansions of makers", "steps, cumulative"),
    "component_funding": ("funding of makers", "tenths of a step, cumulative"),
}
"""What each decision is called in a sentence, and what it counts."""


@dataclass(frozen=True, slots=True)
class DecisionShift:
    """A decision that two plans take differently, in its own unit."""

    decision: str
    codes: Mapping[str, str]
    """By what they name."""
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class PoolShift:
    """A pool of both plans."""

    code: str
    name: str
    capability: str
    open: tuple[bool, bool]
    """In the first plan and in the other; so for the following."""
    members: tuple[Codes, Codes]
    leader: tuple[str, str]
    """Empty where nobody leads."""
    start: tuple[str, str]
    """Period from which it operates; empty: never."""
    lots: tuple[int, int]
    """New lots by the end of the last period of both plans."""

    @property
    def joined(self) -> Codes:
        """States that are in only in the other plan."""
        return tuple(state for state in self.members[1] if state not in self.members[0])

    @property
    def left(self) -> Codes:
        """States that are in only in the first plan."""
        return tuple(state for state in self.members[0] if state not in self.members[1])

    @property
    def differs(self) -> bool:
        """Whether anything of it does."""
        pairs = (self.open, self.members, self.leader, self.start, self.lots)
        return any(before != after for before, after in pairs)


def decision_shifts(first: View, other: View, common: Common) -> Iterator[DecisionShift]:
    """In the order of decisions and of the first workbook, as far as both know all their codes."""
    for decision in fields(Plan):
        names = NAMES[decision.name]
        ours: Mapping[Codes, int] = getattr(first.plan, decision.name)
        theirs: Mapping[Codes, int] = getattr(other.plan, decision.name)
        differing = [
            codes
            for codes in {**ours, **theirs}
            if ours.get(codes, 0) != theirs.get(codes, 0) and _known(common, names, codes)
        ]
        for codes in first.sorted_keys(names, differing):
            named = dict(zip(names, codes, strict=True))
            yield DecisionShift(decision.name, named, ours.get(codes, 0), theirs.get(codes, 0))


def pool_shifts(first: View, other: View, common: Common) -> tuple[PoolShift, ...]:
    """Every pool of both plans, in the order of the first workbook."""
    last = common.codes["period"][-1]
    return tuple(
        PoolShift(
            code=code,
            name=first.scenario.pool_by_code[code].name,
            capability=first.scenario.pool_by_code[code].capability,
            open=(_open(first, code), _open(other, code)),
            members=(members(first, code), members(other, code)),
            leader=(_leader(first, code), _leader(other, code)),
            start=(_start(first, code), _start(other, code)),
            lots=(_lots(first, code, last), _lots(other, code, last)),
        )
        for code in common.codes["pool"]
    )


def _known(common: Common, names: Codes, codes: Codes) -> bool:
    return all(code in common.known[name] for name, code in zip(names, codes, strict=True))


def _open(view: View, pool: str) -> bool:
    return (pool,) in view.plan.open


def _leader(view: View, pool: str) -> str:
    return next(iter(leaders(view, pool)), "")


def _start(view: View, pool: str) -> str:
    at = operates_from(view, pool)
    return "" if at is None else view.periods[at]


def _lots(view: View, pool: str, period: str) -> int:
    at = view.scenario.period_index[period]
    return view.ledger.decisions.pool_lots.get((pool,), view.ledger.decisions.zero)[at]
