"""What stands in the way of a wish that no plan grants: rows without which one does."""

from collections.abc import Set
from dataclasses import dataclass
from fractions import Fraction

from allocator.domain.plan import Plan
from allocator.domain.record import grouped
from allocator.domain.scenario import Scenario
from allocator.engine.feasible import feasible, proven_impossible
from allocator.engine.way import is_whole
from allocator.explain.quickxplain import minimal
from allocator.explain.stipulations.all import stipulations, without
from allocator.explain.stipulations.stipulation import Stipulation
from allocator.explain.why.question import Question
from allocator.explain.why.wished import wished
from allocator.model.build import build
from allocator.report.view import View

Group = tuple[Stipulation, ...]
"""Rows of one kind."""


@dataclass(frozen=True, slots=True)
class Reasons:
    """Rows that stand in the way, found by searches without them."""

    groups: tuple[Group, ...]
    """Without all of these it is not impossible, and with any of them it is. Empty where it is
    impossible without any row about the states and the capability."""
    sure: bool
    """Whether there is a plan without them; else it is only not proven that there is none."""
    kept: "Kept | None" = None
    """What by itself makes it impossible, whatever rows go."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Shares in pools that a state has today and that no plan takes away."""

    state: str
    units: Fraction
    """For which they stand: no less can be given."""
    cells: tuple[str, ...]


def reasons(known: View, question: Question) -> Reasons:
    """Rows about the states and the capability of a question that no plan grants.

    Of several sets the one is found whose rows are easiest to change. A small program is decided
    whole; of a large one the linear relaxation says what is impossible.
    """
    sure = is_whole(build(known.scenario))
    kept = _kept(known, question)
    if kept is not None:
        return Reasons((), sure=True, kept=kept)
    groups = _groups(known.scenario, question)

    def granted(dropped: Set[int]) -> bool:
        rows = [row for place in sorted(dropped) for row in groups[place]]
        model = wished(build(without(known.scenario, rows)), question)
        return isinstance(feasible(model), Plan) if sure else not proven_impossible(model)

    everything = range(len(groups))
    if not granted(set(everything)):
        return Reasons((), sure)
    fewest = minimal(granted, frozenset(), everything)
    return Reasons(tuple(groups[place] for place in sorted(fewest)), sure)


def _kept(known: View, question: Question) -> Kept | None:
    """The shares of a state that is to give less than they stand for."""
    scenario, code = known.scenario, question.capability
    record = scenario.capability_by_code[code]
    pools = {pool.code for pool in scenario.pools_of[code]}
    for target in question.targets:
        shares = known.ledger.stock.shares_today.get((target.state, code), 0)
        units = Fraction(record.lot * shares, record.shares_per_lot)
        if target.way == "less" and target.units < units:
            cells = (
                scenario.book.address("pool_members", (row.pool, row.state), "shares_today")
                for row in scenario.pool_members
                if row.pool in pools and row.state == target.state and row.shares_today
            )
            return Kept(target.state, units, tuple(cells))
    return None


def _groups(scenario: Scenario, question: Question) -> tuple[Group, ...]:
    """The rows in question by their kind, those easiest to change first."""
    about = _About(scenario, question)
    rows = [row for row in stipulations(scenario) if about.concerns(row)]
    return tuple(grouped(rows, lambda row: row.kind).values())


class _About:
    """The codes that a question is about, and those that lead away from it."""

    def __init__(self, scenario: Scenario, question: Question) -> None:
        capability = question.capability
        self.states = {target.state for target in question.targets}
        lines = scenario.lines_of[capability]
        # Another state's line is a way only where none sells to those that are to give more.
        giving = {target.state for target in question.targets if target.way == "more"}
        selling = [line for line in lines if giving & set(line.customers)]
        self.things = {capability, *(line.code for line in selling or lines)}
        self.things |= {pool.code for pool in scenario.pools_of[capability]}
        self.other_states = set(scenario.state_by_code) - self.states
        every = (scenario.capability_by_code, scenario.line_by_code, scenario.pool_by_code)
        self.other_things = {code for known in every for code in known} - self.things

    def concerns(self, row: Stipulation) -> bool:
        """Whether it speaks of one of the states or of the capability, and of nothing else."""
        codes = row.codes
        if row.sheet == "settings":
            return True
        if codes & self.other_states or codes & self.other_things:
            return False
        return bool(codes & self.states or codes & self.things)
