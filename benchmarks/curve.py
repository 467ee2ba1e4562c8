"""The curve of time against size: read from what runs left, and as a table in Markdown."""

import json
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from os import cpu_count
from pathlib import Path

from benchmarks.peers.launch import RUN
from benchmarks.peers.ours import CHAIN, WHOLE_RUN
from benchmarks.peers.recorder import TRACE

AIM = "shortfall"
FIRST = "first.json"
"""Seconds until the status quo was read, built and checked."""
NEAR = 3
"""Per cent above the bound that count as equal quality at every scale."""


@dataclass(frozen=True, slots=True)
class Point:
    """One scale."""

    scale: int
    variables: int
    first: float
    """Seconds until the status quo was read, built and checked."""
    reached: float | None
    """Seconds of search to within `NEAR` per cent of the bound."""
    seconds: float
    """Seconds of search in all."""
    value: int
    bound: int
    memory: float
    """MB: the peaks of all processes added up, whenever each stood."""

    @property
    def over(self) -> float:
        """Per cent above the bound in the end."""
        return 100 * (self.value / self.bound - 1)


def read_point(scale: int, folder: Path) -> Point:
    """What the runs at a scale left in a folder."""
    text = (folder / AIM / "ours" / TRACE).read_text(encoding="utf-8")
    lines = [json.loads(line) for line in text.splitlines()]
    bound = max(line["bound"] for line in lines)
    most = bound * (100 + NEAR) // 100
    near = [line["seconds"] for line in lines if line["value"] <= most]
    return Point(
        scale=scale,
        variables=json.loads((folder / CHAIN).read_text(encoding="utf-8"))["variables"],
        first=json.loads((folder / FIRST).read_text(encoding="utf-8"))["seconds"],
        reached=min(near, default=None),
        seconds=max(line["seconds"] for line in lines),
        value=min(line["value"] for line in lines),
        bound=bound,
        memory=json.loads((folder / WHOLE_RUN / RUN).read_text(encoding="utf-8"))["memory"],
    )


def table(points: Sequence[Point], effort: str, workers: int) -> str:
    """The curve as a dated table in Markdown."""
    day = datetime.now(tz=UTC).date()
    least = points[0]
    lines = [
        f"# Scaling, {day}",
        "",
        f"{cpu_count()} cores ({platform.machine()}), CPython {platform.python_version()}; effort "
        f"{effort}, {workers} processes; aim {AIM}. The first plan is the status quo, read, built "
        "and checked; seconds of search count from there. The bound is proven by the same run. "
        "Memory is the sum of the peaks of all processes, which need not stand at the same time: "
        "no less than what they held together at any time.",
        "",
        f"| scale | variables | first plan, s | s to {NEAR} % of the bound | per variable, against "
        f"{least.scale}x | s in all | over the bound | sum of peaks, MB |",
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
