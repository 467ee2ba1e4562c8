"""Money that states put into lines, and the work those payments place in states."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from allocator.accounts.ledger import Ledger
from allocator.domain.quantity import WHOLE, ceil_div


@dataclass(frozen=True, slots=True)
class Footprint:
    """Money in, work placed and the return between them, of a state over the horizon."""

    state: str
    money: int
    """kEUR paid for lots, shares and steps, of components too."""
    work_parts: int
    """Work placed in the state in ten-thousandths of a kEUR, so that nothing is rounded."""
    return_rate: int
    """Basis points of the money that must come back as work."""
    exempt: bool
    """No line that anybody may buy from has work for the state."""

    @property
    def work(self) -> Fraction:
        """kEUR of work placed in the state."""
        return Fraction(self.work_parts, WHOLE)

    @property
    def required(self) -> Fraction:
        """kEUR of work that must come back; 0 for an exempt state."""
        return Fraction(0 if self.exempt else self.return_rate * self.money, WHOLE)

    @property
    def missing(self) -> int:
        """kEUR of return that is missing, rounded up."""
        if self.exempt:
            return 0
        return max(0, ceil_div(self.return_rate * self.money - self.work_parts, WHOLE))


def footprints(ledger: Ledger) -> Mapping[str, Footprint]:
    """By state; every state is there."""
    money = money_into_lines(ledger)
    parts = money_into_components(ledger)
    work = _work(ledger)
    with_work = states_with_work(ledger)
    return {
        state.code: Footprint(
            state=state.code,
            money=sum(money.get(state.code, {}).values()) + sum(parts.get(state.code, {}).values()),
            work_parts=work.get(state.code, 0),
            return_rate=ledger.scenario.policy.return_rate,
            exempt=state.code not in with_work,
        )
        for state in ledger.scenario.states
    }


def money_into_lines(ledger: Ledger) -> Mapping[str, Mapping[str, int]]:
    """State -> line -> kEUR for lots, shares and steps over the horizon, where there is any."""
    money: dict[str, dict[str, int]] = {}
    for charge in ledger.charges:
        if charge.to_line:
            lines = money.setdefault(charge.state, {})
            lines[charge.line] = lines.get(charge.line, 0) + charge.amount
    return money


def money_into_components(ledger: Ledger) -> Mapping[str, Mapping[str, int]]:
    """State -> host -> kEUR for steps of makers of components there, where there is any."""
    money: dict[str, dict[str, int]] = {}
    for charge in ledger.charges:
        if charge.kind == "components":
            hosts = money.setdefault(charge.state, {})
            hosts[charge.host] = hosts.get(charge.host, 0) + charge.amount
    return money


def states_with_work(ledger: Ledger) -> frozenset[str]:
    """States with a work share in a line that some state is permitted to buy from."""
    shares = ledger.scenario.work_share_by_line
    return frozenset(
        state
        for line in ledger.rights.selling_lines
        for state, share in shares[line].items()
        if share
    )


def missing_return(ledger: Ledger) -> int:
    """kEUR of return that is missing, all states together; 0 unless the rule holds, elastic."""
    policy = ledger.scenario.policy
    if policy.return_rule == "hard" or not policy.holds("footprint"):
        return 0
    return sum(footprint.missing for footprint in footprints(ledger).values())


def _work(ledger: Ledger) -> Mapping[str, int]:
    income: dict[str, int] = {}
    for lines in money_into_lines(ledger).values():
        for line, amount in lines.items():
            income[line] = income.get(line, 0) + amount
    work: dict[str, int] = {}
    for line, amount in income.items():
        for state, share in ledger.scenario.work_share_by_line[line].items():
            work[state] = work.get(state, 0) + share * amount
    for hosts in money_into_components(ledger).values():
        for host, amount in hosts.items():
            work[host] = work.get(host, 0) + WHOLE * amount
    return work
