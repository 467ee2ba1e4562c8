"""The command that solves many futures."""

from pathlib import Path
from typing import Annotated

import typer

from allocator.cli.options import (
    Cluster,
    Effort,
    Json,
    SearchOfEach,
    Workbook,
    Workers,
    listed,
)


def sweep(
    workbook: Workbook,
    scenarios: Annotated[
        str,
        typer.Option(
            help="Scenarios of the workbook, such as delay,small_budget,delay+small_budget; or all."
        ),
    ] = "",
    draws: Annotated[
        int, typer.Option(min=0, help="Draws of the sheet uncertainties, on top of each scenario.")
    ] = 0,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="Summary; outputs/<name>-sweep.xlsx by default."),
    ] = None,
    store: Annotated[
        Path | None, typer.Option(help="SQLite database of every future, with its whole plan.")
    ] = None,
    journal: Annotated[
        Path | None,
        typer.Option(help="File that keeps every result; the same sweep goes on from there."),
    ] = None,
    cluster: Cluster = None,
    effort: SearchOfEach = Effort.QUICK,
    time_limit: Annotated[
        float | None,
        typer.Option(min=0.0, help="Seconds for each future (not reproducible)."),
    ] = None,
    seed: Annotated[
        int, typer.Option(min=0, max=2**31 - 1, help="Seed of the draws and of the searches.")
    ] = 0,
    workers: Workers = None,
    json: Json = False,
) -> None:
    """Solve many futures of a workbook and say what they have in common."""
    from allocator.app.sweep_workbook import Wanted  # noqa: PLC0415
    from allocator.cli.sweep import run_sweep  # noqa: PLC0415

    raise typer.Exit(
        run_sweep(
            workbook,
            Wanted(listed(scenarios), draws),
            output,
            store,
            journal,
            cluster,
            effort.value,
            time_limit,
            seed,
            workers,
            as_json=json,
        )
    )
