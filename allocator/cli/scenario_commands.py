"""The command on the scenarios of a workbook, and the option that puts them on top."""

from pathlib import Path
from typing import Annotated

import typer

from allocator.cli.options import Json

Scenario = Annotated[
    str,
    typer.Option(
        metavar="NAME",
        help="Scenario of the sheet scenarios to put on top, or several as delay+small_budget.",
    ),
]


def scenarios(
    workbook: Annotated[Path, typer.Argument(help="Input workbook.")],
    name: Annotated[
        str | None,
        typer.Argument(help="Scenario to look at, or several on top of one another as a+b."),
    ] = None,
    json: Json = False,
) -> None:
    """List the scenarios of a workbook, or every cell that one makes otherwise."""
    from allocator.cli.scenarios import run_scenarios  # noqa: PLC0415

    raise typer.Exit(run_scenarios(workbook, name, as_json=json))
