"""What a large program looks like to a search: who owns which variable, and what meets where.

Variables with a capability belong to its block; what makers of a component decide on its growth is
a block as well. Variables without one are shared: money, posts, carry and what is said of them.
Blocks meet only in rows that touch a shared variable or another block.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from allocator.engine.neighbourhood import Mask, Matrix
from allocator.model.program import Program

Labels = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Terrain:
    """Labels of a program's variables, and the structure that follows from them."""

    state: Labels
    capability: Labels
    line: Labels
    pool: Labels
    period: Labels
    shared: Mask
    sizes: tuple[int, ...]
    """Variables of each capability's block."""
    coupling: Mask
    """Rows in which a block meets anything that is not its own."""
    block_of_row: Labels
    """The only block a row touches, -1 where that is none or where there are several."""
    needing: tuple[tuple[int, ...], ...]
    """For each component the blocks that its rows touch: its own and those of its users."""
    enabling: tuple[tuple[int, ...], ...]
    """For each enabler its block and those of the combat capabilities that need it."""

    @classmethod
    def of(cls, program: Program, matrix: Matrix) -> "Terrain":
        """The terrain of a program whose numbers are `matrix`."""
        labels = {name: column[: len(matrix.lower)] for name, column in program.labels.items()}
        capability = labels["capability"]
        touched = capability[matrix.rows.index]
        count = len(matrix.rows.lower)
        least = np.full(count, np.iinfo(np.int32).max, dtype=np.int32)
        most = np.full(count, -1, dtype=np.int32)
        np.minimum.at(least, matrix.row_of, touched)
        np.maximum.at(most, matrix.row_of, touched)
        alone = (least == most) | (most < 0)
        return cls(
            state=labels["state"],
            capability=capability,
            line=labels["line"],
            pool=labels["pool"],
            period=labels["period"],
            shared=capability < 0,
            sizes=tuple(np.bincount(capability[capability >= 0]).tolist()),
            coupling=~alone,
            block_of_row=np.where(alone, most, -1).astype(np.int32),
            needing=_meeting(program, touched, matrix, "components"),
            enabling=_meeting(program, touched, matrix, "enablers"),
        )

    @property
    def states(self) -> tuple[int, ...]:
        """Positions of the states that own variables."""
        return tuple(np.unique(self.state[self.state >= 0]).tolist())

    @property
    def capabilities(self) -> tuple[int, ...]:
        """Positions of the capabilities that own variables."""
        return tuple(place for place, size in enumerate(self.sizes) if size)

    def block(self, capability: int) -> Mask:
        """The variables of one capability."""
        return np.asarray(self.capability == capability)

    def within(self, mask: Mask, states: list[int]) -> Mask:
        """The part of a mask that belongs to some states or to no state at all."""
        return mask & ((self.state < 0) | np.isin(self.state, states))


def _meeting(
    program: Program, touched: Labels, matrix: Matrix, family: str
) -> tuple[tuple[int, ...], ...]:
    """Blocks that meet in a family's rows about one code, which come first in their names."""
    found: dict[str, set[int]] = {}
    for number, row in enumerate(program.rows):
        if row.family == family:
            entries = slice(int(matrix.rows.start[number]), int(matrix.rows.start[number + 1]))
            found.setdefault(row.codes[0], set()).update(touched[entries].tolist())
    return tuple(tuple(sorted(blocks)) for blocks in found.values() if len(blocks) > 1)
