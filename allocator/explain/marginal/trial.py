"""A figure that is tried, and what the aims come to with it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from allocator.accounts.ledger import Ledger
from allocator.accounts.shortfall import shortfalls
from allocator.domain.address_book import Key
from allocator.domain.plan import Plan
from allocator.domain.policy import AimName
from allocator.domain.scenario import Scenario
from allocator.engine.area import Area
from allocator.engine.local import Redecided, Surroundings
from allocator.explain.marginal.reached import Name
from allocator.explain.stipulations.all import altered, stipulations
from allocator.explain.stipulations.stipulation import Stipulation
from allocator.model.build import build
from allocator.model.model import Model

JUDGED: frozenset[AimName] = frozenset({"shortfall", "spread", "cost"})
"""Aims in which a limit's worth is told."""
UNCOUNTED = (-1, -1)
"""Stands for levels of burdens of which some are not proven."""
Missing = tuple[tuple[str, str, int], ...]
"""Capability, period and units of what is missing."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One figure in one cell."""

    kind: str
    key: Key
    figure: int

    @property
    def name(self) -> Name:
        """Of the stipulation."""
        return self.kind, self.key


@dataclass(frozen=True, slots=True)
class Stand:
    """What the aims come to, in their order, as far as they are judged.

    none: there is provably no plan. unknown: none was found, or the search could not tell.
    """

    verdict: Literal["found", "none", "unknown"]
    values: tuple[int, ...] = ()
    bounds: tuple[int, ...] = ()
    levels: tuple[tuple[int, int], ...] = ()
    """Levels of burdens with their numbers of states, where they were counted."""
    missing: Missing = ()
    """Of the plan that was found."""
    holds_at: tuple[int, ...] = ()
    """Nearer figures of the cell with which that plan holds as well, so that they are worth the
    same; as far as that was looked at."""
    plan: Plan | None = field(default=None, compare=False, repr=False)
    """The plan itself, where others begin from it; no journal keeps it."""

    @property
    def proven(self) -> bool:
        """Every value is the least there is."""
        settled = self.values == self.bounds and UNCOUNTED not in self.levels
        return self.verdict == "found" and settled

    def same_as(self, other: "Stand") -> bool:
        """Proven to be worth as much, aim by aim and burden by burden."""
        mine = (self.verdict, self.values, self.levels)
        return mine == (other.verdict, other.values, other.levels) and (
            self.verdict == "none" or (self.proven and other.proven)
        )

    def as_good_as(self, base: "Stand") -> bool:
        """No better was found, and proven not to be there wherever `base` is proven."""
        if self.verdict != "found" or base.verdict != "found" or self.values != base.values:
            return False
        return all(
            bound == value or own < value
            for value, bound, own in zip(self.values, self.bounds, base.bounds, strict=True)
        )

    def content(self) -> dict[str, object]:
        """As JSON has it."""
        return {
            "verdict": self.verdict,
            "values": list(self.values),
            "bounds": list(self.bounds),
            "levels": [list(level) for level in self.levels],
            "missing": [list(row) for row in self.missing],
            "holds_at": list(self.holds_at),
        }

    @classmethod
    def read(cls, content: Mapping[str, Any]) -> "Stand":
        """From `content`."""
        return cls(
            content["verdict"],
            tuple(content["values"]),
            tuple(content["bounds"]),
            tuple((level, states) for level, states in content["levels"]),
            tuple((code, period, units) for code, period, units in content["missing"]),
            tuple(content["holds_at"]),
        )


NOTHING_KNOWN = Stand("unknown")


class Ground:
    """The scenario and the plan that all trials start from; shared by the tasks of a search.

    What is worked out from them stays in the process that did.
    """

    def __init__(self, scenario: Scenario, plan: Plan) -> None:
        self.scenario, self.plan = scenario, plan
        self.settled: dict[Area, tuple[Redecided, Plan]] = {}
        """Areas that were decided anew as things are."""

    def __reduce__(self) -> tuple[type["Ground"], tuple[Scenario, Plan]]:
        return Ground, (self.scenario, self.plan)

    @cached_property
    def known(self) -> Mapping[Name, Stipulation]:
        """What the scenario stipulates."""
        return {(one.kind, one.key): one for one in stipulations(self.scenario)}

    @cached_property
    def model(self) -> Model:
        """Of the scenario as it is."""
        return build(self.scenario)

    @cached_property
    def surroundings(self) -> Surroundings:
        """Of areas as things are."""
        return Surroundings.of(self.model, self.plan)

    @cached_property
    def aims(self) -> tuple[AimName, ...]:
        """Up to the last that is judged, in the order of the scenario."""
        order = self.scenario.aims
        return order[: max(order.index(aim) for aim in JUDGED) + 1]

    @cached_property
    def reached(self) -> Mapping[AimName, int]:
        """The value of each of these in the plan."""
        vector = self.model.nearest(self.plan)
        return {aim: self.model.aims[aim].value(vector) for aim in self.aims}

    def with_figures(self, trials: Iterable[Trial]) -> Scenario:
        """The scenario with other figures."""
        return altered(
            self.scenario,
            {self.known[trial.name]: self._value(trial) for trial in trials},
        )

    def _value(self, trial: Trial) -> int | None:
        """A line sells to its customers or to everybody: there is nothing between."""
        return None if trial.kind == "customers" else trial.figure


def missing(scenario: Scenario, plan: Plan) -> Missing:
    """What is missing under a plan."""
    accounts = shortfalls(Ledger(scenario, plan))
    return tuple((*key, account.missing) for key, account in accounts.items() if account.missing)
