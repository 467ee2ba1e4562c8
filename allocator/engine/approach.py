"""Rounds that bring a plan of a large program back to what all aims are known to be worth.

After a change of the scenario the aims of a plan are a little above what they were. Held one after
the other, as a solve does, they leave the search no room: what one aim has won for the moment the
next cannot give back. Here they are weighed against each other, the earlier ones far heavier, until
nothing stands above its worth.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from allocator.domain.policy import ARBITRARY, AimName
from allocator.engine.burdens import Burdens
from allocator.engine.distance import Distance
from allocator.engine.kinds import FEW, View
from allocator.engine.merit import Goal
from allocator.engine.processes import Processes
from allocator.engine.roaming import Roaming
from allocator.engine.targets import TIERS
from allocator.engine.walk_back import decided
from allocator.engine.watch import Watch
from allocator.model.linear_form import IntArray
from allocator.model.model import Model

WEIGHTS = (100.0, 1.0, 0.3, 0.1, 0.03, 0.01, 0.003)
"""What the aims weigh in their order, where each has as much again above its worth as that is. Of
the spread that is said of every state. The first keeps its rank against all others together; the
ones after it are settled one by one when the rounds are done."""
STEEP = 0.1
"""The lowest of the tiers of burdens weighs so much of the spread's weight."""
STAYING = 1e-8
"""What it weighs to differ from the known plan: next to nothing, but nothing changes for nothing. A
decision that moves through its whole range counts a thousand."""
PATIENCE = 10
"""Rounds that may win nothing in a row."""
PHASE = "approach"


@dataclass(slots=True)
class Approach:
    """The search under way."""

    model: Model
    known: IntArray
    """The assignment nearest to the plan that has the worth; it may break rows."""
    worth: Mapping[AimName, int]
    processes: Processes
    watch: Watch
    step: float
    """Deterministic seconds of a neighbourhood."""
    budget: float
    """Deterministic seconds of all of them."""
    seed: int

    def approached(self, vector: IntArray) -> IntArray:
        """The best assignment found from one that holds every row."""
        distance = Distance(self.model.program)
        apart = distance.least(decided(self.model, self.known))
        burdens = Burdens.of(self.model.program, self.model.aims["spread"])
        most = self.worth.get("spread", 0)

        def focused(view: View) -> View:
            high = sum(burden > most for burden, _ in burdens.ranked(view.vector))
            return replace(view, above=high or FEW, relieving=high > 0)

        search = Roaming(
            distance.measured(self.model),
            self.processes,
            self.watch,
            self.step,
            self.budget,
            PATIENCE,
            f"{self.seed}|{PHASE}",
        )
        goals = [*self._goals(burdens), Goal(apart, 0, STAYING)]
        found = search.best(goals, distance.completed(vector), focused=focused)
        tight = self.model.tightened(found[: len(vector)])
        return tight if self.model.program.holds(tight) else vector

    def _goals(self, burdens: Burdens) -> Iterator[Goal]:
        """What each aim has above its worth, in its own size; of the spread for each state."""
        aims = [aim for aim in self.model.aims if aim in self.worth and aim != ARBITRARY]
        for aim, weight in zip(aims, WEIGHTS, strict=False):
            most = self.worth[aim]
            price = weight / max(1, abs(most))
            if aim != "spread":
                yield Goal(self.model.aims[aim], most, price)
                continue
            for form, point in zip(burdens.forms, burdens.points, strict=True):
                for height, steep in TIERS:
                    target = most * point * height // 100
                    yield Goal(form, target, STEEP * steep * price / point)
