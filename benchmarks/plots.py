"""The plot of a race: value over time, one panel for each aim."""

from collections.abc import Sequence
from pathlib import Path

import matplotlib as mpl

from benchmarks.tables import TITLES, Heat

mpl.use("Agg")

from matplotlib import pyplot as plt
from matplotlib.axes import Axes

LOOKS = {
    "ours": ("#000000", "-"),
    "cpsat1": ("#0072B2", "--"),
    "cpsat8": ("#56B4E9", "-"),
    "highs": ("#D55E00", "-."),
    "scip": ("#009E73", ":"),
    "cbc": ("#CC79A7", (0, (5, 1, 1, 1, 1, 1))),
}
"""Colours that colour-blind readers tell apart (Okabe and Ito), and a line style besides."""
EARLIEST = 0.1
"""Seconds at which the time axis begins."""


def plot(heats: Sequence[Heat], title: str, deadline: float, target: Path) -> None:
    """Write the plot; the suffix of `target` (png or svg) says in which form."""
    figure, panels = plt.subplots(
        1, len(heats), figsize=(6 * len(heats), 4.5), squeeze=False, layout="constrained"
    )
    for heat, axes in zip(heats, panels[0], strict=True):
        _panel(axes, heat, deadline)
    panels[0][0].legend(fontsize=8)
    figure.suptitle(title)
    figure.savefig(target, dpi=150, metadata={"Date": None} if target.suffix == ".svg" else None)
    plt.close(figure)


def _panel(axes: Axes, heat: Heat, deadline: float) -> None:
    values = []
    for run in heat.runs:
        times, steps = [EARLIEST], [float(heat.initial)]
        for moment in run.trace:
            if moment.value is not None and moment.value < steps[-1]:
                times.append(max(EARLIEST, moment.seconds))
                steps.append(float(moment.value))
        colour, style = LOOKS[run.engine]
        axes.step(
            [*times, deadline],
            [*steps, steps[-1]],
            where="post",
            color=colour,
            linestyle=style,
            linewidth=2.4 if run.engine == "ours" else 1.6,
            label=TITLES[run.engine],
        )
        values.extend(steps)
    if heat.bound is not None and heat.bound > 0:
        axes.axhline(heat.bound, color="#999999", linewidth=1)
        axes.annotate("best bound", (EARLIEST, heat.bound), fontsize=7, va="bottom")
    axes.set_xscale("log")
    axes.set_xlim(EARLIEST, max(deadline, 2 * EARLIEST))
    if min(values, default=0) > 0:
        axes.set_yscale("log")
    axes.set_title(heat.aim)
    axes.set_xlabel("seconds")
    axes.grid(visible=True, which="both", linewidth=0.3)
