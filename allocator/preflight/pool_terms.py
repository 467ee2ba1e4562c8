"""Why a state cannot be in a pool, and why a pool cannot operate, from some period on."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from allocator.accounts.together import most_together
from allocator.domain.pool import Pool
from allocator.domain.pool_rules import calls_on
from allocator.domain.quantity import WHOLE
from allocator.preflight.pool_entry import PoolEntry
from allocator.preflight.reach import Reach

NOBODY: frozenset[str] = frozenset()
Span = tuple[int, int]
"""Positions of the period in which it begins to operate and of one in which it does."""


@dataclass(frozen=True)
class PoolTerms:
    """A pool that goes on operating from a period on needs everything below in all later ones."""

    reach: Reach
    pool: Pool

    @cached_property
    def entry(self) -> PoolEntry:
        """What it asks of single states."""
        return PoolEntry(self.reach, self.pool)

    def shut(
        self,
        position: int,
        inside: Collection[str] = NOBODY,
        outside: Collection[str] = NOBODY,
    ) -> str:
        """Why it cannot operate in a period and after it with these states in and these out.

        Empty where nothing here stands against it.
        """
        start = self.reach.ledger.scenario.period_index[self.pool.start]
        if position < start:
            return f"it starts in {self.pool.start}"
        # The later it begins, the less it can have by then: nothing is bought before.
        reason = self._from(position, inside, outside)
        for begin in range(position - 1, start - 1, -1):
            if not reason or not self._from(begin, inside, outside):
                return ""
        return reason

    def _from(self, begin: int, inside: Collection[str], outside: Collection[str]) -> str:
        """Why it cannot begin in a period and operate in all that follow."""
        reasons = (
            self._reason(begin, position, inside, outside)
            for position in range(begin, self.reach.last + 1)
        )
        return next((reason for reason in reasons if reason), "")

    def _reason(
        self, begin: int, position: int, inside: Collection[str], outside: Collection[str]
    ) -> str:
        """First what law and lines leave, then what single states can have, man and pay."""
        scenario, rights = self.reach.ledger.scenario, self.reach.ledger.rights
        members = {s.code for s in scenario.states if rights.must_join(s.code, self.pool.code)}
        fixed, span = members | {*inside}, (begin, position)
        lawful = [
            state
            for state in self.entry.rows
            if state not in outside and rights.may_join(state, self.pool.code)
        ]
        kept = {state: self.entry.kept_out(state, *span) for state in self.entry.rows}
        joining = [state for state in lawful if not kept[state]]
        return (
            self._numbers(lawful, fixed)
            or self._size(lawful, span)
            or self._missed(members, fixed, outside, kept)
            or self._numbers(joining, fixed, [f"{s}: {kept[s]}" for s in lawful if kept[s]])
            or self._at_odds(joining, fixed)
            or self._size(joining, span)
            or self._overfull(joining, fixed, position)
            or self._overcalled(joining, fixed, span)
        )

    def _missed(
        self,
        members: Collection[str],
        fixed: Collection[str],
        outside: Collection[str],
        kept: Mapping[str, str],
    ) -> str:
        """A state that must be in it and cannot."""
        for state in sorted(fixed):
            why = kept.get(state, "") or ("is to stay out of it" if state in outside else "")
            if why:
                role = "is a member by role" if state in members else "is to be in it"
                return f"{state} {role}, but {why}"
        return ""

    def _numbers(
        self, joining: Sequence[str], fixed: Collection[str], kept_out: Sequence[str] = ()
    ) -> str:
        """Enough states, one that may lead, and not too many that must be in."""
        pool, scenario = self.pool, self.reach.ledger.scenario
        cause = f" ({kept_out[0]})" if kept_out else ""
        if len(joining) < pool.min_members:
            return f"{len(joining)} states may join and it needs {pool.min_members}{cause}"
        if scenario.policy.holds("leadership") and not self._leaders(joining):
            return f"no state that may join can be its framework nation{cause}"
        large = [state for state in fixed if not scenario.state_by_code[state].small_state]
        if len(large) > pool.max_members:
            return f"{len(large)} states must be in it and it holds at most {pool.max_members}"
        return ""

    def _leaders(self, joining: Sequence[str]) -> list[str]:
        rights = self.reach.ledger.rights
        if not self.reach.ledger.scenario.policy.holds("leadership"):
            return list(joining)
        return [state for state in joining if rights.may_lead(state, self.pool.code)]

    def _at_odds(self, joining: Sequence[str], fixed: Collection[str]) -> str:
        """The most that can be in together with all that must be and a framework nation."""
        leaders = self._leaders(joining)
        groups = (
            most_together(self.reach.ledger.scenario, self.pool, joining, {*fixed, leader})
            for leader in leaders
        )
        most, least = max(groups, default=0), max(int(bool(leaders)), self.pool.min_members)
        if most >= least:
            return ""
        return f"exclusions let at most {most} of its states in at once and it needs {least}"

    def _size(self, joining: Sequence[str], span: Span) -> str:
        """Lots of the period against the limits of the pool."""
        pool, stock, most = self.pool, self._stock(span[1]), self._most_lots(joining, span)
        if stock > pool.max_lots:
            return f"it has {stock} lots without any new one and holds at most {pool.max_lots}"
        if most >= pool.min_lots:
            return ""
        if not self._sold(joining):
            return "none of its lines sells to any of its states"
        begin, period = map(self.reach.period, span)
        ever = self._most_lots(joining, (0, span[1])) >= pool.min_lots
        late = f" if it begins in {begin}" if ever else ""
        return f"by {period} it can have at most {most} lots and needs {pool.min_lots}{late}"

    def _overfull(self, joining: Sequence[str], fixed: Collection[str], position: int) -> str:
        """Least shares against the lots that may still come."""
        capability = self.reach.ledger.scenario.capability_by_code[self.pool.capability]
        left = capability.shares_per_lot * (self.pool.max_lots - self._stock(position))
        lacking = self._fewest(joining, fixed, {s: self.entry.lacking(s) for s in joining})
        if lacking <= left:
            return ""
        return (
            f"whoever is in, the least shares ask for at least {lacking} beyond those of today, "
            f"and the lots up to its most have {left}"
        )

    def _overcalled(self, joining: Sequence[str], fixed: Collection[str], span: Span) -> str:
        """The fewest calls of enough states against the most lots."""
        lots = min(self.pool.max_lots, self._most_lots(joining, span))
        for contingency, calls in calls_on(self.reach.ledger.scenario, self.pool).items():
            called = {call.state: call.lots for call in calls}
            least = self._fewest(joining, fixed, called)
            if WHOLE * least > self.pool.availability * lots:
                return (
                    f"whoever is in, at least {least} lots are called for at once in "
                    f"{contingency}, and at most {self.pool.availability * lots // WHOLE} can "
                    "answer"
                )
        return ""

    def _fewest(
        self, joining: Sequence[str], fixed: Collection[str], asked: Mapping[str, int]
    ) -> int:
        """The sum over all that must be in and those others that make up the numbers for least."""
        others = sorted(asked.get(state, 0) for state in joining if state not in fixed)
        lone = max(0, self.pool.min_members - len(fixed))
        return sum(asked.get(state, 0) for state in fixed) + sum(others[:lone])

    def _stock(self, position: int) -> int:
        return self.reach.ledger.stock.pool_stock[self.pool.code][position]

    def _most_lots(self, joining: Sequence[str], span: Span) -> int:
        """Stock, and what lines can newly deliver and states may take shares of by then."""
        reach, (begin, position) = self.reach, span
        capability = reach.ledger.scenario.capability_by_code[self.pool.capability]
        room = sum(reach.shares_room(state, self.pool, position, begin) for state in joining)
        made = sum(reach.outputs.new_lots(line, position, begin) for line in self._sold(joining))
        return self._stock(position) + min(room // capability.shares_per_lot, made)

    def _sold(self, joining: Sequence[str]) -> list[str]:
        """Lines of the pool that may sell to one of these states."""
        may_share, code = self.reach.ledger.rights.may_share, self.pool.code
        return [
            line
            for line in self.pool.lines
            if any(may_share(state, code, line) for state in joining)
        ]
