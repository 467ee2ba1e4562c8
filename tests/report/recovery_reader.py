"""Who attacks an extract: a state with its own figures, and what it may know of others."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from allocator.accounts.charges import Charge
from allocator.accounts.decisions import increases
from allocator.accounts.delivery import first_delivery
from allocator.accounts.price_bands import volumes
from allocator.report.release.extract import WITHHELD
from allocator.report.view import View
from allocator.tables.column import Plain
from allocator.tables.table import Table
from tests.report.recovery import Codes


def is_told(value: Plain) -> bool:
    return value is not None and value != WITHHELD


@dataclass(frozen=True)
class Reader:
    """The state that an extract is for, its sheets, and the plan they were made from.

    The plan gives true values alone: of what is withheld, and of what the reader knows besides.
    """

    view: View
    state: str
    tables: Mapping[str, Table]
    informed: bool = True
    """Whether it knows which states stand behind each figure, and that each has at least one unit
    there; else any state might, as one more that has none stands for."""
    knowing: bool = False
    """Whether it knows all prices and not only its own."""

    @cached_property
    def lines(self) -> frozenset[str]:
        """Whose prices it knows: it buys there, pays for them, hosts them or works for them."""
        decisions, scenario = self.view.ledger.decisions, self.view.scenario
        paid = (decisions.delivered, decisions.pool_shares, decisions.funding)
        own = {codes[-1] for each in paid for codes in each if codes[0] == self.state}
        hosted = {line.code for line in scenario.lines if line.host == self.state}
        return frozenset(own | hosted | self.worked)

    @cached_property
    def pools(self) -> frozenset[str]:
        """It is in."""
        return frozenset(pool for state, pool in self.view.plan.join if state == self.state)

    @cached_property
    def makers(self) -> frozenset[Codes]:
        """Of components that it pays for or hosts."""
        paid = self.view.ledger.decisions.component_funding
        hosted = {
            (made.code, made.host)
            for made in self.view.scenario.components
            if made.host == self.state
        }
        return frozenset({codes[1:] for codes in paid if codes[0] == self.state} | hosted)

    @cached_property
    def running(self) -> frozenset[str]:
        """Capabilities whose running cost it knows from its own."""
        return frozenset(
            charge.capability
            for charge in self.view.ledger.charges
            if charge.kind == "operating" and charge.state == self.state
        )

    @cached_property
    def savings(self) -> Mapping[str, int]:
        """kEUR that price bands save on a unit, by line."""
        ledger = self.view.ledger
        bands = volumes(ledger.scenario, ledger.decisions)
        return {line: volume.saving for line, volume in bands.items()}

    def priced(self, line: str, pool: str = "") -> bool:
        """Whether it knows what is paid there."""
        return self.knowing or line in self.lines or pool in self.pools

    def knows(self, charge: Charge) -> bool:
        """Whether it could say what quantity a payment stands for."""
        if charge.kind == "operating" and charge.capability in self.running:
            return True
        if charge.component:
            return self.knowing or (charge.component, charge.host) in self.makers
        priced = self.priced(charge.line, charge.pool)
        return priced if charge.kind != "fees" else charge.pool in self.pools

    @cached_property
    def quantities(self) -> tuple[tuple[Codes, int], ...]:
        """(kind, state, codes, position) of what other states give and newly buy, and how much."""
        decided = tuple(self._decided())
        if self.informed:
            return decided
        busy = {name[-2] for name, _ in decided if name[0] in ("lots", "shares")}
        idle = self.worked - busy
        nobody = (found for found in self._nobody() if found[0][-2] not in idle)
        return (*decided, *nobody)

    @cached_property
    def worked(self) -> frozenset[str]:
        """Lines that its industry has work in, and so knows whether anybody orders there."""
        shares = self.view.scenario.work_share_by_line
        return frozenset(line for line, of in shares.items() if of.get(self.state))

    @cached_property
    def by_code(self) -> Mapping[Codes, list[Codes]]:
        """Names of these by kind and first code: capability of what is given, pool of shares."""
        found: dict[Codes, list[Codes]] = {}
        for name, _ in self.quantities:
            found.setdefault((name[0], name[2]), []).append(name)
        return found

    def _decided(self) -> Iterator[tuple[Codes, int]]:
        decisions = self.view.ledger.decisions
        for codes, series in decisions.contribution.items():
            for at, units in enumerate(series):
                if units and codes[0] != self.state:
                    yield ("give", *codes, str(at)), units
        for kind, decision in (
            ("lots", decisions.delivered),
            ("shares", decisions.pool_shares),
            ("tenths", decisions.funding),
            ("parts", decisions.component_funding),
        ):
            for codes, series in decision.items():
                for at, new in enumerate(increases(series)):
                    if new and codes[0] != self.state:
                        yield (kind, *codes, str(at)), new

    def _nobody(self) -> Iterator[tuple[Codes, int]]:
        """What a state without any might have, where another state can have it at all."""
        scenario, rights = self.view.scenario, self.view.ledger.rights
        others = [state for state in self.view.states if state != self.state]
        last = scenario.periods[-1].start
        for at, period in enumerate(scenario.periods):
            for capability in scenario.capabilities:
                if any(rights.may_contribute(state, capability.code) for state in others):
                    yield ("give", "", capability.code, str(at)), 0
            for line in scenario.lines:
                buyers = any(rights.permitted(state, line.code) for state in others)
                if buyers and at >= first_delivery(scenario, line.code):
                    yield ("lots", "", line.code, str(at)), 0
                    for pool in scenario.pools:
                        if line.code in pool.lines and at >= scenario.period_index[pool.start]:
                            yield ("shares", "", pool.code, line.code, str(at)), 0
                grows = line.max_steps and period.start + line.step_lead_months <= last
                if grows and any(rights.may_fund(state, line.code) for state in others):
                    yield ("tenths", "", line.code, str(at)), 0
            for made in scenario.components:
                if made.max_steps and period.start + made.step_lead_months <= last:
                    yield ("parts", "", made.code, made.host, str(at)), 0
