"""The command on the scenarios of a workbook."""

from typing import Annotated

import typer

from allocator.cli.options import Json, Workbook


def scenarios(
    workbook: Workbook,
    name: Annotated[
        str | None,
        typer.Argument(help="Scenario to look at, or several on top of one another as a+b."),
    ] = None,
    json: Json = False,
) -> None:
    """List the scenarios of a workbook, or every cell that one makes otherwise."""
    from allocator.cli.scenarios import run_scenarios  # noqa: PLC0415

    raise typer.Exit(run_scenarios(workbook, name, as_json=json))
