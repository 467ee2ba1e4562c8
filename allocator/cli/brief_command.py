"""The command that makes papers of a saved plan."""

from pathlib import Path
from typing import Annotated

import typer

from allocator.cli.options import Json, Plan


def brief(
    plan: Plan,
    state: Annotated[
        list[str] | None,
        typer.Option(
            metavar="STATE",
            help="A workbook for this member state; it shows other states' figures too: for what "
            "may be handed to one state alone see --releasable-to. May be repeated.",
        ),
    ] = None,
    all_states: Annotated[
        bool, typer.Option("--all-states", help="One workbook with a sheet for every state.")
    ] = False,
    releasable_to: Annotated[
        list[str] | None,
        typer.Option(
            metavar="STATE",
            help="An extract for this state, the rows of all others withheld; may be repeated.",
        ),
    ] = None,
    slides: Annotated[
        bool, typer.Option("--slides", help="Slides, and one more for each state asked for.")
    ] = False,
    page: Annotated[bool, typer.Option("--page", help="One HTML file.")] = False,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="Folder to write to; that of the plan by default."),
    ] = None,
    json: Json = False,
) -> None:
    """Make state sheets, extracts, slides and a page from a saved plan alone.

    Without options: the sheets of all states, slides and page.
    """
    from allocator.app.brief_plan import Wanted  # noqa: PLC0415
    from allocator.cli.brief import run_brief  # noqa: PLC0415

    wanted = Wanted(tuple(state or ()), all_states, tuple(releasable_to or ()), slides, page)
    raise typer.Exit(run_brief(plan, output, wanted, as_json=json))
