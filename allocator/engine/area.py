"""A part of a plan: some capabilities and components, or all that some states do."""

from dataclasses import dataclass

import numpy as np

from allocator.engine.neighbourhood import Mask
from allocator.model.model import Model


@dataclass(frozen=True, slots=True)
class Area:
    """What is decided anew: all of some capabilities and components, and all that states do.

    Money, posts and what else nobody owns alone always belong to it. With states, so does what no
    state decides by itself: lots of pools, expansions, support.
    """

    capabilities: tuple[str, ...] = ()
    components: tuple[str, ...] = ()
    states: tuple[str, ...] = ()

    def free(self, model: Model) -> Mask:
        """The variables of a model that belong to it."""
        labels, positions = model.program.labels, model.basis.positions
        block, state = labels["capability"], labels["state"]
        chosen = [positions["capability"][code] for code in self.capabilities]
        beyond = len(model.scenario.capabilities)
        chosen += [beyond + positions["component"][code] for code in self.components]
        free = (block < 0) | np.isin(block, chosen)
        if self.states:
            own = [positions["state"][code] for code in self.states]
            free |= np.isin(state, own) | (state < 0)
        return np.asarray(free, dtype=np.bool_)
