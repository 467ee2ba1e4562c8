"""How a search for a plan with a given past is made."""

from dataclasses import dataclass, field

from allocator.engine.effort import BUDGETS, Budget, Effort
from allocator.engine.progress import Observer
from allocator.engine.watch import Watch
from allocator.engine.way import Way
from allocator.model.model import Model


@dataclass(frozen=True)
class Means:
    """How to search."""

    effort: Effort = "normal"
    watch: Watch = field(default_factory=Watch)
    seed: int = 0
    workers: int = 1
    way: Way = "auto"
    observer: Observer = lambda _progress: None

    def budget(self, model: Model) -> Budget:
        """What the effort may spend on a model."""
        return BUDGETS[self.effort].sized(len(model.program.index))
