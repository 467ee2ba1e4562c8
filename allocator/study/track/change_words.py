"""What a re-plan changes of the old plan, in words, each change with its cause."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from allocator.accounts.decisions import Codes
from allocator.accounts.ledger import Ledger
from allocator.accounts.steadiness import ChangedSeries, changed_series
from allocator.domain.in_force import PERIODLESS
from allocator.domain.plan import NAMES, Plan
from allocator.domain.scenario import Scenario
from allocator.report.prose import listing, readable
from allocator.study.track.assumed import Row
from allocator.study.track.differing import differing
from allocator.study.track.moves import words
from allocator.study.track.past import Past
from allocator.study.track.replan_told import CauseKind, Changed

FOLLOWS = "which follows from the other changes"


def changed(
    scenario: Scenario, before: Scenario, old: Plan, new: Plan, past: Past
) -> tuple[Changed, ...]:
    """Every series that differs, in the order of decisions and codes.

    `scenario` has the old plan in force; `before` is what the old plan was made of.
    """
    work = _Work(scenario, before, old, past)
    told = [work.told(series, new) for series in changed_series(Ledger(scenario, new))]
    return tuple(_with_room(each, told) for each in told)


def _with_room(each: Changed, told: Sequence[Changed]) -> Changed:
    """What follows from other changes, where the same state does more of something else."""
    names = NAMES[each.decision]
    if each.cause != "follows" or names[0] != "state" or _growth(each) > 0:
        return each
    more = [
        other
        for other in told
        if NAMES[other.decision][0] == "state"
        and other.codes[0] == each.codes[0]
        and other.cause == "shortfall elsewhere"
        and _growth(other) > 0
    ]
    if not more:
        return each
    what = readable(more[0].codes[1])
    sentence = each.sentence.removesuffix(f"{FOLLOWS}.") + f"to make room for more of {what}."
    return replace(each, cause="shortfall elsewhere", sentence=sentence)


def _growth(each: Changed) -> int:
    return sum(each.after.values()) - sum(each.before.values())


@dataclass(frozen=True)
class _Work:
    scenario: Scenario
    before: Scenario
    old: Plan
    past: Past

    def told(self, series: ChangedSeries, new: Plan) -> Changed:
        """A series with its cause."""
        name, head = series.decision, series.codes
        ends = [""] if name in PERIODLESS else [p.code for p in self.scenario.periods]
        keys = {end: (*head, end) if end else head for end in ends}
        was = {end: getattr(self.old, name).get(key, 0) for end, key in keys.items()}
        now = {end: getattr(new, name).get(key, 0) for end, key in keys.items()}
        cause, because = self._cause(name, head, was, now)
        what = words(self.scenario, name, head, was, now)
        settled = all(each.period in self.past.periods for each in series.changes)
        return Changed(
            name,
            head,
            was,
            now,
            series.announced,
            settled,
            sum(each.size for each in series.changes),
            cause,
            f"{what}, {because}.",
        )

    def _cause(
        self, name: str, head: Codes, was: Mapping[str, int], now: Mapping[str, int]
    ) -> tuple[CauseKind, str]:
        """The first of the causes that there is, the nearest first."""
        grows = sum(now.values()) > sum(was.values())
        found = self._causes(name, head, grows=grows)
        return next(found, ("follows", FOLLOWS))

    def _causes(self, name: str, head: Codes, *, grows: bool) -> Iterator[tuple[CauseKind, str]]:
        named = dict(zip(NAMES[name], head, strict=False))
        line, pool, state = (named.get(kind, "") for kind in ("line", "pool", "state"))
        own = self._own(name, head)
        if own is not None:
            yield "its own past", f"because {own}"
        if line in self.late:
            yield "line late", f"because {line} is late: {self.late[line]}"
        if cells := self._otherwise(named):
            yield "workbook", f"because the workbook says otherwise than before: {cells}"
        if pool in self.pools:
            yield "pool", f"because of the pool {pool}: {self.pools[pool]}"
        capability = self._capability(named)
        if capability in self.short:
            reason = f"{capability} is late: {self.short[capability]}"
            if grows:
                yield "shortfall elsewhere", f"to make good that {reason}"
            else:
                yield "line late", f"because {reason}"
        if state in self.states:
            yield "money", f"because money and people of {state} shift: {self.states[state]}"

    def _own(self, name: str, head: Codes) -> str | None:
        """What of the series itself came otherwise."""
        for row, value in self.off.items():
            decision, codes = row
            series = codes if name in PERIODLESS else codes[:-1]
            if (decision, series) == (name, head):
                return self._said(row, value)
        return None

    def _said(self, row: Row, value: int) -> str:
        name, codes = row
        planned = getattr(self.old, name).get(codes, 0)
        when = "" if name in PERIODLESS else f" by {codes[-1]}"
        place = self.past.addresses.get(row, "")
        cell = f" ({readable(place, 120)})" if place else ""
        return f"{value:,} instead of {planned:,} had come{when}{cell}"

    @cached_property
    def off(self) -> Mapping[Row, int]:
        """Known figures that differ from the plan."""
        return {
            row: value
            for row, value in self.past.known.items()
            if getattr(self.old, row[0]).get(row[1], 0) != value
        }

    def _behind(self) -> Iterator[tuple[Row, int]]:
        for row, value in self.off.items():
            if value < getattr(self.old, row[0]).get(row[1], 0):
                yield row, value

    @cached_property
    def late(self) -> Mapping[str, str]:
        """Lines of which a delivery, a share or a step is behind, with the first figure of it."""
        return self._firsts("line")

    @cached_property
    def pools(self) -> Mapping[str, str]:
        """The same of pools."""
        return self._firsts("pool")

    @cached_property
    def states(self) -> Mapping[str, str]:
        """The same of states."""
        return self._firsts("state")

    @cached_property
    def short(self) -> Mapping[str, str]:
        """The same of capabilities."""
        found: dict[str, str] = {}
        for row, value in self._behind():
            named = dict(zip(NAMES[row[0]], row[1], strict=True))
            found.setdefault(self._capability(named), f"{row[1][0]} {self._said(row, value)}")
        found.pop("", None)
        return found

    def _firsts(self, kind: str) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for row, value in self._behind():
            code = dict(zip(NAMES[row[0]], row[1], strict=True)).get(kind)
            if code is not None:
                found.setdefault(code, f"{row[1][0]} {self._said(row, value)}")
        return found

    def _capability(self, named: Mapping[str, str]) -> str:
        """What a decision is for; empty for components."""
        if "capability" in named:
            return named["capability"]
        if named.get("line") in self.scenario.line_by_code:
            return self.scenario.line_by_code[named["line"]].capability
        pool = self.scenario.pool_by_code.get(named.get("pool", ""))
        return pool.capability if pool is not None else ""

    def _otherwise(self, named: Mapping[str, str]) -> str:
        """Cells of rows of the workbook that are about the same and differ from before."""
        own = {named[kind] for kind in ("line", "pool", "component") if kind in named}
        capability = self._capability(named)
        cells = [
            cell
            for cell, codes in self.differing
            if codes & own
            or (capability in codes and len(codes) == 1)
            or {named.get("state", ""), capability} <= codes
        ]
        return listing(cells[:4]) if cells else ""

    @cached_property
    def differing(self) -> tuple[tuple[str, frozenset[str]], ...]:
        """Cells of rows that differ between the two workbooks, with the codes they are about."""
        return tuple(differing(self.before, self.scenario))
