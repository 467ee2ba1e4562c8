"""A plan as its reader sees it: accounts computed once, names, and the workbook's order of rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from allocator.accounts.burden import Burden, burdens
from allocator.accounts.crews import Crew, crews
from allocator.accounts.delivery import Delivery, Output, deliveries, outputs
from allocator.accounts.dependence import Dependence, dependences
from allocator.accounts.footprint import Footprint, footprints
from allocator.accounts.ledger import Ledger
from allocator.accounts.shortfall import Shortfall, shortfalls
from allocator.accounts.spending import Spending, spending
from allocator.domain.address_book import Evidence
from allocator.domain.plan import Plan
from allocator.domain.policy import Policy
from allocator.domain.provenance import Provenance
from allocator.domain.scenario import Scenario
from allocator.report.words import short_name

Codes = tuple[str, ...]
SHEET_OF = {
    "state": "member_states",
    "capability": "capabilities",
    "line": "lines",
    "pool": "pools",
}


@dataclass(frozen=True)
class View:
    """What every sheet is made from; nothing in it is a claim, all of it follows from the plan."""

    scenario: Scenario
    plan: Plan
    provenance: Provenance

    @cached_property
    def ledger(self) -> Ledger:
        """The accounts' common ground."""
        return Ledger(self.scenario, self.plan)

    @property
    def policy(self) -> Policy:
        """The settings."""
        return self.scenario.policy

    @property
    def marking(self) -> str:
        """Classification, printed on every page."""
        return self.policy.classification

    @cached_property
    def periods(self) -> Codes:
        """Codes, in time."""
        return tuple(period.code for period in self.scenario.periods)

    @property
    def deadline(self) -> str:
        """Period by which the requirements should be met."""
        return self.policy.deadline_period

    @property
    def last(self) -> str:
        """The last period."""
        return self.periods[-1]

    @property
    def looked_at(self) -> Codes:
        """Deadline and end; one period where they are the same."""
        return tuple(dict.fromkeys((self.deadline, self.last)))

    @cached_property
    def states(self) -> Codes:
        """In the order of the workbook."""
        return self._ordered("state", self.scenario.state_by_code)

    @cached_property
    def capabilities(self) -> Codes:
        """In the order of the workbook."""
        return self._ordered("capability", self.scenario.capability_by_code)

    @cached_property
    def lines(self) -> Codes:
        """In the order of the workbook."""
        return self._ordered("line", self.scenario.line_by_code)

    @cached_property
    def pools(self) -> Codes:
        """In the order of the workbook."""
        return self._ordered("pool", self.scenario.pool_by_code)

    @cached_property
    def domains(self) -> Codes:
        """In the order in which the capabilities name them."""
        return tuple(
            dict.fromkeys(
                self.scenario.capability_by_code[code].domain for code in self.capabilities
            )
        )

    def _ordered(self, name: str, records: Mapping[str, object]) -> Codes:
        return self.scenario.book.order(SHEET_OF[name], tuple(records))

    @cached_property
    def rank(self) -> Mapping[str, Mapping[str, int]]:
        """Position of every code, by what it names."""
        ranked = {
            "state": self.states,
            "capability": self.capabilities,
            "line": self.lines,
            "pool": self.pools,
            "period": self.periods,
        }
        return {name: {code: at for at, code in enumerate(codes)} for name, codes in ranked.items()}

    def sorted_keys(self, names: Codes, keys: Iterable[Codes]) -> list[Codes]:
        """Keys of the named codes in the order of the workbook; an empty code comes first."""
        ranks = [self.rank[name] for name in names]
        return sorted(
            keys,
            key=lambda key: [rank.get(code, -1) for rank, code in zip(ranks, key, strict=True)],
        )

    def state_name(self, code: str) -> str:
        """The state's name; the code of an outside host."""
        record = self.scenario.state_by_code.get(code)
        return record.name if record is not None else code

    def capability_name(self, code: str) -> str:
        """The capability's name."""
        return self.scenario.capability_by_code[code].name

    def short_capability(self, code: str) -> str:
        """The capability's name without its explanations."""
        return short_name(self.capability_name(code), 60)

    def evidence(self, sheet: str, key: Codes) -> Evidence:
        """What the input row says of itself."""
        return self.scenario.book.evidence.get(sheet, {}).get(key, Evidence())

    def source(self, sheet: str, key: Codes) -> tuple[str, str]:
        """(confidence, cell) of the input row that a figure rests on."""
        return self.evidence(sheet, key).confidence, self.scenario.book.address(sheet, key)

    def row_cell(self, sheet: str, row: int, column: str) -> str:
        """The cell of a row that has no key of its own."""
        letter = self.scenario.book.columns.get(sheet, {}).get(column)
        return f"{sheet}!{letter}{row}" if letter else f"{sheet}[row {row}]"

    @cached_property
    def spending(self) -> Mapping[tuple[str, str], Spending]:
        """By state and period."""
        return spending(self.ledger)

    @cached_property
    def burdens(self) -> Mapping[str, Burden]:
        """By state."""
        return burdens(self.ledger)

    @cached_property
    def footprints(self) -> Mapping[str, Footprint]:
        """By state."""
        return footprints(self.ledger)

    @cached_property
    def shortfalls(self) -> Mapping[tuple[str, str], Shortfall]:
        """By capability and period."""
        return shortfalls(self.ledger)

    @cached_property
    def short(self) -> tuple[tuple[str, str], ...]:
        """Capability and period of every requirement that is not met, in the workbook's order."""
        return tuple(
            (capability, period)
            for capability in self.capabilities
            for period in self.periods
            if self.shortfalls[capability, period].missing
        )

    @cached_property
    def dependences(self) -> Mapping[tuple[str, str], Dependence]:
        """By capability and period."""
        return dependences(self.ledger)

    @cached_property
    def crews(self) -> Mapping[tuple[str, str], Crew]:
        """By state and period, where a state has limits."""
        return crews(self.ledger)

    @cached_property
    def outputs(self) -> Mapping[tuple[str, str], Output]:
        """By line and period."""
        return outputs(self.ledger)

    @cached_property
    def deliveries(self) -> tuple[Delivery, ...]:
        """All new lots."""
        return deliveries(self.ledger)
