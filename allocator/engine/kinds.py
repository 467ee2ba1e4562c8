"""Kinds of neighbourhoods: each draws a part of a program of about a given size.

A kind is a question a planner might ask: could these capabilities be met otherwise, could these
states share otherwise, is this pool worth its place, would this line serve others better?
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np

from allocator.engine.neighbourhood import Mask
from allocator.engine.terrain import Terrain
from allocator.model.linear_form import IntArray

WIDE = 2.0
"""A neighbourhood that comes out so many times larger than asked for is cut down by states."""
PAIR = 2
"""States that a neighbourhood has at least: what one gives up another must be able to take."""
MIXED_PART = 3
"""A mixed neighbourhood has one state in so many, and as many more capabilities for it."""
BLUR = 0.3
"""What stands apart counts between so much of it and all: the furthest mostly come first, but not
the same ones together every time."""
FEW = 3
"""States that count as those at the top where no burden is above a threshold."""


@dataclass(frozen=True, slots=True)
class View:
    """What a kind may look at."""

    terrain: Terrain
    vector: IntArray
    """The assignment that is being improved."""
    apart: Sequence[float]
    """For each capability, how far it stands from the guide, in the guide's prices."""
    burdened: Sequence[int]
    """States from the highest to the lowest burden."""
    above: int
    """So many of them are above the threshold."""
    limited: Sequence[int]
    """States at a limit: their ceilings or crews leave them next to nothing."""
    changed: Mask | None = None
    """What differs from the plan in force, where the search is for steadiness."""
    relieving: bool = False
    """Whether the largest burden is what the search is for."""


Kind = Callable[[View, Random, int], Mask]


def capabilities(view: View, random: Random, size: int) -> Mask:
    """A few capabilities whole."""
    codes = list(view.terrain.capabilities)
    random.shuffle(codes)
    return _whole(view.terrain, codes, size)


def apart(view: View, random: Random, size: int) -> Mask:
    """Capabilities that stand furthest from the guide: what one gives up another can take."""
    codes = list(view.terrain.capabilities)
    ranks = {code: view.apart[code] * random.uniform(BLUR, 1.0) for code in codes}
    codes.sort(key=lambda code: (-ranks[code], code))
    return _whole(view.terrain, codes, size)


def states(view: View, random: Random, size: int) -> Mask:
    """A few states in everything they do."""
    members = list(view.terrain.states)
    random.shuffle(members)
    return _group(view.terrain, members, size)


