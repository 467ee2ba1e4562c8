"""Questions to the oracle: each asked once, those that do not wait for one another side by side."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from allocator.engine.processes import Processes
from allocator.engine.watch import Watch
from allocator.explain.marginal.reached import Name
from allocator.explain.shortfall.levers import THEMES
from allocator.explain.shortfall.needed import broken_by
from allocator.explain.shortfall.oracle import AS_IT_IS, UNKNOWN, Found, Relieve
from allocator.explain.shortfall.question import Question, Reliefs

ENOUGH, ALIKE = 20, 3
"""Questions about parts of groups, and cells of one theme found by them, after which groups are
left whole."""
TOGETHER = 20
"""Questions about the fewest cells that together win all there is."""
MANY = 8
"""Cells in a group above which it is first seen which of them a plan makes use of."""
WAVE = 2
"""Groups that are halved side by side, however many processes there are."""


@dataclass
class Asking:
    """The answers so far."""

    question: Question
    processes: Processes
    watch: Watch
    seed: int
    known: dict[Reliefs, Found] = field(default_factory=dict)

    def least(self, groups: Sequence[Collection[Name]]) -> list[int | None]:
        """The fewest units missing without each of the groups; None where it is not known."""
        asked = [Reliefs(frozenset(group)) for group in groups]
        fresh = [each for each in dict.fromkeys(asked) if each not in self.known]
        tasks = [Relieve(self.question, each, priced=False, seed=self.seed) for each in fresh]
        for each, found in zip(fresh, self.processes.results(tasks), strict=True):
            self.known[each] = found or UNKNOWN
        answers = (self.known[each] for each in asked)
        return [found.units if found.verdict == "found" else None for found in answers]

    def as_things_are(self) -> Found:
        """With no limit taken away: what all is measured against."""
        return self._carried_out(
            Relieve(self.question, Reliefs(), priced=True, seed=self.seed, budget=AS_IT_IS)
        )

    def priced(self, reliefs: Reliefs) -> Found:
        """The same with all that it takes, of one case."""
        return self._carried_out(Relieve(self.question, reliefs, priced=True, seed=self.seed))

    def planned(self, reliefs: Reliefs) -> Found:
        """The same with the plan, whatever it takes."""
        return self._carried_out(
            Relieve(self.question, reliefs, priced=False, seed=self.seed, planned=True)
        )

    def _carried_out(self, task: Relieve) -> Found:
        return self.processes.result(self.processes.submit(task)) or UNKNOWN

    def winners(
        self, groups: Sequence[Sequence[Name]], base: int
    ) -> tuple[list[Name], list[tuple[Name, ...]]]:
        """Single cells without which fewer are missing, found by halving groups that win, those
        that win most first; and the groups that win and were not looked into any further."""
        single: list[Name] = []
        crowds: list[tuple[Name, ...]] = []
        winning, asked = self._narrowed(self._winning(list(map(tuple, groups)), base)), 0
        while winning and asked < ENOUGH and not self.watch.over():
            halved, winning = winning[:WAVE], winning[WAVE:]
            single += [group[0] for _, group in halved if len(group) == 1]
            known = Counter(THEMES[name[0]] for name in single)
            many = [group for _, group in halved if len(group) > 1]
            crowds += [group for group in many if known[THEMES[group[0][0]]] >= ALIKE]
            parts = [
                part
                for group in many
                if known[THEMES[group[0][0]]] < ALIKE
                for part in _halves(group)
            ]
            asked += len(parts)
            winning = sorted([*self._winning(parts, base), *winning], key=lambda pair: pair[0])
        single += [group[0] for _, group in winning if len(group) == 1]
        return single, [*crowds, *(group for _, group in winning if len(group) > 1)]

    def _narrowed(
        self, winning: Sequence[tuple[int, tuple[Name, ...]]]
    ) -> list[tuple[int, tuple[Name, ...]]]:
        """Large groups cut down to cells that a plan without the group makes use of: without these
        alone as few are missing."""
        large = [group for _, group in winning if len(group) > MANY]
        tasks = [
            Relieve(self.question, Reliefs(frozenset(group)), False, self.seed, planned=True)
            for group in large
        ]
        used = {
            group: broken_by(self.question, group, found.plan)
            for group, found in zip(large, self.processes.results(tasks), strict=True)
            if found is not None and found.verdict == "found"
        }
        return [(units, used.get(group) or group) for units, group in winning]

    def _winning(
        self, groups: Sequence[tuple[Name, ...]], base: int
    ) -> list[tuple[int, tuple[Name, ...]]]:
        """Units missing without a group, for those without which fewer are, the fewest first."""
        pairs = [
            (units, group)
            for units, group in zip(self.least(groups), groups, strict=True)
            if units is not None and units < base
        ]
        return sorted(pairs, key=lambda pair: pair[0])

    def smallest(self, names: Sequence[Name], target: int) -> tuple[Name, ...]:
        """A part of the cells without which no more are missing than `target`, none of it in vain;
        nothing where that takes too many questions.

        All of them together reach it. Cells at the front are kept rather than those at the end.
        Junker, QuickXplain (2004): the part that is needed besides what is already taken.
        """
        left = TOGETHER

        def reaches(taken: Sequence[Name]) -> bool:
            nonlocal left
            left -= 1
            (units,) = self.least([taken])
            return units is not None and units <= target

        def needed(taken: tuple[Name, ...], more: bool, names: Sequence[Name]) -> tuple[Name, ...]:
            if left <= 0 or (more and reaches(taken)):
                return ()
            if len(names) == 1 or self.watch.over():
                return tuple(names)
            front, end = _halves(tuple(names))
            last = needed((*taken, *front), True, end)
            first = needed((*taken, *last), bool(last), front)
            return (*first, *last)

        found = needed((), True, names) if names else ()
        return found if left > 0 else ()


def _halves(group: Sequence[Name]) -> tuple[tuple[Name, ...], tuple[Name, ...]]:
    middle = (len(group) + 1) // 2
    return tuple(group[:middle]), tuple(group[middle:])
