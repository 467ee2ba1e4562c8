"""What states pay, by kind, period, capability and domain, and what is left of their ceilings."""

from collections.abc import Mapping
from dataclasses import dataclass

from allocator.accounts.charges import ChargeKind
from allocator.accounts.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Spending:
    """Money of a state in a period; kEUR."""

    state: str
    period: str
    orders: int
    shares: int
    operating: int
    funding: int
    fees: int
    unpaid: int
    """What contracts of the order book still ask for; in the budget, not in the burden."""
    ceiling: int
    floor: int
    carry_in: int
    carry_out: int

    @property
    def new_money(self) -> int:
        """What this plan makes the state pay."""
        return self.orders + self.shares + self.operating + self.funding + self.fees

    @property
    def spent(self) -> int:
        """New money and what contracts still ask for."""
        return self.new_money + self.unpaid

    @property
    def room(self) -> int:
        """Left of the ceiling; below zero it is broken."""
        return self.ceiling + self.carry_in - self.carry_out - self.spent


def spending(ledger: Ledger) -> Mapping[tuple[str, str], Spending]:
    """By state and period, every pair."""
    scenario = ledger.scenario
    by_kind = _new_money_by_kind(ledger)
    unpaid = _unpaid(ledger)
    accounts: dict[tuple[str, str], Spending] = {}
    for state in scenario.states:
        carry = ledger.decisions.carry.get((state.code,), ledger.decisions.zero)
        for position, period in enumerate(scenario.periods):
            key = (state.code, period.code)
            budget = scenario.budget_by_key[key]
            paid = by_kind.get((state.code, position), {})
            accounts[key] = Spending(
                state=state.code,
                period=period.code,
                orders=paid.get("orders", 0),
                shares=paid.get("shares", 0),
                operating=paid.get("operating", 0),
                funding=paid.get("funding", 0),
                fees=paid.get("fees", 0),
                unpaid=unpaid.get(key, 0),
                ceiling=budget.ceiling,
                floor=budget.floor,
                carry_in=carry[position - 1] if position else 0,
                carry_out=carry[position],
            )
    return accounts


def new_money_by_capability(ledger: Ledger) -> Mapping[tuple[str, str], int]:
    """(state, capability) -> kEUR over the horizon, where there is any."""
    money: dict[tuple[str, str], int] = {}
    for charge in ledger.charges:
        key = (charge.state, charge.capability)
        money[key] = money.get(key, 0) + charge.amount
    return dict(sorted(money.items()))


def new_money_by_domain(ledger: Ledger) -> Mapping[tuple[str, str], int]:
    """(state, domain) -> kEUR over the horizon, where there is any."""
    capabilities = ledger.scenario.capability_by_code
    money: dict[tuple[str, str], int] = {}
    for (state, capability), amount in new_money_by_capability(ledger).items():
        key = (state, capabilities[capability].domain)
        money[key] = money.get(key, 0) + amount
    return dict(sorted(money.items()))


def new_money_by_kind(ledger: Ledger) -> Mapping[tuple[str, ChargeKind], int]:
    """(state, kind) -> kEUR over the horizon, where there is any."""
    money: dict[tuple[str, ChargeKind], int] = {}
    for charge in ledger.charges:
        key = (charge.state, charge.kind)
        money[key] = money.get(key, 0) + charge.amount
    return money


def yearly_cost_left(ledger: Ledger) -> Mapping[str, int]:
    """State -> kEUR a year for running what the plan has bought by its end; every state."""
    scenario = ledger.scenario
    left = {state.code: 0 for state in scenario.states}
    for (state, capability), lots in ledger.decisions.own_lots.items():
        left[state] += lots[-1] * ledger.prices.lot_operating(capability, 12)
    for (state, capability), shares in ledger.decisions.shares_of.items():
        left[state] += shares[-1] * ledger.prices.share_operating(capability, 12)
    return left


def least_carry(ledger: Ledger) -> Mapping[tuple[str, str], int]:
    """(state, period) -> least kEUR to carry on so that later periods can pay.

    Nothing leaves the last period. It may exceed what is left or may be carried: then the plan
    cannot be paid for.
    """
    accounts = spending(ledger)
    least: dict[tuple[str, str], int] = {}
    for state in ledger.scenario.states:
        wanted = 0
        for period in reversed(ledger.scenario.periods):
            key = (state.code, period.code)
            least[key] = wanted
            wanted = max(0, accounts[key].spent + wanted - accounts[key].ceiling)
    return dict(sorted(least.items()))


def _new_money_by_kind(ledger: Ledger) -> Mapping[tuple[str, int], Mapping[ChargeKind, int]]:
    money: dict[tuple[str, int], dict[ChargeKind, int]] = {}
    for charge in ledger.charges:
        kinds = money.setdefault((charge.state, charge.period), {})
        kinds[charge.kind] = kinds.get(charge.kind, 0) + charge.amount
    return money


def _unpaid(ledger: Ledger) -> Mapping[tuple[str, str], int]:
    owed: dict[tuple[str, str], int] = {}
    for contract in ledger.scenario.order_book:
        key = (contract.holder, contract.period)
        owed[key] = owed.get(key, 0) + contract.unpaid
    return owed
