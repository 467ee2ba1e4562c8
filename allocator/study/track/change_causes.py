"""Why a re-plan makes a decision otherwise, in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from allocator.accounts.decisions import Codes
from allocator.domain.in_force import PERIODLESS
from allocator.domain.plan import NAMES, Plan
from allocator.domain.scenario import Scenario
from allocator.report.prose import listing, readable, with_article
from allocator.study.track.assumed import Row
from allocator.study.track.differing import differing
from allocator.study.track.names import name_of
from allocator.study.track.past import Past
from allocator.study.track.replan_told import CauseKind

FOLLOWS = "which follows from the other changes"


@dataclass(frozen=True)
class ChangeCauses:
    """Why decisions of a plan are made otherwise in `scenario`, given its past."""

    scenario: Scenario
    before: Scenario
    """What the plan was made of."""
    old: Plan
    past: Past

    def of(self, name: str, head: Codes, *, grows: bool) -> tuple[CauseKind, str]:
        """The nearest of the causes that there are; `grows`: of the decision there is more."""
        return next(self._causes(name, head, grows=grows), ("follows", FOLLOWS))

    def _causes(self, name: str, head: Codes, *, grows: bool) -> Iterator[tuple[CauseKind, str]]:
        named = dict(zip(NAMES[name], head, strict=False))
        line, pool, state = (named.get(kind, "") for kind in ("line", "pool", "state"))
        own = self._own(name, head)
        if own is not None:
            yield "its own past", f"because {own}"
        if line in self.late:
            yield "line late", f"because {self._name('line', line)} is late: {self.late[line]}"
        if cells := self._otherwise(named):
            yield "workbook", f"because the workbook says otherwise than before: {cells}"
        if pool in self.pools:
            yield "pool", f"because of the pool {self._name('pool', pool)}: {self.pools[pool]}"
        capability = self._capability(named)
        if capability in self.short:
            what = self._name("capability", capability)
            reason = f"{what} is late: {self.short[capability]}"
            if grows:
                yield "shortfall elsewhere", f"to make good that {reason}"
            else:
                yield "line late", f"because {reason}"
        if state in self.states:
            who = with_article(self._name("state", state))
            yield "money", f"because money and people of {who} shift: {self.states[state]}"

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
            found.setdefault(
                self._capability(named), f"{self._whose(row)} {self._said(row, value)}"
            )
        found.pop("", None)
        return found

    def _name(self, kind: str, code: str) -> str:
        return name_of(self.scenario, kind, code)

    def _whose(self, row: Row) -> str:
        decision, codes = row
        return self._name(NAMES[decision][0], codes[0])

    def _firsts(self, kind: str) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for row, value in self._behind():
            code = dict(zip(NAMES[row[0]], row[1], strict=True)).get(kind)
            if code is not None:
                found.setdefault(code, f"{self._whose(row)} {self._said(row, value)}")
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
