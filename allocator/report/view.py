"""A plan as its reader sees it: its accounts, names, and the workbook's order of rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from string import ascii_uppercase

from allocator.domain.address_book import Evidence
from allocator.domain.policy import Policy
from allocator.domain.provenance import Provenance
from allocator.report.accounted import Accounted
from allocator.report.prose import short_name
from allocator.tables.table import Table
from allocator.tables.text import shortened

Codes = tuple[str, ...]
TITLE, NAME = 90, 30
"""Most characters of a title and of a state's name."""
SHEET_OF = {
    "state": "member_states",
    "capability": "capabilities",
    "line": "lines",
    "pool": "pools",
    "fund": "funds",
}


@dataclass(frozen=True)
class View(Accounted):
    """What every sheet is made from; nothing in it is a claim, all of it follows from the plan."""

    provenance: Provenance
    explained: tuple[Table, ...] = ()
    """Sheets of explanations that the plan's workbook carries."""

    @property
    def policy(self) -> Policy:
        """The settings."""
        return self.scenario.policy

    @property
    def marking(self) -> str:
        """Classification, printed on every page."""
        return self.policy.classification

    def titled(self, title: str) -> str:
        """A title, with what a what-if ignores."""
        return " · ".join(filter(None, (shortened(title, TITLE), self.policy.what_if)))

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
    def funds(self) -> Codes:
        """In the order of the workbook."""
        return self._ordered("fund", self.scenario.fund_by_code)

    @cached_property
    def maker_rows(self) -> Mapping[tuple[str, str], Codes]:
        """(component, host) -> key of the maker's first row, in the order of the workbook."""
        rows = self.scenario.book.rows.get("components", {})

        def place(key: Codes) -> tuple[int, Codes]:
            return rows.get(key, 0), key

        firsts = [
            min(((made.code, made.host, period) for period, _ in made.output), key=place)
            for made in self.scenario.components
        ]
        return {(first[0], first[1]): first for first in sorted(firsts, key=place)}

    @cached_property
    def components(self) -> Codes:
        """In the order of the workbook."""
        return tuple(dict.fromkeys(component for component, _ in self.maker_rows))

    @cached_property
    def hosts(self) -> Codes:
        """Of makers of components, in the order of the workbook."""
        return tuple(dict.fromkeys(host for _, host in self.maker_rows))

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
            "fund": self.funds,
            "component": self.components,
            "host": self.hosts,
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
        """The state's name, cut where it is too long; the code of an outside host."""
        record = self.scenario.state_by_code.get(code)
        return shortened(record.name, NAME) if record is not None else code

    def capability_name(self, code: str) -> str:
        """The capability's name."""
        return self.scenario.capability_by_code[code].name

    def short_capability(self, code: str) -> str:
        """The capability's name without its explanations."""
        return short_name(self.capability_name(code), 60)

    def evidence(self, sheet: str, key: Codes) -> Evidence:
        """What the input row says of itself."""
        return self.scenario.book.evidence.get(sheet, {}).get(key, Evidence())

    def evidence_at(self, cell: str) -> Evidence:
        """The same of the row in which an input cell stands; nothing for any other text."""
        sheet, _, place = cell.partition("!")
        if place:
            key = self._key_by_row.get((sheet, int(place.lstrip(ascii_uppercase))), ())
        else:
            sheet, _, codes = cell.removesuffix("]").partition("[")
            key = tuple(codes.split(", "))
        return self.evidence(sheet, key)

    @cached_property
    def _key_by_row(self) -> Mapping[tuple[str, int], Codes]:
        rows = self.scenario.book.rows
        return {(sheet, row): key for sheet, keys in rows.items() for key, row in keys.items()}

    def source(self, sheet: str, key: Codes) -> tuple[str, str]:
        """(confidence, cell) of the input row that a figure rests on."""
        return self.evidence(sheet, key).confidence, self.scenario.book.address(sheet, key)

    def row_cell(self, sheet: str, row: int, column: str) -> str:
        """The cell of a row that has no key of its own."""
        letter = self.scenario.book.columns.get(sheet, {}).get(column)
        return f"{sheet}!{letter}{row}" if letter else f"{sheet}[row {row}]"

    @cached_property
    def short(self) -> tuple[tuple[str, str], ...]:
        """Capability and period of every requirement that is not met, in the workbook's order."""
        return tuple(
            (capability, period)
            for capability in self.capabilities
            for period in self.periods
            if self.shortfalls[capability, period].missing
        )
