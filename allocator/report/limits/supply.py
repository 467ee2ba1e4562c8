"""Why a capability that is short is not bought: lines full or too late, buyers spent or barred."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from allocator.accounts.components import in_a_lot
from allocator.accounts.delivery import first_delivery
from allocator.domain.production_line import ProductionLine
from allocator.domain.quantity import MILLE
from allocator.domain.supply_chain import supply_chains
from allocator.report.limits.limit import Limit
from allocator.report.names import subject
from allocator.report.prose import listing
from allocator.report.view import View


@dataclass(frozen=True)
class Market:
    """The lines of one capability as they stand at the end of one period."""

    view: View
    capability: str
    period: str

    @cached_property
    def lines(self) -> tuple[ProductionLine, ...]:
        """Lines that some state may buy from and that deliver anything at all."""
        selling = self.view.ledger.rights.selling_lines
        return tuple(
            line
            for line in self.view.scenario.lines_of[self.capability]
            if line.code in selling
            and any(self.view.outputs[line.code, period].rate for period in self.view.periods)
        )

    def opening(self, line: ProductionLine) -> int:
        """Position of the first period in which new orders arrive."""
        return first_delivery(self.view.scenario, line.code)

    @cached_property
    def in_time(self) -> tuple[ProductionLine, ...]:
        """Lines whose new orders arrive by the period."""
        now = self.view.scenario.period_index[self.period]
        return tuple(line for line in self.lines if self.opening(line) <= now)

    def capacity(self, line: ProductionLine) -> tuple[int, int]:
        """(asked for, can deliver) since the first possible delivery; thousandths of a unit."""
        now = self.view.scenario.period_index[self.period]
        periods = self.view.periods[self.opening(line) : now + 1]
        accounts = [self.view.outputs[line.code, period] for period in periods]
        return (
            sum(account.contracted + account.new for account in accounts),
            sum(account.rate + account.expanded for account in accounts),
        )

    @cached_property
    def full(self) -> tuple[ProductionLine, ...]:
        """Lines in time without room for one more lot."""
        lot = MILLE * self.view.scenario.capability_by_code[self.capability].lot
        return tuple(
            line for line in self.in_time if self.capacity(line)[1] - self.capacity(line)[0] < lot
        )

    @cached_property
    def starved(self) -> Mapping[str, tuple[ProductionLine, ...]]:
        """Component -> lines in time with room for a lot, but never with the parts for it."""
        found: dict[str, tuple[ProductionLine, ...]] = {}
        if not self.view.policy.holds("components"):
            return found
        now = self.view.scenario.period_index[self.period]
        for chain in supply_chains(self.view.scenario):
            free = self.view.parts[chain.component].free
            lot = {use.line: in_a_lot(self.view.ledger, use) for use in chain.uses}
            lines = tuple(
                line
                for line in self.in_time
                if line.code in lot
                and line not in self.full
                and max(free[self.opening(line) : now + 1]) < lot[line.code]
            )
            if lines:
                found[chain.component] = lines
        return found

    @cached_property
    def spare(self) -> tuple[ProductionLine, ...]:
        """Lines in time with room and parts for a lot."""
        starved = {line for lines in self.starved.values() for line in lines}
        return tuple(line for line in self.in_time if line not in self.full and line not in starved)


def line_limits(market: Market) -> Iterator[Limit]:
    """No line at all, none in time, or lines that are full."""
    if not market.lines:
        yield _no_line(market)
    elif not market.in_time:
        yield _too_late(market)
    elif market.full:
        yield _full_lines(market)


def component_limits(market: Market) -> Iterator[Limit]:
    """Components without which lines that have room deliver no more."""
    view, short = market.view, market.view.short_capability(market.capability)
    now = view.scenario.period_index[market.period]
    for component, lines in market.starved.items():
        account = view.parts[component]
        count = f"{len(lines)} of {len(market.lines)}"
        names = listing(line.code for line in lines)
        yield Limit(
            "component",
            f"{component} for {market.capability}",
            market.period,
            f"Lines for {short} with room but no {component} for one more lot by {market.period}: "
            f"{count} ({names}).",
            used=Fraction(account.asked(0, now), MILLE),
            most=Fraction(account.most(0, now), MILLE),
            unit="parts",
            cell=view.scenario.book.address("components", _first_row(view, component), "output"),
            capability=market.capability,
            brief=f"{count} lines lack component {component}",
        )


def _first_row(view: View, component: str) -> tuple[str, ...]:
    made = [key for (code, _), key in view.maker_rows.items() if code == component]
    return made[0] if made else (component,)


def _no_line(market: Market) -> Limit:
    view, capability = market.view, market.capability
    return Limit(
        "no line",
        capability,
        market.period,
        f"No line that a state may buy from makes {view.short_capability(capability)}.",
        cell=view.scenario.book.address("capabilities", (capability,)),
        capability=capability,
        brief="no line makes it",
    )


def _too_late(market: Market) -> Limit:
    view, capability = market.view, market.capability
    soonest = min(market.opening(line) for line in market.lines)
    when = view.periods[soonest] if soonest < len(view.periods) else f"after {view.last}"
    return Limit(
        "lead time",
        capability,
        market.period,
        f"Nothing ordered now of {view.short_capability(capability)} arrives by {market.period} "
        f"(earliest: {when}).",
        cell=view.scenario.book.address("lines", (market.lines[0].code,), "lead_months"),
        capability=capability,
        brief=f"new orders arrive too late (earliest: {when})",
    )


def _full_lines(market: Market) -> Limit:
    view, capability = market.view, market.capability
    asked, most = (sum(parts) for parts in zip(*map(market.capacity, market.full), strict=True))
    count = f"{len(market.full)} of {len(market.lines)}"
    return Limit(
        "line capacity",
        capability,
        market.period,
        f"Lines for {view.short_capability(capability)} that are full by {market.period}: {count} "
        f"({listing(line.code for line in market.full)}).",
        used=Fraction(asked, MILLE),
        most=Fraction(most, MILLE),
        unit="units",
        cell=view.scenario.book.address("lines", (market.full[0].code,)),
        capability=capability,
        brief=f"{count} lines full",
    )


def buyer_limits(market: Market, spent: frozenset[str]) -> Iterator[Limit]:
    """States that could buy from a line with room but have used up their ceilings or posts."""
    view = market.view
    if not market.spare:
        return
    rights = view.ledger.rights
    buyers = [
        state
        for state in view.states
        if any(rights.permitted(state, line.code) for line in market.spare)
    ]
    stopped = [state for state in buyers if state in spent]
    if stopped:
        count = f"{len(stopped)} of {len(buyers)}"
        yield Limit(
            "buyers",
            market.capability,
            market.period,
            f"Of the states that could still buy {view.short_capability(market.capability)}, "
            f"{count} have used up a ceiling or their posts: {listing(stopped)}.",
            used=Fraction(len(stopped)),
            most=Fraction(len(buyers)),
            unit="states",
            cell=view.scenario.book.address("lines", (market.spare[0].code,)),
            capability=market.capability,
            brief=f"{count} possible buyers at ceilings or posts",
        )


def access_limits(market: Market) -> Iterator[Limit]:
    """States that a line with room may not sell to, with the legal basis."""
    view = market.view
    for line in market.spare:
        for state in view.states:
            row = view.scenario.access_by_key.get((line.code, state))
            if row is not None and not row.permitted:
                yield Limit(
                    "access",
                    f"{state} at {line.code}",
                    market.period,
                    f"{subject(view, state)} may not buy from {line.code}, which has room.",
                    basis=row.legal_basis,
                    cell=view.scenario.book.address("access", (line.code, state)),
                    capability=market.capability,
                    brief="access rows bar some states",
                    states=(state,),
                )
