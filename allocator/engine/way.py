"""How a program is taken: whole, or by what improves it part by part."""

from typing import Literal

from allocator.engine.effort import WHOLE_SIZE
from allocator.model.model import Model

Way = Literal["auto", "whole", "large"]
"""By its size, whole by CP-SAT, or by a guide and rounds."""


def is_whole(model: Model, way: Way = "auto") -> bool:
    """Whether a program is taken whole: by itself, where it is small enough."""
    return len(model.program.variables) <= WHOLE_SIZE if way == "auto" else way == "whole"
