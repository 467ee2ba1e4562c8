"""Components that contracts use up, and what their output leaves for new lots."""

from collections.abc import Iterator

from allocator.accounts.components import Parts, parts
from allocator.accounts.decisions import Series
from allocator.accounts.delivery import deciding_periods, first_delivery
from allocator.accounts.ledger import Ledger
from allocator.domain.problem import Finding
from allocator.domain.production_line import ProductionLine
from allocator.domain.quantity import MILLE, decimal
from allocator.domain.supply_chain import SupplyChain, supply_chains


def component_findings(ledger: Ledger) -> list[Finding]:
    """Components of which contracts alone take more than is made up to some period."""
    return [
        finding
        for chain in supply_chains(ledger.scenario)
        for finding in _overbooked(ledger, chain)
    ]


def _overbooked(ledger: Ledger, chain: SupplyChain) -> Iterator[Finding]:
    account = parts(ledger, chain)
    for last, period in enumerate(ledger.scenario.periods):
        taken, made = sum(account.contracted[: last + 1]), sum(account.made[: last + 1])
        if taken > made and chain.makers:
            key = (chain.component, chain.makers[0].host, period.code)
            yield Finding(
                check="components",
                address=ledger.scenario.book.address("components", key, "output"),
                message=(
                    f"contracts take {_count(taken)} parts of {chain.component} by {period.code}, "
                    f"{_count(made)} are made: before expansions nothing is left for new lots"
                ),
                remedy="correct the output, the parts for a unit or the order book",
            )
            return


def most_units(ledger: Ledger, line: ProductionLine) -> Series | None:
    """Thousandths of a unit that the parts for them allow, cumulative by period.

    Every maker grows by all its steps at once, and no other line takes any new part. None where
    the line needs no component, or in a what-if without components.
    """
    least: Series | None = None
    if not ledger.scenario.policy.holds("components"):
        return least
    for chain in supply_chains(ledger.scenario):
        for use in chain.uses:
            if use.line == line.code:
                free = _free(ledger, parts(ledger, chain), _grown(ledger, chain), line)
                units = tuple(MILLE * left // use.per_unit for left in free)
                least = units if least is None else tuple(map(min, least, units))
    return least


def _grown(ledger: Ledger, chain: SupplyChain) -> Series:
    """Parts a period with every step of every maker."""
    grown = [0] * len(ledger.scenario.periods)
    for maker in chain.makers:
        for position, decided in enumerate(deciding_periods(ledger.scenario, maker)):
            if decided is not None:
                grown[position] += maker.step * maker.max_steps
    return tuple(grown)


def _free(ledger: Ledger, account: Parts, grown: Series, line: ProductionLine) -> Series:
    """Parts for new lots up to each period, none of which come before the first delivery."""
    soonest = min(first_delivery(ledger.scenario, line.code), len(grown) - 1)
    return tuple(
        min(
            account.most(first, last) - account.asked(first, last) + sum(grown[first : last + 1])
            for first in range(min(soonest, last) + 1)
        )
        for last in ledger.periods
    )


def _count(thousandths: int) -> str:
    """A whole number of parts without decimals."""
    return decimal(thousandths).removesuffix(".000")
