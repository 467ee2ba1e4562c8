"""What the reader of an extract may be able to turn from lots into money, and the other way."""

from dataclasses import dataclass

from allocator.accounts.charges import Charge
from allocator.report.release.extract import Extract
from allocator.report.release.stated_supply import own_lines


@dataclass(frozen=True, slots=True)
class Known:
    """Payments of others whose prices the reader may know: they hide nothing in a sum of money."""

    lines: frozenset[str]
    """It buys from them, pays for them, hosts them or has work in them."""
    pools: frozenset[str]
    """It is in them."""
    makers: frozenset[tuple[str, str]]
    """(component, host) that it pays for or hosts."""
    running: frozenset[str]
    """Capabilities whose running cost it knows, because it pays it."""
    told_lines: frozenset[str]
    told_pools: frozenset[str]
    """With stated totals: what their lots cost to run is then known where that cost is."""

    def covers(self, charge: Charge) -> bool:
        """Whether a payment is at such a price."""
        if charge.line in self.lines or charge.pool in self.pools:
            return True
        if charge.kind == "operating" and charge.capability in self.running:
            return charge.pool in self.told_pools if charge.pool else charge.line in self.told_lines
        return (charge.component, charge.host) in self.makers


def known(extract: Extract, told_lines: frozenset[str], told_pools: frozenset[str]) -> Known:
    """What the reader knows by itself, and the totals that it is told."""
    view, state = extract.view, extract.state
    decisions, scenario = view.ledger.decisions, view.scenario
    work = {line for line, shares in scenario.work_share_by_line.items() if shares.get(state)}
    hosted = {line.code for line in scenario.lines if line.host == state}
    funded = {line for payer, line in decisions.funding if payer == state}
    return Known(
        frozenset(own_lines(extract) | work | hosted | funded),
        frozenset(pool for member, pool in view.plan.join if member == state),
        frozenset(
            {(code, host) for payer, code, host in decisions.component_funding if payer == state}
            | {(made.code, made.host) for made in scenario.components if made.host == state}
        ),
        frozenset(
            charge.capability for charge in extract.own.charges if charge.kind == "operating"
        ),
        told_lines,
        told_pools,
    )
