"""The command on fronts of aims."""

from pathlib import Path
from typing import Annotated

import typer

from allocator.cli.options import (
    Cluster,
    Effort,
    Json,
    Scenario,
    SearchOfEach,
    Seed,
    Workbook,
    Workers,
    listed,
    stem_of,
)


def pareto(
    workbook: Workbook,
    aims: Annotated[
        str,
        typer.Option(
            metavar="AIM,AIM...",
            help="Two aims or more; the first is minimised while limits of the others vary.",
        ),
    ] = "shortfall,spread,cost",
    points: Annotated[
        int | None,
        typer.Option(
            min=2,
            max=100_000,
            help="Plans to search for at most; without it every point of a small program, nine "
            "plans of a large one.",
        ),
    ] = None,
    scenario: Scenario = "",
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", help="Workbook to write; outputs/<name>-pareto.xlsx by default."
        ),
    ] = None,
    plans: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Write the plan of each point there, as solve does."),
    ] = None,
    journal: Annotated[
        Path | None,
        typer.Option(help="File that keeps every search; the same front goes on from there."),
    ] = None,
    cluster: Cluster = None,
    effort: SearchOfEach = Effort.QUICK,
    time_limit: Annotated[
        float | None,
        typer.Option(min=0.0, help="Seconds for all of it; what is found by then is written."),
    ] = None,
    seed: Seed = 0,
    workers: Workers = None,
    json: Json = False,
) -> None:
    """Find plans of which none is better in one aim without being worse in another."""
    from allocator.app.pareto_workbook import Placed, Wanted  # noqa: PLC0415
    from allocator.cli.pareto import run_pareto  # noqa: PLC0415
    from allocator.cli.running import searching  # noqa: PLC0415

    target = output or Path("outputs") / f"{stem_of(workbook, scenario)}-pareto.xlsx"
    raise typer.Exit(
        run_pareto(
            workbook,
            Wanted(listed(aims), points),
            Placed(target, plans, journal, cluster),
            searching(effort.value, time_limit, seed, workers),
            scenario,
            as_json=json,
        )
    )
