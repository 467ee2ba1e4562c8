"""The least change of a figure that can make a difference: one lot, one unit, one period.

A limit that is loosened by less than anything costs or takes would be worth nothing by the way it
is counted. So money is changed by the price of the cheapest lot or share that the state may buy of
what is short, a rate by a lot, posts by those of a unit, a share by what lets one more unit count,
months by as many as bring a delivery into the period before.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from allocator.domain.production_line import Access, ComponentUse
from allocator.domain.quantity import MILLE, WHOLE, ceil_div
from allocator.domain.rule import Rule
from allocator.explain.marginal.reached import Reached
from allocator.explain.stipulations.stipulation import Stipulation
from allocator.report.view import View

SHARES_OF_MONEY = frozenset({"burden ceiling", "burden floor", "small state burden ceiling"})
"""Basis points of the key's money."""


@dataclass(frozen=True)
class Units:
    """Useful units of the stipulations of a scenario, given the plan."""

    view: View

    def next_to(self, one: Reached) -> tuple[int | None, int | None]:
        """The figures one useful unit looser and one tighter; None where there is none."""
        stipulation = one.stipulation
        match stipulation.measure:
            case "yes":
                return (1 - stipulation.own, None)
            case "months":
                return (self._sooner(stipulation), None)
            case "share" if stipulation.kind not in SHARES_OF_MONEY:
                return self._by_share(one)
        step = max(1, self._step(one))
        up, down = stipulation.own + step, stipulation.own - step
        looser, tighter = (down, up) if stipulation.loosens == "down" else (up, down)
        return (_figure(looser), _figure(tighter))

    def _step(self, one: Reached) -> int:
        match one.stipulation.measure:
            case "money":
                return self._cheapest(one)
            case "rate":
                return self._lot(one)
            case "posts":
                return self._posts
            case "share":
                return self._points(one)
            case _:
                return 1

    @cached_property
    def _short(self) -> frozenset[str]:
        """Capabilities that are short, all of them where none is."""
        short = frozenset(capability for capability, _ in self.view.short)
        return short or frozenset(self.view.scenario.capability_by_code)

    def _states(self, one: Reached) -> Iterable[str]:
        known = self.view.scenario.state_by_code
        record = one.stipulation.record
        named = record.states if isinstance(record, Rule) else one.stipulation.key
        return [code for code in named if code in known] or one.states or tuple(known)

    def _cheapest(self, one: Reached) -> int:
        """The price of the cheapest lot or share of what is short that its states may buy."""
        return min(
            chain.from_iterable(self._prices(state) for state in self._states(one)), default=1
        )

    def _prices(self, state: str) -> Iterable[int]:
        scenario, prices = self.view.scenario, self.view.ledger.prices
        rights = self.view.ledger.rights
        for line in scenario.lines:
            if line.capability in self._short and rights.permitted(state, line.code):
                if not rights.too_large(state, line.code):
                    yield prices.lot_price(state, line.code)
                for pool in scenario.pools_of[line.capability]:
                    if rights.may_share(state, pool.code, line.code):
                        yield prices.share_price(state, pool.code, line.code)

    def _points(self, one: Reached) -> int:
        """Basis points of the key that are worth the cheapest purchase."""
        keys = [self.view.burdens[state].key_money for state in self._states(one)]
        return ceil_div(WHOLE * self._cheapest(one), max(1, *keys))

    def _lot(self, one: Reached) -> int:
        """Thousandths: a lot of a line or rule on a line, a unit, or the parts of a lot."""
        scenario, record = self.view.scenario, one.stipulation.record
        if one.stipulation.kind == "component output":
            component = one.stipulation.key[0]
            uses = [use for use in scenario.component_use if use.component == component]
            return min((self._parts(use) for use in uses if use.per_unit), default=MILLE)
        if isinstance(record, Rule) and record.line is None:
            return MILLE
        lines = [code for code in self._lines(one.stipulation) if code in scenario.line_by_code]
        return MILLE * min((self._lot_of(code) for code in lines), default=1)

    def _lines(self, one: Stipulation) -> Iterable[str]:
        record = one.record
        return [record.line] if isinstance(record, Rule) and record.line else one.key

    def _lot_of(self, line: str) -> int:
        scenario = self.view.scenario
        return scenario.capability_by_code[scenario.line_by_code[line].capability].lot

    def _parts(self, use: ComponentUse) -> int:
        return use.per_unit * self._lot_of(use.line)

    @cached_property
    def _posts(self) -> int:
        """Of one unit of what is short and takes the fewest."""
        posts = [self.view.scenario.capability_by_code[code].posts for code in self._short]
        return min((count for count in posts if count), default=1)

    def _by_share(self, one: Reached) -> tuple[int | None, int | None]:
        """The next shares at which one unit more, and one less, is within a part of what is
        required; a hundredth of all where nothing is required of anything it keeps short."""
        own = one.stipulation.own
        required = [
            units
            for key, units in self.view.scenario.required.items()
            if units and key[0] in one.capabilities and key in self.view.short
        ]
        more = [ceil_div((own * units // WHOLE + 1) * WHOLE, units) for units in required]
        less = [ceil_div((own * units // WHOLE) * WHOLE, units) - 1 for units in required]
        up = min(more, default=own + WHOLE // 100)
        found = _figure(up) if up <= WHOLE else None, _figure(max(less, default=own - WHOLE // 100))
        return found if one.stipulation.loosens == "up" else (found[1], found[0])

    def _sooner(self, one: Stipulation) -> int | None:
        """The most months with which a delivery, or what a step adds, comes a period earlier."""
        record, starts = one.record, [period.start for period in self.view.scenario.periods]
        if one.kind == "pool start":
            return one.own - 1
        if one.kind == "expansion time":
            spans = {later - earlier for earlier in starts for later in starts}
            return max((span for span in spans if 0 <= span < one.own), default=None)
        lead = 0
        if isinstance(record, Access):
            lead = self.view.scenario.line_by_code[record.line].lead_months
        spans = {start - starts[0] for start in starts}
        sooner = max((span for span in spans if span < lead + one.own), default=None)
        return None if sooner is None else _figure(sooner - lead)


def _figure(value: int) -> int | None:
    """No figure of a workbook is below nought."""
    return value if value >= 0 else None
