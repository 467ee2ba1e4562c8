"""What states borrow from funds, and the payments that funds may lend for."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate

from allocator.accounts.charges import Charge
from allocator.accounts.decisions import Series
from allocator.accounts.ledger import Ledger
from allocator.domain.fund import Fund
from allocator.domain.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Loan:
    """What a state draws from a fund in a period; kEUR."""

    state: str
    fund: str
    period: str
    drawn: int
    so_far: int
    """Drawn by the end of the period."""
    payments: int
    """Instalments of lots and shares due in the period that the fund may lend for."""
    joint: int
    """Of these, what is bought jointly."""
    amount: int
    """Most that may be drawn over the horizon."""

    @property
    def left(self) -> int:
        """What may still be drawn after the period."""
        return self.amount - self.so_far


def loans(ledger: Ledger) -> Mapping[tuple[str, str, str], Loan]:
    """By state, fund and period, for every fund that lends to a state or that it draws from."""
    accounts: dict[tuple[str, str, str], Loan] = {}
    limits = amounts(ledger.scenario)
    for state, fund in sorted({*limits, *ledger.decisions.loan}):
        drawn = ledger.decisions.loan.get((state, fund), ledger.decisions.zero)
        payments = payments_for(ledger, state, {fund})
        joint = joint_payments(ledger, state, fund)
        for position, so_far in enumerate(accumulate(drawn)):
            period = ledger.scenario.periods[position].code
            accounts[state, fund, period] = Loan(
                state=state,
                fund=fund,
                period=period,
                drawn=drawn[position],
                so_far=so_far,
                payments=payments[position],
                joint=joint[position],
                amount=limits.get((state, fund), 0),
            )
    return accounts


def amounts(scenario: Scenario) -> Mapping[tuple[str, str], int]:
    """(state, fund) -> kEUR that may be drawn over the horizon, where the fund lends to it."""
    return {
        (limit.state, limit.fund): limit.amount
        for limit in scenario.fund_limits
        if limit.state in scenario.fund_by_code[limit.fund].states
    }


def eligible_lines(scenario: Scenario, fund: Fund) -> frozenset[str]:
    """Lines whose product is made and designed inside as far as the fund asks."""
    return frozenset(
        line.code
        for line in scenario.lines
        if line.inside_share >= fund.min_inside_share
        and (line.design_authority_inside or not fund.needs_design_authority)
    )


def payments_for(ledger: Ledger, state: str, funds: Collection[str]) -> Series:
    """Instalments of the state for lots and shares of lines eligible for one of the funds."""
    scenario = ledger.scenario
    lines = frozenset[str]().union(
        *(eligible_lines(scenario, scenario.fund_by_code[fund]) for fund in funds)
    )
    return _by_period(ledger, (part for part in _bought(ledger, state) if part.line in lines))


def joint_payments(ledger: Ledger, state: str, fund: str) -> Series:
    """Of what a fund may lend for: shares, and lots of lines that two of its states buy from."""
    record = ledger.scenario.fund_by_code[fund]
    lines = eligible_lines(ledger.scenario, record)
    jointly = {line for line in lines if len(buyers(ledger, line) & set(record.states)) > 1}
    return _by_period(
        ledger,
        (
            part
            for part in _bought(ledger, state)
            if part.line in (lines if part.kind == "shares" else jointly)
        ),
    )


def buyers(ledger: Ledger, line: str) -> frozenset[str]:
    """States with lots or shares of the line by the end of the horizon."""
    orders, shares = ledger.decisions.delivered, ledger.decisions.pool_shares
    alone = {state for (state, code), lots in orders.items() if code == line and lots[-1]}
    pooled = {state for (state, _, code), held in shares.items() if code == line and held[-1]}
    return frozenset(alone | pooled)


def _bought(ledger: Ledger, state: str) -> Iterator[Charge]:
    """Instalments of lots and shares."""
    return (
        charge
        for charge in ledger.charges
        if charge.state == state and charge.kind in {"orders", "shares"}
    )


def _by_period(ledger: Ledger, charges: Iterable[Charge]) -> Series:
    due = list(ledger.decisions.zero)
    for charge in charges:
        due[charge.period] += charge.amount
    return tuple(due)
