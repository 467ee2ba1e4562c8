"""The most money that a state can pay for something new, and what says so."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from allocator.accounts.burden import key_money
from allocator.accounts.decisions import Series
from allocator.accounts.in_force import new_money_in_force
from allocator.accounts.ledger import Ledger
from allocator.accounts.loans import amounts, eligible_lines
from allocator.accounts.stand_alone import stand_alone
from allocator.accounts.windows import span_of
from allocator.domain.quantity import WHOLE, euros
from allocator.domain.record import grouped
from allocator.preflight.output import Outputs


@dataclass(frozen=True, slots=True)
class Limit:
    """kEUR of new money over some periods that no plan exceeds, rebates not taken off."""

    amount: int
    words: str
    """What says so: `its burden ceiling (member_states!J4)`."""
    remedy: str

    def __str__(self) -> str:
        return f"{self.words}: {euros(self.amount)}"


@dataclass(frozen=True)
class Purse:
    """Ceilings, windows, loans and burdens as bounds on what a state pays before rebates.

    Whatever else it buys costs nothing here, so that what exceeds a limit does so in every plan.
    """

    ledger: Ledger
    outputs: Outputs

    def least(
        self, state: str, first: int, last: int, lines: Collection[str] | None = None
    ) -> Limit | None:
        """The tightest limit on payments in the periods from `first` to `last`, both included.

        `lines` are those that are paid, which a fund may have to be eligible for; None: any. None
        where nothing limits the state.
        """
        limits = [
            *self.in_budget(state, first, last, lines),
            *(self.over_horizon.get(state, ())),
        ]
        return min(limits, key=lambda limit: limit.amount, default=None)

    def in_budget(
        self, state: str, first: int, last: int, lines: Collection[str] | None = None
    ) -> Iterator[Limit]:
        """What ceilings and windows leave once contracts are paid."""
        scenario = self.ledger.scenario
        if not scenario.policy.holds("budget"):
            return
        codes = [period.code for period in scenario.periods]
        ceilings = sum(
            scenario.budget_by_key[state, code].ceiling for code in codes[first : last + 1]
        )
        own = self.carried_in[state][first] + ceilings
        more = self.loans(state, lines)
        stretch = codes[first] if first == last else f"{codes[first]} to {codes[last]}"
        yield Limit(
            self._left(state, own + more, slice(first, last + 1)),
            f"what its ceilings of {stretch} leave, with money carried and borrowed",
            "raise its ceilings in budgets",
        )
        for window in scenario.budget_windows:
            span = span_of(scenario, window)
            spanned = span.start <= first and last < span.stop
            if window.state == state and window.ceiling is not None and spanned:
                key = (window.state, window.first_period, window.last_period)
                cell = scenario.book.address("budget_windows", key, "ceiling")
                amount = self._left(state, window.ceiling + more, span)
                yield Limit(amount, f"what the window {cell} leaves", "raise the window's ceiling")

    def loans(self, state: str, lines: Collection[str] | None = None) -> int:
        """kEUR over the horizon that funds may lend it towards some lines."""
        any_line = lines is None or not self.ledger.scenario.policy.holds("origin")
        return sum(
            amount
            for eligible, amount in self._lent.get(state, ())
            if any_line or not eligible.isdisjoint(lines or ())
        )

    def relief(self, state: str, position: int) -> int:
        """kEUR by which contracts of a period could be paid otherwise than from the budget.

        By rebates in the last period; by loans in a what-if in which these pay for anything.
        """
        back = self.rebates(state) if position == len(self.ledger.scenario.periods) - 1 else 0
        return back + (0 if self.ledger.scenario.policy.holds("origin") else self.loans(state))

    def rebates(self, state: str) -> int:
        """kEUR that price bands could give back to the state at most, in the last period."""
        return self._rebates.get(state, 0)

    @cached_property
    def unpaid(self) -> Mapping[str, Series]:
        """State -> what contracts still ask for, by period."""
        owed: Counter[tuple[str, str]] = Counter()
        for contract in self.ledger.scenario.order_book:
            owed[contract.holder, contract.period] += contract.unpaid
        return {
            state.code: tuple(owed[state.code, p.code] for p in self.ledger.scenario.periods)
            for state in self.ledger.scenario.states
        }

    @cached_property
    def carried_in(self) -> Mapping[str, Series]:
        """State -> most that can be carried into each period."""
        carried = {}
        for state, owed in self.unpaid.items():
            carry, series = 0, list[int]()
            for position, due in enumerate(owed):
                series.append(carry)
                period = self.ledger.scenario.periods[position].code
                budget = self.ledger.scenario.budget_by_key[state, period]
                left = budget.ceiling + carry + self.relief(state, position) - due
                carry = min(max(0, left), budget.ceiling + carry, budget.carry_over_limit)
            carried[state] = tuple(series)
        return carried

    @cached_property
    def over_horizon(self) -> Mapping[str, tuple[Limit, ...]]:
        """State -> limits of the family burden on its new money of all periods together."""
        if not self.ledger.scenario.policy.holds("burden"):
            return {}
        limits: dict[str, list[Limit]] = {}
        for state, limit in (*self._burden_limits(), *self._chosen_limits()):
            limits.setdefault(state, []).append(limit)
        return {state: tuple(found) for state, found in limits.items()}

    def _burden_limits(self) -> Iterator[tuple[str, Limit]]:
        scenario = self.ledger.scenario
        protected = scenario.policy.small_state_burden_ceiling
        setting = scenario.book.address("settings", ("small_state_burden_ceiling",), "value")
        bases = key_money(scenario)
        for state in scenario.states:
            base, more = bases[state.code], self.rebates(state.code)
            cell = scenario.book.address("member_states", (state.code,), "burden_ceiling")
            if not base:
                yield state.code, Limit(more, "what its burden key of 0 allows", "give it a key")
            if state.burden_ceiling is not None:
                amount = base * state.burden_ceiling // WHOLE + more
                words = f"what its burden ceiling {cell} allows"
                yield state.code, Limit(amount, words, "raise its burden ceiling")
            if state.small_state and protected is not None:
                amount = base * protected // WHOLE + more
                words = f"what the ceiling of small states {setting} allows"
                yield state.code, Limit(amount, words, "raise small_state_burden_ceiling")

    def _chosen_limits(self) -> Iterator[tuple[str, Limit]]:
        """Limits that the settings may ask for."""
        policy = self.ledger.scenario.policy
        if policy.stand_alone_limit:
            for state, account in stand_alone(self.ledger).items():
                if account.limit is not None:
                    amount = account.limit + self.rebates(state)
                    remedy = "write no for stand_alone_limit in settings"
                    yield state, Limit(amount, "what it would cost alone", remedy)
        if policy.burden_limit_in_force:
            for state, money in new_money_in_force(self.ledger.scenario).items():
                remedy = "write no for burden_limit_in_force in settings"
                amount = money + self.rebates(state)
                yield state, Limit(amount, "what it pays in the plan in force", remedy)

    def _left(self, state: str, money: int, span: slice) -> int:
        """Of the money for some periods, after contracts; rebates of the last period added."""
        back = self.rebates(state) if span.stop == len(self.ledger.scenario.periods) else 0
        return max(0, money + back - sum(self.unpaid[state][span]))

    @cached_property
    def _lent(self) -> Mapping[str, tuple[tuple[frozenset[str], int], ...]]:
        """State -> what each fund may lend it, with the lines it lends for."""
        scenario = self.ledger.scenario
        funds = {fund.code: eligible_lines(scenario, fund) for fund in scenario.funds}
        rows = grouped(amounts(scenario).items(), lambda row: row[0][0])
        return {
            state: tuple((funds[fund], amount) for (_, fund), amount in found)
            for state, found in rows.items()
        }

    @cached_property
    def _rebates(self) -> Mapping[str, int]:
        scenario, prices = self.ledger.scenario, self.ledger.prices
        lowest: dict[str, int] = {}
        for band in scenario.price_bands:
            lowest[band.line] = min(band.unit_price, lowest.get(band.line, band.unit_price))
        back: Counter[str] = Counter()
        for code, price in lowest.items():
            line = scenario.line_by_code[code]
            lots = self.outputs.new_lots(code, len(scenario.periods) - 1)
            saving = max(0, line.unit_price - price)
            shares = scenario.capability_by_code[line.capability].shares_per_lot
            for state in scenario.states:
                of_a_lot = [prices.lot_rebate(state.code, code, saving)]
                of_a_lot += [
                    shares * prices.share_rebate(state.code, pool.code, code, saving)
                    for pool in scenario.pools_of[line.capability]
                ]
                if self.ledger.rights.permitted(state.code, code):
                    back[state.code] += lots * max(of_a_lot)
        return back
