"""Components that contracts use up."""

from collections.abc import Iterator

from allocator.accounts.components import parts
from allocator.accounts.ledger import Ledger
from allocator.domain.problem import Finding
from allocator.domain.quantity import decimal
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


def _count(thousandths: int) -> str:
    """A whole number of parts without decimals."""
    return decimal(thousandths).removesuffix(".000")
