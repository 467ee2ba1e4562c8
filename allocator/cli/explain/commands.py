"""`allocator explain`: its commands and their options."""

from pathlib import Path
from typing import Annotated

import typer

from allocator.cli.options import (
    EXIT_CODES,
    Effort,
    Json,
    PlanOfIt,
    Scenario,
    SearchOfEach,
    Seed,
    Workbook,
    Workers,
)

explain = typer.Typer(
    name="explain",
    help="Say why: conflicts and repairs, reasons of shortfalls, prices of other wishes.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)

Output = Annotated[
    Path | None,
    typer.Option(
        "-o",
        "--output",
        help="Copy of the plan's workbook to write, with the answer as sheets of its own.",
    ),
]


@explain.command(epilog=EXIT_CODES)
def conflict(
    workbook: Workbook,
    apply: Annotated[
        Path | None,
        typer.Option(
            "--apply", metavar="OUT", help="Write a copy of the input workbook with the repair."
        ),
    ] = None,
    keep: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CELL",
            help="A cell or sheet that the repair may not change, such as pledges!F7; may be "
            "repeated.",
        ),
    ] = None,
    count: Annotated[
        int, typer.Option(min=1, max=3, help="Name up to so many different conflicts.")
    ] = 3,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="Workbook to write with conflicts and repair."),
    ] = None,
    scenario: Scenario = "",
    effort: SearchOfEach = Effort.NORMAL,
    seed: Seed = 0,
    workers: Workers = None,
    json: Json = False,
) -> None:
    """Name the rows of an infeasible workbook that cannot hold together, and the least repair."""
    from allocator.cli.explain.conflict import run_conflict  # noqa: PLC0415

    raise typer.Exit(
        run_conflict(
            workbook,
            apply,
            keep or (),
            count,
            output,
            scenario,
            effort.value,
            seed,
            workers,
            as_json=json,
        )
    )


@explain.command(epilog=EXIT_CODES)
def shortfall(
    workbook: Workbook,
    plan: PlanOfIt,
    capability: Annotated[str, typer.Argument(help="Capability that stays short.")],
    period: Annotated[
        str | None, typer.Option(help="Period looked at; the deadline by default.")
    ] = None,
    output: Output = None,
    seed: Seed = 0,
    workers: Workers = None,
    json: Json = False,
) -> None:
    """Say which limits keep a capability short, and what would close it at what price."""
    from allocator.cli.explain.shortfall import run_shortfall  # noqa: PLC0415

    raise typer.Exit(
        run_shortfall(workbook, plan, capability, period, output, seed, workers, as_json=json)
    )


@explain.command(epilog=EXIT_CODES)
def marginal(
    workbook: Workbook,
    plan: PlanOfIt,
    output: Output = None,
    journal: Annotated[
        Path | None,
        typer.Option(help="File that keeps what is done, so that a run can be taken up again."),
    ] = None,
    time_limit: Annotated[
        float | None,
        typer.Option(min=0.0, help="Stop after so many seconds with what is done so far."),
    ] = None,
    seed: Seed = 0,
    workers: Workers = None,
    json: Json = False,
) -> None:
    """Say what one unit more and less of every binding limit is worth, and 5 and 10 % more."""
    from allocator.cli.explain.marginal import run_marginal  # noqa: PLC0415

    raise typer.Exit(
        run_marginal(workbook, plan, output, journal, time_limit, seed, workers, as_json=json)
    )


@explain.command(epilog=EXIT_CODES)
def why(
    workbook: Workbook,
    plan: PlanOfIt,
    state: Annotated[str, typer.Argument(help="Member state.")],
    capability: Annotated[str, typer.Argument(help="Capability that it gives, or does not.")],
    instead: Annotated[
        str | None,
        typer.Option(metavar="OTHER", help="State that would give what this one does not."),
    ] = None,
    units: Annotated[
        int | None,
        typer.Option(min=1, help="By how many units otherwise; all of the new ones by default."),
    ] = None,
    more: Annotated[
        bool, typer.Option("--more", help="Ask for the state to give more, not less.")
    ] = False,
    period: Annotated[
        str | None,
        typer.Option(help="Period in which; by default the last in which it gives anything."),
    ] = None,
    output: Output = None,
    effort: SearchOfEach = Effort.QUICK,
    seed: Seed = 0,
    workers: Workers = None,
    json: Json = False,
) -> None:
    """Say what it would cost if a state gave less of a capability, or another in its place."""
    from allocator.cli.explain.why import run_why  # noqa: PLC0415
    from allocator.explain.why.question import Wish  # noqa: PLC0415

    wish = Wish(state, capability, instead, units, more=more, period=period)
    raise typer.Exit(
        run_why(workbook, plan, wish, output, effort.value, seed, workers, as_json=json)
    )


@explain.command(epilog=EXIT_CODES)
def alternatives(
    workbook: Workbook,
    plan: PlanOfIt,
    count: Annotated[int, typer.Option(min=1, max=50, help="Plans to look for.")] = 5,
    within: Annotated[
        str, typer.Option(metavar="PER CENT", help="How much worse each aim may be.")
    ] = "1%",
    output: Output = None,
    effort: SearchOfEach = Effort.QUICK,
    seed: Seed = 0,
    workers: Workers = None,
    json: Json = False,
) -> None:
    """Look for plans of nearly the same worth that share the burden most differently."""
    from allocator.cli.explain.alternatives import run_alternatives  # noqa: PLC0415

    raise typer.Exit(
        run_alternatives(
            workbook, plan, count, within, output, effort.value, seed, workers, as_json=json
        )
    )
