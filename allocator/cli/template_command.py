"""The command that writes workbooks to be filled in."""

from pathlib import Path
from typing import Annotated

import typer


def template(
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            help="Workbook to write; allocator-template.xlsx by default, <plan>-actuals.xlsx with "
            "--actuals.",
        ),
    ] = None,
    example: Annotated[
        bool, typer.Option("--example", help="Fill it with a small example.")
    ] = False,
    actuals: Annotated[
        Path | None,
        typer.Option(
            metavar="PLAN",
            help="Write the workbook in which states tell what has become of this plan.",
        ),
    ] = None,
    as_of: Annotated[
        str,
        typer.Option(
            metavar="MONTH",
            help="With --actuals: up to when is told, such as 2027-07; the start of the second "
            "period by default.",
        ),
    ] = "",
    state: Annotated[
        list[str] | None,
        typer.Option(
            metavar="STATE",
            help="With --actuals: only what this state reports; may be repeated.",
        ),
    ] = None,
) -> None:
    """Write a blank input workbook with drop-downs, units and help; or one of a plan's actuals."""
    from allocator.cli.template import run_actuals_template, run_template  # noqa: PLC0415

    if actuals is None:
        if as_of or state:
            raise typer.BadParameter("--as-of and --state go with --actuals")
        target = output or Path("allocator-template.xlsx")
        raise typer.Exit(run_template(target, example=example))
    if example:
        raise typer.BadParameter("--example and --actuals do not go together")
    target = output or actuals.with_name(f"{actuals.stem}-actuals.xlsx")
    raise typer.Exit(run_actuals_template(actuals, target, as_of, tuple(state or ())))
