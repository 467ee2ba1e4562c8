"""The cells behind the limits that a plan has reached.

`report.limits` says what a plan has run up against: limits of states of which at most a hundredth
is left, and what keeps capabilities short that are short. Here each of these becomes the cells that
would have to change.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from allocator.domain.address_book import Key
from allocator.domain.production_line import ProductionLine
from allocator.domain.rule import Rule
from allocator.explain.stipulations.all import stipulations
from allocator.explain.stipulations.stipulation import Stipulation
from allocator.report.limits.limit import Limit
from allocator.report.limits.limits import binding
from allocator.report.limits.supply import Market
from allocator.report.view import View

Name = tuple[str, Key]
"""Kind and key of a stipulation."""


@dataclass(frozen=True, slots=True)
class Reached:
    """A cell that the plan has used up, and what that does."""

    stipulation: Stipulation
    capabilities: tuple[str, ...]
    """Those it keeps short; empty where it holds a state back in all it does."""
    states: tuple[str, ...]
    """Those it holds back by themselves; empty where it holds the alliance back."""
    words: str
    """The first limit that rests on it, as a sentence."""


def reached(view: View) -> tuple[Reached, ...]:
    """The cells that the plan has used up, each once, in the order of the limits."""
    known = {(one.kind, one.key): one for one in stipulations(view.scenario)}
    cells = Cells(view, known)
    found: dict[Name, list[Limit]] = {}
    for limit in binding(view):
        for name in cells.of(limit):
            if name in known:
                found.setdefault(name, []).append(limit)
    return tuple(
        Reached(
            known[name],
            tuple(sorted({limit.capability for limit in limits if limit.capability})),
            tuple(sorted({state for limit in limits for state in limit.states})),
            limits[0].words,
        )
        for name, limits in found.items()
    )


@dataclass(frozen=True)
class Cells:
    """Kinds and keys of the stipulations on which limits rest."""

    view: View
    known: Mapping[Name, Stipulation]

    def of(self, limit: Limit) -> Iterable[Name]:
        """Those of one limit; names that stipulate nothing may be among them."""
        ways: Mapping[str, Callable[[Limit], Iterable[Name]]] = {
            "ceiling": self._ceiling,
            "crews": self._crews,
            "outside support": self._support,
            "dependence cap": lambda limit: self._cap(limit, "dependence"),
            "concentration": lambda limit: self._cap(limit, "concentration"),
            "line capacity": self._capacity,
            "component": self._component,
            "lead time": self._lead_time,
            "no line": self._closed_lines,
            "access": self._access,
            "rule": self._rule,
            "eligible payments": self._eligible,
            "calls": self._calls,
            "buyers": lambda _: (),
        }
        return ways.get(limit.kind, self._cell)(limit)

    def _cell(self, limit: Limit) -> Iterator[Name]:
        """The figure in the cell that the limit names."""
        for name, one in self.known.items():
            if one.cell == limit.cell:
                yield name

    def _ceiling(self, limit: Limit) -> Iterator[Name]:
        yield "ceiling", (limit.subject, limit.period)
        if limit.carried:
            yield "carry-over", (limit.subject, limit.period)

    def _crews(self, limit: Limit) -> Iterator[Name]:
        """People trained in any period before serve as well, as far as posts may be filled."""
        filled = 0
        for period in self._until(limit.period):
            account = self.view.crews[limit.subject, period]
            filled += account.pipeline
            if account.limit is not None and account.limit <= filled:
                filled = account.limit
                yield "posts limit", (limit.subject, period)
            else:
                yield "training", (limit.subject, period)
        yield "free posts", (limit.subject, limit.period)

    def _support(self, limit: Limit) -> Iterator[Name]:
        for row in self.view.scenario.outside_support:
            if (row.capability, row.period) == (limit.capability, limit.period):
                yield "outside support", (row.provider, row.capability, row.period)

    def _cap(self, limit: Limit, name: str) -> Iterator[Name]:
        """The capability's own, else that of all."""
        own = f"{name} cap", (limit.capability,)
        yield own if own in self.known else (f"{name} cap", (f"{name}_cap",))

    def _market(self, limit: Limit) -> Market:
        return Market(self.view, limit.capability, limit.period)

    def _capacity(self, limit: Limit) -> Iterator[Name]:
        market = self._market(limit)
        for line in market.full:
            for period in self._until(limit.period)[market.opening(line) :]:
                yield "rate", (line.code, period)
            yield from self._growth(line)

    def _growth(self, line: ProductionLine) -> Iterator[Name]:
        """Steps that there are not, or that come too late."""
        built = self.view.plan.expansion.get((line.code, self.view.last), 0)
        if built >= line.max_steps:
            yield "expansion steps", (line.code,)
        else:
            yield "expansion time", (line.code,)

    def _component(self, limit: Limit) -> Iterator[Name]:
        component = limit.subject.removesuffix(f" for {limit.capability}")
        for maker in self.view.scenario.components:
            if maker.code == component:
                for period in self._until(limit.period):
                    yield "component output", (maker.code, maker.host, period)

    def _lead_time(self, limit: Limit) -> Iterator[Name]:
        for line in self._market(limit).lines:
            yield "lead time", (line.code,)

    def _closed_lines(self, limit: Limit) -> Iterator[Name]:
        for line in self.view.scenario.lines_of[limit.capability]:
            yield "customers", (line.code,)
        yield from self._rules(limit, "ban", lambda rule: rule.line is not None)

    def _access(self, limit: Limit) -> Iterator[Name]:
        (state,) = limit.states
        yield "licence", (limit.subject.removeprefix(f"{state} at "), state)

    def _rule(self, limit: Limit) -> Iterator[Name]:
        code = limit.subject.removesuffix(f" on {limit.capability}")
        if not limit.capability:
            code = limit.subject.removesuffix(f" for {limit.states[0]}")
        for kind in ("ban", "rule's cap"):
            yield from self._rules(limit, kind, lambda rule: rule.code == code)

    def _rules(self, limit: Limit, kind: str, concerns: Callable[[Rule], bool]) -> Iterator[Name]:
        """Rows of the rules that concern the limit's capability and its states."""
        for (name, key), one in self.known.items():
            rule = one.record
            if name != kind or not isinstance(rule, Rule) or not concerns(rule):
                continue
            on = {*rule.capabilities, *self._made_by(rule.line)}
            named = not limit.states or set(rule.states) & set(limit.states)
            if named and (not limit.capability or limit.capability in on):
                yield name, key

    def _made_by(self, line: str | None) -> tuple[str, ...]:
        return (self.view.scenario.line_by_code[line].capability,) if line else ()

    def _eligible(self, limit: Limit) -> Iterator[Name]:
        fund = limit.subject.removeprefix(f"{limit.states[0]} ")
        yield "inside share", (fund,)
        yield "design authority", (fund,)

    def _calls(self, limit: Limit) -> Iterator[Name]:
        contingency, _, pool = limit.subject.rpartition(" on ")
        for row in self.view.scenario.calls:
            inside = (row.state, pool) in self.view.plan.join
            if (row.contingency, row.pool) == (contingency, pool) and inside:
                yield "call", (row.contingency, row.pool, row.state)
        yield "availability", (pool,)

    def _until(self, period: str) -> tuple[str, ...]:
        return self.view.periods[: self.view.scenario.period_index[period] + 1]
