"""How much of each requirement rests on outside support, and how European the force is."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from allocator.accounts.ledger import Ledger
from allocator.accounts.shortfall import shortfalls
from allocator.domain.quantity import floor_share
from allocator.domain.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Dependence:
    """Outside support for a capability in a period beside its cap; units."""

    capability: str
    period: str
    required: int
    european: int
    """Contributions and pool lots."""
    counted: int
    """Units that count, European or not."""
    support: int
    offered: int
    cap: int | None
    """Most support allowed; None before the deadline."""

    @property
    def outside_share(self) -> Fraction:
        """Support over the requirement; 0 where nothing is required."""
        return Fraction(self.support, self.required) if self.required else Fraction(0)

    @property
    def european_share(self) -> Fraction:
        """European units that can count over the requirement; 1 where nothing is required."""
        if not self.required:
            return Fraction(1)
        return Fraction(min(self.european, self.counted, self.required), self.required)

    @property
    def within_cap(self) -> bool:
        """Whether the support is at or under the cap, where there is one."""
        return self.cap is None or self.support <= self.cap


def dependences(ledger: Ledger) -> Mapping[tuple[str, str], Dependence]:
    """By capability and period, every pair."""
    scenario = ledger.scenario
    deadline = scenario.period_index[scenario.policy.deadline_period]
    return {
        key: Dependence(
            capability=account.capability,
            period=account.period,
            required=account.required,
            european=account.european,
            counted=account.counted,
            support=account.support,
            offered=scenario.offered.get(key, 0),
            cap=(
                dependence_cap(scenario, account.capability, account.period)
                if scenario.period_index[account.period] >= deadline
                else None
            ),
        )
        for key, account in shortfalls(ledger).items()
    }


def dependence_cap(scenario: Scenario, capability: str, period: str) -> int:
    """Most units of support from the deadline on: the capability's part, else the policy's."""
    share = scenario.capability_by_code[capability].dependence_cap
    return floor_share(
        scenario.policy.dependence_cap if share is None else share,
        scenario.required[capability, period],
    )


def european_share(ledger: Ledger, period: str | None = None) -> Fraction:
    """Priority-weighted mean part of the requirements that the states meet themselves.

    At the deadline, or in a period. Capabilities of which nothing is required are left out; 1 when
    nothing at all is required.
    """
    when = ledger.scenario.policy.deadline_period if period is None else period
    weight = 0
    met = Fraction(0)
    for account in dependences(ledger).values():
        if account.period == when and account.required:
            priority = ledger.scenario.capability_by_code[account.capability].priority
            weight += priority
            met += priority * account.european_share
    return met / weight if weight else Fraction(1)
