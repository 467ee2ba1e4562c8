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
        labels = model.program.labels
        free = self.own(model) | (labels["capability"] < 0)
        if self.states:
            free |= labels["state"] < 0
        return np.asarray(free, dtype=np.bool_)

    def own(self, model: Model) -> Mask:
        """Those that belong to it and to no area of other capabilities, components or states."""
        labels, positions = model.program.labels, model.basis.positions
        chosen = [positions["capability"][code] for code in self.capabilities]
        beyond = len(model.scenario.capabilities)
        chosen += [beyond + positions["component"][code] for code in self.components]
        states = [positions["state"][code] for code in self.states]
        own = np.isin(labels["capability"], chosen) | np.isin(labels["state"], states)
        return np.asarray(own, dtype=np.bool_)
