"""The command that makes a new plan from an old one and what has happened."""

from pathlib import Path
from typing import Annotated

import typer

from allocator.cli.options import (
    Actuals,
    Effort,
    Json,
    Scenario,
    Search,
    Seconds,
    Seed,
    Workers,
)


def replan(
    workbook: Annotated[Path, typer.Argument(help="Input workbook, as it stands today.")],
    plan: Annotated[Path, typer.Argument(help="The plan in force, written by allocator.")],
    actuals: Actuals,
    output: Annotated[Path, typer.Option("-o", "--output", help="Plan to write.")],
    free: Annotated[
        bool,
        typer.Option(
            "--free", help="Hold nothing of the old plan but the past and what is ordered."
        ),
    ] = False,
    keep: Annotated[
        list[str] | None,
        typer.Option(
            metavar="STATE",
            help="Keep what this state has planned wherever that is possible; may be repeated.",
        ),
    ] = None,
    scenario: Scenario = "",
    effort: Search = Effort.NORMAL,
    time_limit: Seconds = None,
    seed: Seed = 0,
    workers: Workers = None,
    json: Json = False,
) -> None:
    """Make a new plan from what has happened, with as little of the old one changed as can be.

    The past and what is ordered by now stand. What changes, why, and what it costs to hold on to
    the old plan stand on the sheet explain_replan of the new one.
    """
    from allocator.app.replan_workbook import Wanted  # noqa: PLC0415
    from allocator.cli.replan import Files, run_replan  # noqa: PLC0415

    raise typer.Exit(
        run_replan(
            Files(workbook, plan, actuals, output),
            Wanted(free, tuple(dict.fromkeys(keep or ())), scenario),
            effort.value,
            time_limit,
            seed,
            workers,
            as_json=json,
        )
    )
