"""Losses held against the plan with nothing lost, the worst first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from allocator.domain.scenario import Scenario
from allocator.study.stress.loss import Kind, Loss
from allocator.study.stress.told import Missing, Told

Hit = tuple[str, str, int]
"""Capability, the period in which most more of it is missing, and the units."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A loss with what it comes to."""

    loss: Loss
    told: Told


@dataclass(frozen=True, slots=True)
class Stress:
    """What a stress test has found so far."""

    scenario: Scenario
    own: int
    """Shortfall of the plan as it is."""
    base: Told | None
    """The plan re-optimised with nothing lost; None where that is not done yet."""
    entries: tuple[Entry, ...]
    """All losses that were tried, in the order in which they were asked for."""
    ordered_before: str
    """Period before which orders stay."""
    whole: bool
    """Whether the program is taken whole, so that most answers are proven."""

    @property
    def compared(self) -> Told | None:
        """The base, where it has a plan to hold losses against."""
        return self.base if self.base is not None and self.base.solved else None

    @property
    def ranked(self) -> tuple[Entry, ...]:
        """Losses with a plan, the largest remaining shortfall first."""
        solved = [each for each in self.entries if each.told.solved]
        return tuple(sorted(solved, key=lambda each: (-each.told.shortfall, -each.told.immediate)))

    def ranked_of(self, kind: Kind) -> tuple[Entry, ...]:
        """Those of a kind."""
        return tuple(each for each in self.ranked if each.loss.kind == kind)

    @property
    def unused(self) -> tuple[Entry, ...]:
        """Losses that leave the plan as it is."""
        return tuple(each for each in self.entries if each.told.verdict == "unused")

    @property
    def seen(self) -> tuple[Entry, ...]:
        """Losses of which only what they take at once was looked at, the largest first."""
        found = [each for each in self.entries if each.told.verdict == "seen"]
        return tuple(sorted(found, key=lambda each: -each.told.immediate))

    @property
    def unsolved(self) -> tuple[Entry, ...]:
        """Losses for which no plan was found."""
        verdicts = ("infeasible", "undecided")
        return tuple(each for each in self.entries if each.told.verdict in verdicts)

    def added(self, told: Told) -> int:
        """Shortfall beyond that with nothing lost; below zero where a loss frees from a promise,
        or where a search did better than that without any loss."""
        return told.shortfall - (self.compared.shortfall if self.compared else 0)

    def immediate(self, told: Told) -> int:
        """Shortfall beyond the plan's own, before anything is decided anew."""
        return told.immediate - self.own

    def made_good(self, told: Told) -> Fraction | None:
        """The part of the immediate loss that deciding anew takes back; None where there is
        none."""
        at_once = self.immediate(told)
        return Fraction(at_once - self.added(told), at_once) if at_once > 0 else None

    def certain(self, told: Told) -> bool:
        """Whether the loss is proven to cost something: no plan with it comes to what the plan
        with nothing lost has."""
        return self.compared is not None and told.bound > self.compared.shortfall

    def hits(self, told: Told, most: int = 3) -> tuple[Hit, ...]:
        """The capabilities that lose most by weighted shortfall."""
        before: Missing = (self.compared.missing if self.compared else None) or {}
        after: Missing = told.missing or {}
        value: dict[str, int] = {}
        units: dict[str, dict[str, int]] = {}
        for key in {*before, *after}:
            capability, period = key
            was, now = before.get(key), after.get(key)
            more = (now.value if now else 0) - (was.value if was else 0)
            value[capability] = value.get(capability, 0) + more
            count = (now.units if now else 0) - (was.units if was else 0)
            units.setdefault(capability, {})[period] = count
        worst = sorted((code for code in value if value[code] > 0), key=lambda c: (-value[c], c))
        return tuple(_hit(self.scenario, code, units[code]) for code in worst[:most])


def stress(
    scenario: Scenario,
    own: int,
    found: Mapping[str, Told],
    asked: Sequence[Loss],
    base: str,
    ordered_before: str,
    *,
    whole: bool,
) -> Stress:
    """What was found of the losses that were asked for, by their keys."""
    entries = tuple(Entry(loss, found[loss.key]) for loss in asked if loss.key in found)
    return Stress(scenario, own, found.get(base), entries, ordered_before, whole)


def _hit(scenario: Scenario, capability: str, units: Mapping[str, int]) -> Hit:
    places = scenario.period_index
    period = max(units, key=lambda code: (units[code], places[code]))
    return capability, period, units[period]
