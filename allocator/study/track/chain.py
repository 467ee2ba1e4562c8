"""Plans in the order in which one went on from another, and where the chain has gaps."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from allocator.domain.actuals import Actuals
from allocator.domain.digest import plan_digest
from allocator.domain.plan import Plan
from allocator.domain.scenario import Scenario
from allocator.report.prose import whole_listing
from allocator.report.view import View

SHORT = 12
"""Characters of a fingerprint that are shown."""


@dataclass(frozen=True)
class NamedActuals:
    """What one file tells of a plan."""

    name: str
    actuals: Actuals


@dataclass(frozen=True)
class ChainedPlan:
    """A plan by the name of its file, with what is told of it."""

    name: str
    view: View
    told: tuple[NamedActuals, ...] = ()

    @property
    def digest(self) -> str:
        """Of its decisions."""
        return self.view.provenance.plan_digest

    @cached_property
    def previous(self) -> str:
        """Digest of the plan that it goes on from: as its provenance says, else that of the plan in
        force in its input; empty where it goes on from none."""
        return self.view.provenance.previous_plan or in_force_digest(self.view.scenario)


@dataclass(frozen=True, slots=True)
class Chain:
    """Plans from the first to the last, and what is missing between them, in words."""

    plans: tuple[ChainedPlan, ...]
    gaps: tuple[str, ...]
    strangers: tuple[ChainedPlan, ...] = ()
    """Plans that have nothing to do with these: they are left out."""


def in_force_digest(scenario: Scenario) -> str:
    """Digest of the plan in force, with codes that are gone; empty where there is none."""
    decided: dict[str, dict[Any, int]] = {}
    for row in scenario.plan_in_force:
        decided.setdefault(row.decision, {})[row.codes] = row.value
    return plan_digest(Plan(**decided)) if decided else ""


def chained(plans: Sequence[ChainedPlan]) -> Chain:
    """Each plan after one that it goes on from; whatever the order in which they come.

    A plan that goes on unchanged has the digest of the one before it, and names it: it comes after
    those that do not. Plans of which nothing decides the order go by the start of their first
    period, then by name.
    """
    left = sorted(plans, key=lambda each: (each.view.scenario.periods[0].start, each.name))
    there = {each.digest for each in left}
    placed: list[ChainedPlan] = []
    while left:
        known = {each.digest for each in placed}
        following = next((each for each in left if each.previous in known), None)
        first = next((each for each in left if each.previous not in there), left[0])
        # What begins a chain waits until all that follows from the others has its place.
        chosen = following or first
        left.remove(chosen)
        placed.append(chosen)
    own = _related(placed)
    strangers = tuple(each for each in placed if each not in own)
    return Chain(tuple(own), tuple(_gaps(own)), strangers)


def _related(placed: Sequence[ChainedPlan]) -> list[ChainedPlan]:
    """The longest chain, and all others that plan for any of its capabilities."""
    groups: list[list[ChainedPlan]] = []
    for each in placed:
        group = next(
            (group for group in groups if each.previous in {other.digest for other in group}), None
        )
        if group is None:
            groups.append([each])
        else:
            group.append(each)
    longest = max(groups, key=len)
    known = {code for each in longest for code in each.view.capabilities}
    return [
        each
        for each in placed
        if any(each in group and _plans_for(group, known) for group in groups)
    ]


def _plans_for(group: Sequence[ChainedPlan], known: Collection[str]) -> bool:
    return any(code in known for each in group for code in each.view.capabilities)


def _gaps(placed: Sequence[ChainedPlan]) -> Iterator[str]:
    begins = [each.name for each in placed if not each.previous]
    known: set[str] = set()
    for each in placed:
        missing = each.previous not in known
        known.add(each.digest)
        if each.previous and missing:
            yield (
                f"{each.name} goes on from a plan that is not in the folder "
                f"(plan_digest {each.previous[:SHORT]}…)."
            )
    if len(begins) > 1:
        yield f"{whole_listing(begins)} go on from no plan: they begin chains of their own."
    for digest in dict.fromkeys(each.digest for each in placed):
        names = [each.name for each in placed if each.previous == digest and each.digest != digest]
        if len(names) > 1:
            before = next(each.name for each in placed if each.digest == digest)
            yield f"{whole_listing(names)} all go on from {before}: the chain divides there."
    for each in placed:
        if not each.told and each is not placed[-1]:
            yield f"Nothing in the folder tells what has become of {each.name}."
