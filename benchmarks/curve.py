"""The curve of time against size, as a table in Markdown."""

import platform
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from os import cpu_count

AIM = "shortfall"


@dataclass(frozen=True, slots=True)
class Point:
    """One scale."""

    scale: int
    variables: int
    first: float
    """Seconds until the status quo was read, built and checked."""
    reached: float | None
    """Seconds of search to within 3 per cent of the bound."""
    seconds: float
    """Seconds of search in all."""
    value: int
    bound: int
    memory: float
    """Peak MB of all processes together."""

    @property
    def over(self) -> float:
        """Per cent above the bound in the end."""
        return 100 * (self.value / self.bound - 1)


def table(points: Sequence[Point], effort: str, workers: int) -> str:
    """The curve as a dated table in Markdown."""
    day = datetime.now(tz=UTC).date()
    least = points[0]
    lines = [
        f"# Scaling, {day}",
        "",
        f"{cpu_count()} cores ({platform.machine()}), CPython {platform.python_version()}; effort "
        f"{effort}, {workers} processes; aim {AIM}. The first plan is the status quo, read, built "
        "and checked; seconds of search count from there. The bound is proven by the same run.",
        "",
        "| scale | variables | first plan, s | s to 3 % of the bound | per variable, against "
        f"{least.scale}x | s in all | over the bound | peak MB |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for one in points:
        reached = "never" if one.reached is None else f"{one.reached:.1f}"
        growth = _growth(one, least)
        lines.append(
            f"| {one.scale}x | {one.variables:,} | {one.first:.1f} | {reached} "
            f"| {'' if growth is None else f'{growth:.2f}'} | {one.seconds:.0f} "
            f"| {one.over:.2f} % | {one.memory:,.0f} |"
        )
    return "\n".join(lines) + "\n"


def _growth(one: Point, least: Point) -> float | None:
    """Time per variable to equal quality, relative to that of the smallest scale."""
    if one.reached is None or least.reached is None:
        return None
    return one.reached / least.reached * least.variables / one.variables
