"""The command on what a plan depends on."""

from pathlib import Path
from typing import Annotated

import typer

from allocator.cli.options import (
    Cluster,
    Effort,
    Json,
    PlanOfIt,
    SearchOfEach,
    Seed,
    Workbook,
    Workers,
    listed,
)


def stress(
    workbook: Workbook,
    plan: PlanOfIt,
    kinds: Annotated[
        str,
        typer.Option(
            metavar="KIND,KIND...",
            help="What is lost: states, pools, lines, components, licences; all by default.",
        ),
    ] = "states,pools,lines,components,licences",
    only: Annotated[
        list[str] | None,
        typer.Option(metavar="CODE", help="Lose only this; may be repeated."),
    ] = None,
    ordered_before: Annotated[
        str,
        typer.Option(
            metavar="PERIOD",
            help="Orders that must be placed before its start stay; the second period by default.",
        ),
    ] = "",
    most: Annotated[
        int | None,
        typer.Option(
            min=1,
            help="Decide everything anew for so many losses only, those that take most at once.",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", help="Workbook to write; outputs/<name>-stress.xlsx by default."
        ),
    ] = None,
    journal: Annotated[
        Path | None,
        typer.Option(help="File that keeps every loss; the same stress test goes on from there."),
    ] = None,
    cluster: Cluster = None,
    effort: SearchOfEach = Effort.QUICK,
    time_limit: Annotated[
        float | None,
        typer.Option(min=0.0, help="Seconds for each loss (not reproducible)."),
    ] = None,
    seed: Seed = 0,
    workers: Workers = None,
    json: Json = False,
) -> None:
    """Lose each state, pool, line, component and licence in turn, and rank what remains short."""
    from allocator.app.stress_workbook import Placed, Wanted  # noqa: PLC0415
    from allocator.cli.stress import run_stress  # noqa: PLC0415

    names = tuple(dict.fromkeys(listed(kinds)))
    target = output or Path("outputs") / f"{workbook.stem}-stress.xlsx"
    raise typer.Exit(
        run_stress(
            workbook,
            plan,
            Wanted(names, tuple(only or ()), ordered_before, most),
            Placed(target, journal, cluster),
            effort.value,
            time_limit,
            seed,
            workers,
            as_json=json,
        )
    )
