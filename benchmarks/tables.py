"""Tables of a race in Markdown."""

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.runs import Run

WITHIN = ((100, "10 %"), (10, "1 %"), (0, "0 %"))
"""Thousandths above the best known value, and how the table calls them."""
STARTS = {
    "ours": "own",
    "cpsat1": "hint",
    "cpsat8": "hint",
    "highs": "setSolution",
    "scip": "addSol",
    "cbc": "mipstart",
}
TITLES = {
    "ours": "ours",
    "cpsat1": "CP-SAT, 1 worker, linearization 2",
    "cpsat8": "CP-SAT, 8 workers",
    "highs": "HiGHS",
    "scip": "SCIP",
    "cbc": "CBC",
}


@dataclass(frozen=True, slots=True)
class Heat:
    """All engines on one aim."""

    aim: str
    held: dict[str, int]
    initial: int
    """Value of the plan the peers start from."""
    best: int
    """The best value known."""
    runs: tuple[Run, ...]

    @property
    def bound(self) -> int | None:
        """The best bound any engine proved."""
        return max((run.bound for run in self.runs if run.bound is not None), default=None)


def heat_table(heat: Heat) -> str:
    """Seconds to within 10, 1 and 0 per cent of the best known value, and how each engine ended."""
    held = ", ".join(f"{aim} <= {most:,}" for aim, most in heat.held.items()) or "nothing"
    times = " | ".join(f"s to {words}" for _, words in WITHIN)
    lines = [
        f"## {heat.aim}",
        "",
        f"Held: {held}. Start: {heat.initial:,}. Best known: {heat.best:,}; "
        f"best bound: {_number(heat.bound)}.",
        "",
        f"| engine | start | {times} | value | over best | bound | gap | peak MB | notes |",
        "|---|---|" + "---|" * (len(WITHIN) + 6),
    ]
    for run in heat.runs:
        cells = [
            TITLES[run.engine],
            STARTS[run.engine],
            *(_seconds(run.time_to(heat.best, part)) for part, _ in WITHIN),
            _number(run.value),
            _over(run.value, heat.best),
            _number(run.bound),
            "" if run.gap is None else f"{100 * run.gap:.2f} %",
            f"{run.memory:,.0f}",
            "; ".join(run.notes),
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


@dataclass(frozen=True, slots=True)
class Tally:
    """An engine over many small tasks."""

    engine: str
    proven: int
    tasks: int
    seconds: float
    """In total; a task that was not proven counts with the whole deadline."""
    not_best: int
    """Tasks in which another engine's value is better."""
    notes: tuple[str, ...]


def tally(engine: str, heats: Sequence[Heat], deadline: float) -> Tally:
    """What an engine did over many heats."""
    pairs = [(heat, run) for heat in heats for run in heat.runs if run.engine == engine]
    return Tally(
        engine=engine,
        proven=sum(run.proven for _, run in pairs),
        tasks=len(pairs),
        seconds=sum(run.seconds if run.proven else deadline for _, run in pairs),
        not_best=sum(run.value is None or run.value > heat.best for heat, run in pairs),
        notes=tuple(sorted({note for _, run in pairs for note in run.notes})),
    )


def tally_table(tallies: Sequence[Tally], deadline: float) -> str:
    """Total seconds to proof over all small tasks."""
    lines = [
        f"A task that was not proven counts with the deadline of {deadline:.0f} s.",
        "",
        "| engine | proven | total s | not the best value | notes |",
        "|---|---|---|---|---|",
        *(
            f"| {TITLES[one.engine]} | {one.proven} of {one.tasks} | {one.seconds:.1f} "
            f"| {one.not_best} | {'; '.join(one.notes)} |"
            for one in tallies
        ),
    ]
    return "\n".join(lines) + "\n"


def _number(value: int | None) -> str:
    return "none" if value is None else f"{value:,}"


def _seconds(seconds: float | None) -> str:
    return "never" if seconds is None else f"{seconds:.1f}"


def _over(value: int | None, best: int) -> str:
    if value is None:
        return ""
    return f"{100 * (value - best) / max(1, abs(best)):.2f} %"
