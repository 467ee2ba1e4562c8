"""What is counted of each state: its own contribution and its shares in pools."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from allocator.accounts.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted of a state for a capability in a period."""

    state: str
    capability: str
    period: str
    contribution: int
    """Units."""
    shares_today: int
    shares_bought: int
    """By this plan, by the end of the period."""
    pooled: Fraction
    """Units of pools that its shares stand for."""

    @property
    def units(self) -> Fraction:
        """Contribution and pooled units."""
        return self.contribution + self.pooled


def counted(ledger: Ledger) -> Mapping[tuple[str, str, str], Counted]:
    """By state, capability and period, where anything is counted."""
    scenario, decisions = ledger.scenario, ledger.decisions
    today = {key: shares for key, shares in ledger.stock.shares_today.items() if shares}
    accounts: dict[tuple[str, str, str], Counted] = {}
    for state, capability in sorted({*decisions.contribution, *decisions.shares_of, *today}):
        key = (state, capability)
        record = scenario.capability_by_code[capability]
        contribution = decisions.contribution.get(key, decisions.zero)
        bought = decisions.shares_of.get(key, decisions.zero)
        held = today.get(key, 0)
        for position, period in enumerate(scenario.periods):
            shares = held + bought[position]
            if contribution[position] or shares:
                accounts[state, capability, period.code] = Counted(
                    state=state,
                    capability=capability,
                    period=period.code,
                    contribution=contribution[position],
                    shares_today=held,
                    shares_bought=bought[position],
                    pooled=Fraction(record.lot * shares, record.shares_per_lot),
                )
    return accounts
