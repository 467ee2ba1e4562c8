"""Why a state cannot be in a pool that operates."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from allocator.accounts.crews import share_posts
from allocator.domain.pool import Pool, PoolMember
from allocator.domain.quantity import MILLE, ceil_div, euros
from allocator.preflight.reach import Reach


@dataclass(frozen=True)
class PoolEntry:
    """What a pool asks of a state that is in it, against what the state can have, man and pay."""

    reach: Reach
    pool: Pool

    def kept_out(self, state: str, begin: int, position: int) -> str:
        """Why the state cannot be in it in a period if it operates from `begin` on.

        Empty where nothing here stands against it.
        """
        rights, row = self.reach.ledger.rights, self.rows.get(state)
        if row is None or row.role == "barred":
            return "it is neither member nor candidate"
        if not rights.may_join(state, self.pool.code):
            rule = self.reach.ban((state,), None, self.pool.capability)
            cell = f" ({self.reach.cell_of(rule)})" if rule is not None else ""
            return f"a rule{cell} forbids it {self.pool.capability}"
        small = self.reach.ledger.scenario.state_by_code[state].small_state
        if small and self.reach.ledger.scenario.policy.small_state_pool_limit == 0:
            return "small_state_pool_limit keeps small states out of all pools"
        lacking = self.lacking(state)
        room = self.reach.shares_room(state, self.pool, position, begin)
        if lacking > room:
            when = self.reach.period(position)
            return (
                f"its least share asks for {lacking} more than today's, and by {when} it can have "
                f"{room} more"
            )
        return self._unmanned(state, lacking, position) or self._unpaid(state, lacking)

    def lacking(self, state: str) -> int:
        """Shares that the state must buy if it is in; a small state has its right of entry."""
        row = self.rows[state]
        small = self.reach.ledger.scenario.state_by_code[state].small_state
        enters = small and row.role == "candidate"
        return max(0, (min(1, row.least_share) if enters else row.least_share) - row.shares_today)

    def _unmanned(self, state: str, lacking: int, position: int) -> str:
        posts = self.reach.posts.most(state, position)
        lines = self._lines(state)
        if posts is None or not lacking or not lines:
            return ""
        needed = lacking * min(share_posts(self.reach.ledger, state, line) for line in lines)
        if needed <= MILLE * posts:
            return ""
        return f"its least shares need {ceil_div(needed, MILLE)} posts and it can have {posts}"

    def _unpaid(self, state: str, lacking: int) -> str:
        """Fees in the start period, least shares over the horizon."""
        prices, last = self.reach.ledger.prices, self.reach.last
        fees = [self.pool.entry_fee]
        if self.reach.ledger.rights.may_lead(state, self.pool.code):
            fees.append(self.pool.startup_cost)
        months = self.reach.ledger.scenario.periods[last].months
        shares = [
            prices.share_price(state, self.pool.code, line)
            + prices.share_operating(self.pool.capability, months)
            for line in self._lines(state)
        ]
        start = self.reach.ledger.scenario.period_index[self.pool.start]
        bills = (
            (min(fees), self.reach.purse.least(state, start, start, ())),
            (
                min(fees) + (lacking * min(shares) if shares else 0),
                self.reach.purse.least(state, 0, last, self.pool.lines),
            ),
        )
        for cost, limit in bills:
            if limit is not None and cost > limit.amount:
                return f"being in it costs it at least {euros(cost)}, more than {limit}"
        return ""

    def _lines(self, state: str) -> list[str]:
        may_share = self.reach.ledger.rights.may_share
        return [line for line in self.pool.lines if may_share(state, self.pool.code, line)]

    @cached_property
    def rows(self) -> Mapping[str, PoolMember]:
        """Rows of the sheet `pool_members` by state, in the order of the states."""
        rows = self.reach.ledger.scenario.member_by_key
        states = (state.code for state in self.reach.ledger.scenario.states)
        return {s: rows[self.pool.code, s] for s in states if (self.pool.code, s) in rows}
