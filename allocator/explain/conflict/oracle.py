"""Which stipulations can hold together: answers of the engine, and what follows from them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from allocator.domain.plan import Plan
from allocator.domain.scenario import Scenario
from allocator.engine.effort import Effort
from allocator.engine.feasible import Verdict, verdict
from allocator.explain.bare import bare
from allocator.explain.conflict.part import Scope, decides, idle, part, restated
from allocator.explain.conflict.subject import (
    OF_EVERYTHING,
    asked_to_spend,
    asks,
    capabilities,
)
from allocator.explain.stipulations.all import without
from allocator.explain.stipulations.stipulation import Stipulation
from allocator.model.build import build
from allocator.verify.verify import violations

FEW = 4
"""Of so many capabilities a part is hardly smaller than the whole."""
Kept = frozenset[int]
"""Places of stipulations that hold; all others are dropped."""


@dataclass(slots=True)
class Oracle:
    """Answers for one scenario.

    What cannot hold together cannot hold together with more; what can, can with less. Where few
    capabilities are asked for anything, the question is put to these alone.
    """

    scenario: Scenario
    stipulations: tuple[Stipulation, ...]
    effort: Effort = "quick"
    seed: int = 0
    stop: Callable[[], bool] | None = None
    told: Callable[[int], None] = lambda _: None
    """Hears how many questions were asked."""
    in_parts: bool = False
    """Whether questions are put to parts of the scenario; always so in one of many capabilities."""
    questions: int = 0
    asking: Kept = field(init=False)
    """Those that ask for something."""
    subjects: Sequence[frozenset[str] | None] = field(init=False)
    """The capabilities that each is about; None: all, or money and people."""
    everything: Kept = field(init=False)
    _of_everything: Kept = field(init=False)
    _conflicting: list[Kept] = field(default_factory=list)
    _holding: list[tuple[Kept, Plan]] = field(default_factory=list)
    _parts: dict[frozenset[str] | None, tuple[Scenario, Kept]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.scenario = bare(self.scenario)
        self.in_parts = self.in_parts or len(self.scenario.capabilities) > FEW
        self.everything = frozenset(range(len(self.stipulations)))
        self.subjects = [capabilities(self.scenario, one) for one in self.stipulations]
        self.asking = frozenset(k for k in self.everything if asks(self.stipulations[k]))
        self._of_everything = frozenset(
            k for k in self.everything if self.stipulations[k].kind in OF_EVERYTHING
        )

    def conflicting(self, kept: Kept) -> bool:
        """Whether these cannot hold together; False also where that could not be found out."""
        return self.answer(kept) == "infeasible"

    def answer(self, kept: Kept) -> Verdict:
        """A plan in which these hold, that there is none, or neither within the effort.

        Of the part of the scenario that these ask something of, unless `in_parts` is false.
        """
        if not kept & self.asking:
            return Plan()
        if any(known <= kept for known in self._conflicting):
            return "infeasible"
        known_plan = next((plan for known, plan in self._holding if kept <= known), None)
        if known_plan is not None:
            return known_plan
        found = self._asked(kept, self.scope(kept) if self.in_parts else None)
        if found == "infeasible":
            self._conflicting.append(kept)
        elif isinstance(found, Plan):
            self._holding.append((kept, found))
        return found

    def proof(self, kept: Kept) -> Verdict:
        """`answer` for the whole scenario: a plan is verified; where a part does not decide that
        there is none, the whole is asked."""
        found = self.answer(kept)
        if isinstance(found, Plan):
            whole = self.variant(kept)
            if not violations(whole, restated(found, whole)):
                return found
        elif any(known <= kept and self._decided(known) for known in self._conflicting):
            return "infeasible"
        return self._asked(kept, None)

    def _decided(self, kept: Kept) -> bool:
        """Whether what cannot hold in the part that was asked cannot hold in the whole."""
        scope = self.scope(kept) if self.in_parts else None
        return scope is None or decides(self.scenario, scope, [self.stipulations[k] for k in kept])

    def variant(self, kept: Kept) -> Scenario:
        """The whole scenario in which only these hold."""
        return self._variant(kept, None)

    def scope(self, kept: Kept) -> Scope | None:
        """The capabilities and the states of which these ask something; None: all of them."""
        if kept & self._of_everything:
            return None
        capabilities, states = set[str](), set[str]()
        for place in kept & self.asking:
            spenders = asked_to_spend(self.stipulations[place])
            states |= spenders
            if not spenders:
                capabilities |= self.subjects[place] or set()
        return Scope(frozenset(capabilities), frozenset(states))

    def within(self, scope: Scope | None) -> Kept:
        """Stipulations that have a say when only this is looked at."""
        return self._within(None if scope is None or scope.states else scope.capabilities)

    def _within(self, capabilities: frozenset[str] | None) -> Kept:
        if capabilities is None:
            return self.everything
        return frozenset(
            place
            for place, subject in enumerate(self.subjects)
            if subject is None
            or (
                subject <= capabilities
                if self.stipulations[place].kind == "enabler"
                else subject & capabilities
            )
        )

    def forget(self) -> None:
        """From now on every question is put to the whole scenario."""
        self.in_parts = False
        self._conflicting.clear()
        self._holding.clear()

    def _variant(self, kept: Kept, scope: Scope | None) -> Scenario:
        named = None if scope is None or scope.states else scope.capabilities
        if named not in self._parts:
            cut = self.scenario if named is None else part(self.scenario, named)
            self._parts[named] = cut, self._within(named)
        scenario, there = self._parts[named]
        wide = without(scenario, [self.stipulations[place] for place in sorted(there - kept)])
        return idle(wide, scope) if scope is not None and scope.states else wide

    def _asked(self, kept: Kept, scope: Scope | None) -> Verdict:
        self.questions += 1
        self.told(self.questions)
        if self.stop is not None and self.stop():
            return "undecided"
        model = build(self._variant(kept, scope))
        return verdict(model, effort=self.effort, seed=self.seed, stop=self.stop)
