"""Components: what lines share is made somewhere, and its growth is decided in time and paid."""

from collections.abc import Iterator

from allocator.accounts.components import parts
from allocator.accounts.ledger import Ledger
from allocator.domain.production_line import Component
from allocator.domain.quantity import decimal
from allocator.domain.supply_chain import SupplyChain, supply_chains
from allocator.domain.violation import Violation
from allocator.verify.growth import Growth, growth_violations


def components(ledger: Ledger) -> list[Violation]:
    """For all a <= b: parts of new units and contracts due in a..b <= made in a..b + in progress.

    In progress at the start of a > 0 is less than one lot of each line that can deliver. Besides:
    steps never undone, none too late to matter, each paid in full by states that may.
    """
    found: list[Violation] = []
    for chain in supply_chains(ledger.scenario):
        found += _windows(ledger, chain)
        for maker in chain.makers:
            found += _growth(ledger, maker)
    return [*found, *_payers(ledger)]


def _windows(ledger: Ledger, chain: SupplyChain) -> Iterator[Violation]:
    """New parts in a..b + contracts <= output in a..b + what may be in progress, thousandths.

    Contracts that ask more than there is before expansions count as just that.
    """
    account = parts(ledger, chain)
    if not any(account.new):
        return
    for first in ledger.periods:
        for last in ledger.periods[first:]:
            asked, most = account.asked(first, last), account.most(first, last)
            if asked > most:
                periods = ledger.scenario.periods
                yield Violation(
                    family="components",
                    subject=(chain.component, periods[first].code, periods[last].code),
                    message=(
                        f"lines take {decimal(asked)} parts, contracts included, but "
                        f"{decimal(most)} are made with expansions and work in progress"
                    ),
                )


def _growth(ledger: Ledger, maker: Component) -> list[Violation]:
    """Steps in time, never undone, and each of them paid in full."""
    decisions, codes = ledger.decisions, (maker.code, maker.host)
    funding = {
        state: tenths
        for (state, *made), tenths in decisions.component_funding.items()
        if tuple(made) == codes
    }
    steps = decisions.component_expansion.get(codes, decisions.zero)
    return growth_violations(ledger, Growth("components", codes, maker, steps, funding))


def _payers(ledger: Ledger) -> Iterator[Violation]:
    """Only the host and customers of lines that take the component pay for its growth."""
    for (state, component, host), tenths in ledger.decisions.component_funding.items():
        if any(tenths) and not ledger.rights.may_fund_component(state, component, host):
            yield Violation(
                family="components",
                subject=(state, component, host),
                message=(
                    f"pays {max(tenths)} tenths of expansion steps but may not: only the host and "
                    "customers of lines that need the component may, if its output can grow"
                ),
            )
