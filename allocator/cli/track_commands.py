"""`allocator track`: its commands and their options."""

from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from allocator.cli.options import (
    EXIT_CODES,
    Actuals,
    Effort,
    Json,
    Plan,
    Seed,
    Workers,
)

PROGRESS = "progress"
"""Command that may go without its name: `allocator track PLAN ACTUALS`."""


class TrackGroup(TyperGroup):
    """Commands by name; what begins with none of them is about a plan and its actuals.

    A file that is called like a command is named with its folder, such as `./merge`.
    """

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """The words of the command line, the name of the command in front where it is left out."""
        if PROGRESS in self.commands and args and args[0] not in (*self.commands, "--help"):
            args = [PROGRESS, *args]
        return super().parse_args(ctx, args)


track = typer.Typer(
    name="track",
    cls=TrackGroup,
    help="Follow a plan up: hold it against what happened, put actuals of states together, look "
    "back over a chain of plans.",
    no_args_is_help=True,
    subcommand_metavar="PLAN ACTUALS | COMMAND [ARGS]...",
    rich_markup_mode="rich",
)


@track.command(PROGRESS, epilog=EXIT_CODES)
def progress(
    plan: Plan,
    actuals: Actuals,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", help="Report to write; outputs/<plan>-progress.xlsx by default."
        ),
    ] = None,
    state: Annotated[
        list[str] | None,
        typer.Option(metavar="STATE", help="With a page of this state; may be repeated."),
    ] = None,
    all_states: Annotated[
        bool, typer.Option("--all-states", help="With a page of every state.")
    ] = False,
    effort: Annotated[
        Effort, typer.Option(help="How hard to search for the forecast; deterministic.")
    ] = Effort.QUICK,
    time_limit: Annotated[
        float | None,
        typer.Option(min=0.0, help="Seconds for the forecast (not reproducible)."),
    ] = None,
    seed: Seed = 0,
    workers: Workers = None,
    json: Json = False,
) -> None:
    """Hold a plan against what happened: what is late, why, and what comes of it.

    `allocator track PLAN ACTUALS` is the same.
    """
    from allocator.cli.track import run_track  # noqa: PLC0415

    raise typer.Exit(
        run_track(
            plan,
            actuals,
            output,
            None if all_states else state or (),
            effort.value,
            time_limit,
            seed,
            workers,
            as_json=json,
        )
    )


@track.command(epilog=EXIT_CODES)
def merge(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="ACTUALS ACTUALS...",
            help="Workbooks made by `allocator template --actuals` and filled in; their order does "
            "not matter.",
        ),
    ],
    output: Annotated[
        Path, typer.Option("-o", "--output", help="Workbook to write with all of them.")
    ],
    json: Json = False,
) -> None:
    """Put the actuals of several states together; exit code 1 where they contradict each other.

    Contradictory cells stay blank; the sheet conflicts lists who says what.
    """
    from allocator.cli.track_merge import run_merge  # noqa: PLC0415

    raise typer.Exit(run_merge(files, output, as_json=json))


@track.command(epilog=EXIT_CODES)
def history(
    folder: Annotated[
        Path, typer.Argument(help="Folder of plans and actuals; folders in it are not looked at.")
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", help="Workbook to write; outputs/<folder>-history.xlsx by default."
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Show what a chain of plans promised and what was delivered, over time."""
    from allocator.cli.track_history import run_history  # noqa: PLC0415

    raise typer.Exit(run_history(folder, output, as_json=json))
