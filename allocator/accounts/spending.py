"""What states pay, by kind, period, capability and domain, and what is left of their ceilings."""

from collections.abc import Mapping
from dataclasses import dataclass

from allocator.accounts.charges import ChargeKind
from allocator.accounts.ledger import Ledger

SUPPLY_CHAIN = "supply chain"
"""Stands among the domains for what components cost."""


@dataclass(frozen=True, slots=True)
class Spending:
    """Money of a state in a period; kEUR."""

    state: str
    period: str
    orders: int
    shares: int
    rebates: int
    """What price bands give back, in the last period alone; never above 0."""
    operating: int
    funding: int
    components: int
    """Growth of makers of components."""
    fees: int
    readiness: int
    """Of what is contributed beyond today's force."""
    unpaid: int
    """What contracts of the order book still ask for; in the budget, not in the burden."""
    ceiling: int
    floor: int
    carry_in: int
    carry_out: int
    loans: int
    """Drawn from funds; part of what is spent, but not out of the ceiling."""

    @property
    def to_industry(self) -> int:
        """What lines and makers of components receive."""
        return self.orders + self.shares + self.rebates + self.funding + self.components

    @property
    def new_money(self) -> int:
        """What this plan makes the state pay."""
        return self.to_industry + self.operating + self.fees + self.readiness

    @property
    def spent(self) -> int:
        """New money and what contracts still ask for."""
        return self.new_money + self.unpaid

    @property
    def room(self) -> int:
        """Left of the ceiling; below zero it is broken."""
        return self.ceiling + self.carry_in - self.carry_out - self.own

    @property
    def own(self) -> int:
        """What is spent and no loan pays for."""
        return self.spent - self.loans


def spending(ledger: Ledger) -> Mapping[tuple[str, str], Spending]:
    """By state and period, every pair."""
    scenario = ledger.scenario
    by_kind = _new_money_by_kind(ledger)
    unpaid, loans = _unpaid(ledger), _loans(ledger)
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
                rebates=paid.get("rebates", 0),
                operating=paid.get("operating", 0),
                funding=paid.get("funding", 0),
                components=paid.get("components", 0),
                fees=paid.get("fees", 0),
                readiness=paid.get("readiness", 0),
                unpaid=unpaid.get(key, 0),
                ceiling=budget.ceiling,
                floor=budget.floor,
                carry_in=carry[position - 1] if position else 0,
                carry_out=carry[position],
                loans=loans.get(key, 0),
            )
    return accounts


def new_money_by_capability(ledger: Ledger) -> Mapping[tuple[str, str], int]:
    """(state, capability) -> kEUR over the horizon, where there is any.

    What components cost belongs to no capability: it stands under an empty code.
    """
    money: dict[tuple[str, str], int] = {}
    for charge in ledger.charges:
        key = (charge.state, charge.capability)
        money[key] = money.get(key, 0) + charge.amount
    return dict(sorted(money.items()))


def new_money_by_domain(ledger: Ledger) -> Mapping[tuple[str, str], int]:
    """(state, domain) -> kEUR over the horizon, where there is any; components are a domain."""
    capabilities = ledger.scenario.capability_by_code
    money: dict[tuple[str, str], int] = {}
    for (state, capability), amount in new_money_by_capability(ledger).items():
        domain = capabilities[capability].domain if capability else SUPPLY_CHAIN
        key = (state, domain)
        money[key] = money.get(key, 0) + amount
    return dict(sorted(money.items()))


def yearly_cost_left(ledger: Ledger) -> Mapping[str, int]:
    """State -> kEUR a year for running what the plan has bought by its end; every state.

    What is given beyond today's force then goes on costing its readiness.
    """
    scenario = ledger.scenario
    left = {state.code: 0 for state in scenario.states}
    for (state, capability), lots in ledger.decisions.own_lots.items():
        left[state] += lots[-1] * ledger.prices.lot_operating(capability, 12)
    for (state, capability), shares in ledger.decisions.shares_of.items():
        left[state] += shares[-1] * ledger.prices.share_operating(capability, 12)
    for (state, capability), units in ledger.decisions.contribution.items():
        beyond = max(0, units[-1] - ledger.stock.today.get((state, capability), 0))
        left[state] += beyond * ledger.prices.readiness(capability, 12)
    return left


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


def _loans(ledger: Ledger) -> Mapping[tuple[str, str], int]:
    drawn: dict[tuple[str, str], int] = {}
    for (state, _, period), amount in ledger.plan.loan.items():
        drawn[state, period] = drawn.get((state, period), 0) + amount
    return drawn
