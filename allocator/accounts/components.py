"""What there is of each component, by maker and altogether, and what lines take of it."""

from dataclasses import dataclass

from allocator.accounts.decisions import Series, increases, plus
from allocator.accounts.delivery import deciding_periods, first_delivery
from allocator.accounts.ledger import Ledger
from allocator.domain.production_line import Component, ComponentUse
from allocator.domain.supply_chain import SupplyChain


@dataclass(frozen=True, slots=True)
class Parts:
    """A component by period; thousandths of a part."""

    made: Series
    """By all hosts, before expansions."""
    expanded: Series
    """Added by the steps that are available."""
    contracted: Series
    """Taken by deliveries of the order book."""
    new: Series
    """Taken by lots of this plan."""
    in_progress: int
    """Most that can be built into lots begun before, at the start of any period but the first."""

    @property
    def output(self) -> Series:
        """All that is made."""
        return plus(self.made, self.expanded)

    @property
    def slack(self) -> Series:
        """Left unused; below zero where work begun before is delivered."""
        taken = plus(self.contracted, self.new)
        return tuple(made - used for made, used in zip(self.output, taken, strict=True))

    def most(self, first: int, last: int) -> int:
        """Parts there are for the periods from `first` to `last` together."""
        carried = self.in_progress if first else 0
        return sum(self.output[first : last + 1]) + carried

    def asked(self, first: int, last: int) -> int:
        """Parts that deliveries take in these periods.

        Contracts that alone ask more than there is before expansions count as just that.
        """
        unexpanded = self.most(first, last) - sum(self.expanded[first : last + 1])
        booked = min(sum(self.contracted[first : last + 1]), unexpanded)
        return sum(self.new[first : last + 1]) + booked

    @property
    def free(self) -> Series:
        """By period: what one more delivery then could take, whatever periods it is counted in."""
        count = len(self.made)
        return tuple(
            min(
                self.most(first, last) - self.asked(first, last)
                for first in range(period + 1)
                for last in range(period, count)
            )
            for period in range(count)
        )


def maker_output(ledger: Ledger, maker: Component) -> Series:
    """Thousandths of a part by period, before expansions."""
    output = dict(maker.output)
    return tuple(output.get(period.code, 0) for period in ledger.scenario.periods)


def maker_growth(ledger: Ledger, maker: Component) -> Series:
    """Thousandths of a part by period that the steps available by then add."""
    steps = ledger.decisions.component_expansion.get((maker.code, maker.host))
    if steps is None:
        return ledger.decisions.zero
    deciding = deciding_periods(ledger.scenario, maker)
    return tuple(0 if period is None else maker.step * steps[period] for period in deciding)


def parts(ledger: Ledger, chain: SupplyChain) -> Parts:
    """The account of a component."""
    made = growth = contracted = new = ledger.decisions.zero
    for maker in chain.makers:
        made = plus(made, maker_output(ledger, maker))
        growth = plus(growth, maker_growth(ledger, maker))
    for use in chain.uses:
        units = ledger.stock.line_contracts.get(use.line, ledger.decisions.zero)
        contracted = plus(contracted, tuple(use.per_unit * due for due in units))
        new = plus(new, taken(ledger, use))
    carried = sum(in_a_lot(ledger, use) - 1 for use in chain.uses if can_deliver(ledger, use.line))
    return Parts(made, growth, contracted, new, carried)


def taken(ledger: Ledger, use: ComponentUse) -> Series:
    """Thousandths of a part by period that new lots of a line take."""
    lots = ledger.decisions.line_lots.get((use.line,), ledger.decisions.zero)
    return tuple(in_a_lot(ledger, use) * new for new in increases(lots))


def in_a_lot(ledger: Ledger, use: ComponentUse) -> int:
    """Thousandths of a part."""
    capability = ledger.scenario.line_by_code[use.line].capability
    return use.per_unit * ledger.scenario.capability_by_code[capability].lot


def can_deliver(ledger: Ledger, line: str) -> bool:
    """Some state may buy from the line, and what is ordered now arrives within the horizon."""
    soonest = first_delivery(ledger.scenario, line)
    return line in ledger.rights.selling_lines and soonest < len(ledger.scenario.periods)
