"""A few figures of each period against which the progress of a plan is held.

Formulas: "Indicators" in docs/model.md.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from allocator.accounts.crews import posts_by_capability
from allocator.accounts.decisions import increases
from allocator.accounts.delivery import Delivery, deliveries
from allocator.accounts.dependence import dependences
from allocator.accounts.ledger import Ledger
from allocator.accounts.shortfall import shortfalls
from allocator.accounts.spending import SUPPLY_CHAIN
from allocator.domain.quantity import MILLE, ceil_div

ALL = ""
"""In place of a domain: the whole plan."""
COMMITTING = frozenset({"funding", "components", "fees"})
"""Charges that are decided in the period in which they fall due."""

Key = tuple[str, str]
"""Domain (or ALL) and period."""


@dataclass(frozen=True, slots=True)
class Indicators:
    """Of a domain, or of the whole plan, in a period."""

    domain: str
    period: str
    european: Fraction
    """Priority-weighted mean part of the requirements that the states meet themselves."""
    missing: Fraction
    """The same of what nobody meets."""
    delivered: int
    """Lots handed over in the period."""
    delivered_money: int
    """kEUR: their prices."""
    ordered: int
    """Lots whose latest month of order lies in the period, or before the first."""
    committed: int
    """kEUR that decisions of the period bind: prices of these lots, steps of growth, fees."""
    due: int
    """kEUR of new money that falls due in the period."""
    posts_needed: int
    """Posts beyond today's force in the period, rounded up."""
    crews: int | None
    """Extra posts filled by the end of the period; None of a domain, which has none of its own."""

    @property
    def outside(self) -> Fraction:
        """Dependence: the part of the requirements that outside support meets."""
        return 1 - self.european - self.missing


def indicators(ledger: Ledger) -> Mapping[Key, Indicators]:
    """By domain and period: all domains, that of the supply chain where it costs anything."""
    shares, bought = _shares(ledger), _bought(ledger)
    due = _charged(ledger)
    committed = Counter(bought["committed"])
    committed.update(_charged(ledger, COMMITTING))
    posts, filled = _posts(ledger), Counter[str]()
    for (_, period), count in ledger.plan.crews.items():
        filled[period] += count
    found = {}
    for domain in _domains(ledger):
        for period in (each.code for each in ledger.scenario.periods):
            key = (domain, period)
            european, missing = shares.get(key, (Fraction(1), Fraction(0)))
            found[key] = Indicators(
                domain=domain,
                period=period,
                european=european,
                missing=missing,
                delivered=bought["delivered"][key],
                delivered_money=bought["delivered_money"][key],
                ordered=bought["ordered"][key],
                committed=committed[key],
                due=due[key],
                posts_needed=ceil_div(posts[key], MILLE),
                crews=None if domain else filled[period],
            )
    return found


def delivery_price(ledger: Ledger, due: Delivery) -> int:
    """kEUR for the new lots of a delivery at the prices of those who pay, rebates left out."""
    if due.buyer not in ledger.scenario.pool_by_code:
        return due.lots * ledger.prices.lot_price(due.buyer, due.line)
    at = ledger.scenario.period_index[due.period]
    return sum(
        increases(series)[at] * ledger.prices.share_price(state, pool, line)
        for (state, pool, line), series in ledger.decisions.pool_shares.items()
        if (pool, line) == (due.buyer, due.line)
    )


def _domains(ledger: Ledger) -> tuple[str, ...]:
    """ALL first, then by code."""
    named = {record.domain for record in ledger.scenario.capabilities}
    growing = any(charge.kind == "components" for charge in ledger.charges)
    return (ALL, *sorted(named | ({SUPPLY_CHAIN} if growing else set())))


def _both(ledger: Ledger, capability: str, period: str) -> Iterator[Key]:
    """The keys to which something of a capability belongs; components have none."""
    records = ledger.scenario.capability_by_code
    yield ALL, period
    yield (records[capability].domain if capability else SUPPLY_CHAIN), period


def _shares(ledger: Ledger) -> Mapping[Key, tuple[Fraction, Fraction]]:
    """(European, missing); no key where nothing is required."""
    weights, european, missing = Counter[Key](), dict[Key, Fraction](), dict[Key, Fraction]()
    short = shortfalls(ledger)
    for (capability, period), account in dependences(ledger).items():
        if account.required:
            priority = ledger.scenario.capability_by_code[capability].priority
            part = short[capability, period].part
            for key in _both(ledger, capability, period):
                weights[key] += priority
                european[key] = european.get(key, Fraction(0)) + priority * account.european_share
                missing[key] = missing.get(key, Fraction(0)) + priority * part
    return {key: (european[key] / weight, missing[key] / weight) for key, weight in weights.items()}


def _bought(ledger: Ledger) -> Mapping[str, Counter[Key]]:
    """Lots and money by the period of delivery and by that of the order."""
    names = ("delivered", "delivered_money", "ordered", "committed")
    found: dict[str, Counter[Key]] = {name: Counter() for name in names}
    for due in deliveries(ledger):
        price = delivery_price(ledger, due)
        for key in _both(ledger, due.capability, due.period):
            found["delivered"][key] += due.lots
            found["delivered_money"][key] += price
        for key in _both(ledger, due.capability, ordered_in(ledger, due)):
            found["ordered"][key] += due.lots
            found["committed"][key] += price
    return found


def ordered_in(ledger: Ledger, due: Delivery) -> str:
    """The period in which the latest month of the order lies; the first, if it lies before."""
    begun = [each.code for each in ledger.scenario.periods if each.start <= due.order_by]
    return begun[-1] if begun else ledger.scenario.periods[0].code


def _charged(ledger: Ledger, kinds: frozenset[str] | None = None) -> Counter[Key]:
    """New money of all kinds, or of some, by the period in which it falls due."""
    found: Counter[Key] = Counter()
    for charge in ledger.charges:
        if kinds is None or charge.kind in kinds:
            period = ledger.scenario.periods[charge.period].code
            for key in _both(ledger, charge.capability, period):
                found[key] += charge.amount
    return found


def _posts(ledger: Ledger) -> Counter[Key]:
    """Thousandths of posts that are needed."""
    found: Counter[Key] = Counter()
    for (_, capability), series in posts_by_capability(ledger).items():
        for period, parts in zip(ledger.scenario.periods, series, strict=True):
            for key in _both(ledger, capability, period.code):
                found[key] += parts
    return found
