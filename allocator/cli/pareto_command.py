"""The command on fronts of aims."""

from pathlib import Path
from typing import Annotated

import typer

from allocator.cli.options import Effort, Json
from allocator.cli.scenario_commands import Scenario


def pareto(
    workbook: Annotated[Path, typer.Argument(help="Input workbook.")],
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
    cluster: Annotated[
        str | None,
        typer.Option(
            help="Address of a dask cluster such as tcp://host:8786, or local; needs the extra "
            "cluster. Without it, processes of this machine."
        ),
    ] = None,
    effort: Annotated[
        Effort, typer.Option(help="How hard each search is; deterministic.")
    ] = Effort.QUICK,
    time_limit: Annotated[
        float | None,
        typer.Option(min=0.0, help="Seconds for all of it; what is found by then is written."),
    ] = None,
    seed: Annotated[int, typer.Option(min=0, max=2**31 - 1, help="Seed of the searches.")] = 0,
    workers: Annotated[
        int | None,
        typer.Option(min=1, max=256, help="Processes; they change nothing. All cores by default."),
    ] = None,
    json: Json = False,
) -> None:
    """Find plans of which none is better in one aim without being worse in another."""
    from allocator.app.pareto_workbook import Placed, Wanted  # noqa: PLC0415
    from allocator.cli.pareto import run_pareto  # noqa: PLC0415
    from allocator.cli.running import searching  # noqa: PLC0415

    names = tuple(name.strip() for name in aims.split(",") if name.strip())
    stem = "-".join(filter(None, (workbook.stem, scenario)))
    target = output or Path("outputs") / f"{stem}-pareto.xlsx"
    raise typer.Exit(
        run_pareto(
            workbook,
            Wanted(names, points),
            Placed(target, plans, journal, cluster),
            searching(effort.value, time_limit, seed, workers),
            scenario,
            as_json=json,
        )
    )