def burdens(view: View, random: Random, size: int) -> Mask:
    """A state from the top of the burdens with some from the bottom."""
    ranked = view.burdened
    top = _top(view, random)
    low = list(ranked[-max(1, len(ranked) // 2) :])
    random.shuffle(low)
    return _group(view.terrain, [top, *(state for state in low if state != top)], size)


def relief(view: View, random: Random, size: int) -> Mask:
    """The state with the highest burden and some of the two thirds with the lowest."""
    top, *others = view.burdened
    low = others[-max(1, 2 * len(view.burdened) // 3) :]
    random.shuffle(low)
    return _group(view.terrain, [top, *low], size)


def payers(view: View, random: Random, size: int) -> Mask:
    """The capabilities in which a state from the top of the burdens acquires."""
    terrain = view.terrain
    top = _top(view, random)
    busy = np.bincount(
        terrain.capability[(terrain.state == top) & (view.vector > 0) & ~terrain.shared],
        minlength=len(terrain.sizes),
    )
    codes = np.nonzero(busy)[0].tolist() or list(terrain.capabilities)
    random.shuffle(codes)
    return _whole(terrain, codes, size)


def limits(view: View, random: Random, size: int) -> Mask:
    """States at their ceilings or short of crews, in everything they do."""
    if not view.limited:
        return states(view, random, size)
    members = list(view.limited)
    random.shuffle(members)
    return _group(view.terrain, members, size)


def pools(view: View, random: Random, size: int) -> Mask:
    """A pool, with its members in its capability."""
    terrain = view.terrain
    codes = np.unique(terrain.pool[terrain.pool >= 0]).tolist()
    if not codes:
        return capabilities(view, random, size)
    inside = terrain.pool == random.choice(codes)
    members = np.unique(terrain.state[inside & (terrain.state >= 0)]).tolist()
    block = np.isin(terrain.capability, np.unique(terrain.capability[inside]))
    return _narrowed(terrain, inside | terrain.within(block, members), random, size)


def lines(view: View, random: Random, size: int) -> Mask:
    """A production line and its customers, and what else these buy of the capability."""
    terrain = view.terrain
    codes = np.unique(terrain.line[terrain.line >= 0]).tolist()
    if not codes:
        return capabilities(view, random, size)
    inside = terrain.line == random.choice(codes)
    customers = np.unique(terrain.state[inside & (view.vector > 0) & (terrain.state >= 0)]).tolist()
    block = np.isin(terrain.capability, np.unique(terrain.capability[inside]))
    return _narrowed(terrain, inside | terrain.within(block, customers), random, size)


def components(view: View, random: Random, size: int) -> Mask:
    """A component that lines share: its growth, and the capabilities of these lines."""
    return _meeting(view, random, size, view.terrain.needing)


def enablers(view: View, random: Random, size: int) -> Mask:
    """An enabler and the combat capabilities that count only with it."""
    return _meeting(view, random, size, view.terrain.enabling)


def _meeting(view: View, random: Random, size: int, groups: Sequence[tuple[int, ...]]) -> Mask:
    """One of the groups of blocks that meet; capabilities where there is none."""
    if not groups:
        return capabilities(view, random, size)
    inside = np.isin(view.terrain.capability, random.choice(groups))
    return _narrowed(view.terrain, inside, random, size)


def window(view: View, random: Random, size: int) -> Mask:
    """Two periods that follow each other, in many capabilities."""
    terrain = view.terrain
    last = int(terrain.period.max(initial=0))
    first = random.randint(0, max(0, last - 1))
    inside = (terrain.period < 0) | np.isin(terrain.period, (first, first + 1))
    codes = list(terrain.capabilities)
    random.shuffle(codes)
    return inside & _whole(terrain, codes, size * max(1, last) // 2)


def mixed(view: View, random: Random, size: int) -> Mask:
    """Some states in some capabilities."""
    terrain = view.terrain
    members = list(terrain.states)
    group = random.sample(members, min(len(members), max(PAIR, len(members) // MIXED_PART)))
    codes = list(terrain.capabilities)
    random.shuffle(codes)
    wide = _whole(terrain, codes, size * len(members) // max(1, len(group)))
    return terrain.within(wide, group)


def back(view: View, random: Random, size: int) -> Mask:
    """What differs from the plan in force in some capabilities, and nothing else of them."""
    terrain = view.terrain
    if view.changed is None or not np.any(view.changed & ~terrain.shared):
        return capabilities(view, random, size)
    changed = view.changed & ~terrain.shared
    counts = np.bincount(terrain.capability[changed], minlength=len(terrain.sizes)).tolist()
    codes = [code for code, count in enumerate(counts) if count]
    random.shuffle(codes)
    chosen: list[int] = []
    total = 0
    for code in codes:
        if not chosen or total + counts[code] <= size:
            chosen.append(code)
            total += counts[code]
    return changed & np.isin(terrain.capability, chosen)


KINDS: Mapping[str, Kind] = {
    kind.__name__: kind
    for kind in (
        capabilities,
        apart,
        states,
        burdens,
        payers,
        limits,
        pools,
        lines,
        components,
        enablers,
        window,
        mixed,
    )
}
STEADY_KINDS: Mapping[str, Kind] = {back.__name__: back, **KINDS}
"""Those of a search that has something to go back to."""
EVERY_KIND: Mapping[str, Kind] = {relief.__name__: relief, **STEADY_KINDS}


def drawn(kind: str, view: View, random: Random, size: int) -> Mask:
    """A neighbourhood of a kind, the shared variables free with it."""
    terrain = view.terrain
    if not view.burdened or not terrain.capabilities:
        return np.ones(len(terrain.shared), dtype=np.bool_)
    mask = _narrowed(terrain, EVERY_KIND[kind](view, random, size) & ~terrain.shared, random, size)
    return mask | terrain.shared


def _top(view: View, random: Random) -> int:
    """The state with the highest burden half of the time, else any above the threshold."""
    high = max(1, min(view.above, len(view.burdened)))
    return view.burdened[random.choice((0, random.randrange(high)))]


def _whole(terrain: Terrain, codes: list[int], size: int) -> Mask:
    """The first capability, and those after it that fit in the size."""
    chosen: list[int] = []
    total = 0
    for code in codes:
        if not chosen or total + terrain.sizes[code] <= size:
            chosen.append(code)
            total += terrain.sizes[code]
    return np.isin(terrain.capability, chosen)


def _group(terrain: Terrain, members: list[int], size: int) -> Mask:
    """The first two states, and those after them that fit in the size."""
    counts = np.bincount(terrain.state[(terrain.state >= 0) & ~terrain.shared])
    chosen: list[int] = []
    total = 0
    for state in members:
        own = int(counts[state]) if state < len(counts) else 0
        if len(chosen) < PAIR or total + own <= size:
            chosen.append(state)
            total += own
    return np.isin(terrain.state, chosen)


def _narrowed(terrain: Terrain, mask: Mask, random: Random, size: int) -> Mask:
    """A mask that is far too large, cut down to some of its states."""
    count = int(np.count_nonzero(mask))
    if count <= WIDE * size:
        return mask
    members = np.unique(terrain.state[mask & (terrain.state >= 0)]).tolist()
    few = max(PAIR, len(members) * size // count)
    return terrain.within(mask, random.sample(members, min(few, len(members))))
