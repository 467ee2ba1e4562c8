"""Chains of causes: what fell behind, which deliveries follow, what is missing at the deadline."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from allocator.accounts.decisions import Codes, Decisions, Series
from allocator.accounts.ledger import Ledger
from allocator.accounts.shortfall import Shortfall, shortfalls
from allocator.domain.plan import Plan
from allocator.domain.scenario import Scenario
from allocator.study.track.cause_words import sentence
from allocator.study.track.told import Chain, ChainKind, Lacking, Slipped, Variance

OF_LINES = ("delivered", "pool_delivered", "pool_shares", "expansion", "funding")
OF_POOLS = ("join", "lead", "operating")
OF_COMPONENTS = ("component_expansion", "component_funding")


def chains(
    scenario: Scenario, plan: Plan, forecast: Plan, rows: Sequence[Variance]
) -> tuple[Chain, ...]:
    """All that began with something behind plan, and lines whose deliveries slip because of it.

    The one by which most is missing at the deadline comes first.
    """
    work = _Work(scenario, plan, forecast)
    began: dict[tuple[ChainKind, str], list[Variance]] = {}
    for row in (each for each in rows if each.status == "behind"):
        key = _origin(scenario, row)
        if key[0] != "contribution" or not work.explained(row):
            began.setdefault(key, []).append(row)
    for line in work.slipping:
        began.setdefault(("line", line), [])
    found = [work.chain(kind, code, tuple(rows)) for (kind, code), rows in began.items()]
    deadline = scenario.policy.deadline_period
    return tuple(sorted(found, key=lambda each: (-each.added(deadline), each.kind, each.code)))


def _origin(scenario: Scenario, row: Variance) -> tuple[ChainKind, str]:
    """What a row that fell behind is a matter of."""
    codes = row.codes
    if row.decision in OF_LINES:
        return "line", next(code for code in codes if code in scenario.line_by_code)
    if row.decision in OF_POOLS:
        return "pool", next(code for code in codes if code in scenario.pool_by_code)
    if row.decision in OF_COMPONENTS:
        return "component", codes[1] if row.decision == "component_funding" else codes[0]
    return ("crews" if row.decision == "crews" else "contribution"), codes[0]


@dataclass(frozen=True)
class _Work:
    scenario: Scenario
    plan: Plan
    forecast: Plan

    @cached_property
    def planned(self) -> Mapping[tuple[str, str], Shortfall]:
        return shortfalls(Ledger(self.scenario, self.plan))

    @cached_property
    def coming(self) -> Mapping[tuple[str, str], Shortfall]:
        return shortfalls(Ledger(self.scenario, self.forecast))

    @cached_property
    def slipped(self) -> tuple[Slipped, ...]:
        """Of all buyers and lines."""
        before, after = (Decisions(self.scenario, each) for each in (self.plan, self.forecast))
        return tuple(
            each
            for was, now in (
                (before.delivered, after.delivered),
                (before.pool_delivered, after.pool_delivered),
            )
            for key, series in was.items()
            for each in self._of(key, series, now.get(key, after.zero))
        )

    @cached_property
    def slipping(self) -> tuple[str, ...]:
        """Lines of which any delivery does."""
        return tuple(sorted({each.line for each in self.slipped}))

    def _of(self, key: Codes, was: Series, now: Series) -> Iterator[Slipped]:
        buyer, line = key
        record = self.scenario.line_by_code[line]
        lot = self.scenario.capability_by_code[record.capability].lot
        codes = [period.code for period in self.scenario.periods]
        for at, (planned, there) in enumerate(zip(was, now, strict=True)):
            lots = min(planned - (was[at - 1] if at else 0), planned - there)
            if lots > 0:
                later = (code for code, n in zip(codes[at:], now[at:], strict=True) if n >= planned)
                until = next(later, "")
                yield Slipped(buyer, line, record.capability, codes[at], lots, lots * lot, until)

    def explained(self, row: Variance) -> bool:
        """Whether a contribution is behind because lots of its state are."""
        state, capability, _ = row.codes
        return any((each.buyer, each.capability) == (state, capability) for each in self.slipped)

    def chain(self, kind: ChainKind, code: str, rows: tuple[Variance, ...]) -> Chain:
        """With its deliveries and what is missing."""
        slipped = tuple(each for each in self.slipped if self._belongs(kind, code, each))
        capabilities = sorted({each.capability for each in slipped} | set(self._given(rows)))
        lacking = tuple(
            self._lacking(capability, period)
            for capability in capabilities
            for period in dict.fromkeys(
                (self.scenario.policy.deadline_period, self.scenario.periods[-1].code)
            )
        )
        found = Chain(kind, code, rows, slipped, lacking, "")
        return replace(found, sentence=sentence(self.scenario, found))

    def _belongs(self, kind: ChainKind, code: str, each: Slipped) -> bool:
        match kind:
            case "line":
                return each.line == code
            case "pool":
                return each.buyer == code
            case "component":
                uses = self.scenario.component_use
                return any(row.component == code and row.line == each.line for row in uses)
            case _:
                return False

    def _given(self, rows: Iterable[Variance]) -> Iterator[str]:
        for row in rows:
            if row.decision == "contribution":
                yield row.codes[1]
            elif row.decision in OF_POOLS:
                pool = next(code for code in row.codes if code in self.scenario.pool_by_code)
                yield self.scenario.pool_by_code[pool].capability

    def _lacking(self, capability: str, period: str) -> Lacking:
        was, now = self.planned[capability, period], self.coming[capability, period]
        return Lacking(capability, period, was.missing, now.missing, was.value, now.value)
