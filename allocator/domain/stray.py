"""A figure of a workbook that may turn out otherwise, and how far."""

from dataclasses import dataclass
from typing import Literal

Distribution = Literal["triangular", "uniform"]


@dataclass(frozen=True, slots=True)
class Stray:
    """One figure that is drawn at random."""

    sheet: str
    key: tuple[str, ...]
    """Of its row."""
    column: str
    how: Literal["add", "scale"]
    """What is drawn is added to the figure, in its own integers, or is basis points of it."""
    distribution: Distribution
    low: int
    mode: int
    """The likeliest; without meaning where every figure is as likely."""
    high: int
    group: str
    """Figures of a group stray together; empty for one that strays on its own."""
    address: str
    """Of the row that says so."""
