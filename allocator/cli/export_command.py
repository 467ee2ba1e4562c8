"""The command that writes a program for other solvers."""

from pathlib import Path
from typing import Annotated

import typer

from allocator.cli.options import Json, Scenario, Workbook, stem_of


def export(
    workbook: Workbook,
    aim: Annotated[
        str, typer.Option("--aim", help="What to minimise: one of the workbook's aims.")
    ],
    scenario: Scenario = "",
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="File to write; outputs/<name>-<aim>.mps by default."),
    ] = None,
    hold: Annotated[
        list[str] | None,
        typer.Option(
            metavar="AIM=VALUE", help="Keep another aim at or below a value; may be repeated."
        ),
    ] = None,
    plan: Annotated[
        Path | None,
        typer.Option(
            help="Plan of this workbook: keep each earlier aim where it was held, within its "
            "tolerance."
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Write a workbook's program and one aim as an MPS file for any other solver."""
    from allocator.app.export_workbook import SUFFIX  # noqa: PLC0415
    from allocator.cli.export import run_export  # noqa: PLC0415

    target = output or Path("outputs") / f"{stem_of(workbook, scenario)}-{aim}{SUFFIX}"
    raise typer.Exit(run_export(workbook, aim, target, hold or (), plan, scenario, as_json=json))
