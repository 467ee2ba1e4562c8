"""The command on one plan for several scenarios."""

from pathlib import Path
from typing import Annotated

import typer

from allocator.cli.options import Effort, Json, SearchOfEach, Seed, Workbook, Workers, listed


def robust(
    workbook: Workbook,
    scenarios: Annotated[
        str,
        typer.Option(
            help="Scenarios that one plan is to serve, such as base,delay,delay+small_budget; or "
            "all. base is the workbook as it stands."
        ),
    ],
    recourse_from: Annotated[
        str | None,
        typer.Option(
            metavar="PERIOD",
            help="Period from which on it is known which scenario it is; the second by default.",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", help="Workbook to write; outputs/<name>-robust.xlsx by default."
        ),
    ] = None,
    plans: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER", help="Write the plan of each scenario there, as solve does."
        ),
    ] = None,
    effort: SearchOfEach = Effort.QUICK,
    time_limit: Annotated[
        float | None,
        typer.Option(min=0.0, help="Seconds for all of it (not reproducible)."),
    ] = None,
    seed: Seed = 0,
    workers: Workers = None,
    json: Json = False,
) -> None:
    """Find one plan that serves several scenarios, with the least worst shortfall."""
    from allocator.app.robust_workbook import Wanted  # noqa: PLC0415
    from allocator.cli.robust import run_robust  # noqa: PLC0415
    from allocator.cli.running import searching  # noqa: PLC0415

    target = output or Path("outputs") / f"{workbook.stem}-robust.xlsx"
    search = searching(effort.value, time_limit, seed, workers)
    wanted = Wanted(listed(scenarios), recourse_from)
    raise typer.Exit(run_robust(workbook, target, wanted, search, plans, as_json=json))
