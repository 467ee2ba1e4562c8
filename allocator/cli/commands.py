"""Commands and their options. Everything heavy is imported when a command runs."""

from pathlib import Path
from typing import Annotated

import typer

from allocator.cli.brief_command import brief
from allocator.cli.explain.commands import explain
from allocator.cli.export_command import export
from allocator.cli.options import (
    EXIT_CODES,
    Effort,
    Json,
    Plan,
    Scenario,
    Search,
    Seconds,
    Seed,
    Workbook,
    Workers,
)
from allocator.cli.pareto_command import pareto
from allocator.cli.price_command import price
from allocator.cli.replan_command import replan
from allocator.cli.robust_command import robust
from allocator.cli.scenario_commands import scenarios
from allocator.cli.stress_command import stress
from allocator.cli.sweep_command import sweep
from allocator.cli.template_command import template
from allocator.cli.track_commands import track

app = typer.Typer(
    name="allocator",
    help="Fair, provable burden splits of defence capability among allies, from Excel to Excel.",
    epilog=EXIT_CODES,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)

app.add_typer(explain)
app.add_typer(track)


@app.command(epilog=EXIT_CODES)
def solve(
    workbook: Annotated[
        Path | None,
        typer.Argument(help="Input workbook; without it, the embedded reference scenario."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            help="Plan to write; outputs/<name>[-<scenario>]-plan.xlsx by default.",
        ),
    ] = None,
    scenario: Scenario = "",
    effort: Search = Effort.NORMAL,
    time_limit: Seconds = None,
    seed: Seed = 0,
    workers: Workers = None,
    json: Json = False,
) -> None:
    """Solve a workbook and write its verified plan."""
    from allocator.cli.solve import run_solve  # noqa: PLC0415

    code = run_solve(
        workbook, output, scenario, effort.value, time_limit, seed, workers, as_json=json
    )
    raise typer.Exit(code)


@app.command(epilog=EXIT_CODES)
def check(
    workbook: Workbook,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with 1 when there are findings.")
    ] = False,
    scenario: Scenario = "",
    json: Json = False,
) -> None:
    """Read a workbook and list every problem, finding and notice, by cell."""
    from allocator.cli.check import run_check  # noqa: PLC0415

    raise typer.Exit(run_check(workbook, scenario, strict=strict, as_json=json))


app.command(epilog=EXIT_CODES)(scenarios)
app.command(epilog=EXIT_CODES)(sweep)
app.command(epilog=EXIT_CODES)(pareto)
app.command(epilog=EXIT_CODES)(robust)
app.command(epilog=EXIT_CODES)(stress)
app.command(epilog=EXIT_CODES)(replan)


@app.command(epilog=EXIT_CODES)
def verify(
    workbook: Annotated[Path, typer.Argument(help="Input workbook; or the plan, on its own.")],
    plan: Annotated[
        Path | None,
        typer.Argument(
            help="Plan written by `allocator solve`; without it, WORKBOOK is the plan, and is held "
            "against the input that it carries."
        ),
    ] = None,
    families_only: Annotated[
        bool,
        typer.Option(
            "--families-only",
            help="Check only the rows and aims of the model, not every figure of every sheet.",
        ),
    ] = False,
    json: Json = False,
) -> None:
    """Recompute a saved plan from its workbook and its input alone and compare every figure."""
    from allocator.cli.verify import run_verify  # noqa: PLC0415

    raise typer.Exit(
        run_verify(
            workbook if plan else None, plan or workbook, figures=not families_only, as_json=json
        )
    )


app.command(epilog=EXIT_CODES)(export)


@app.command(epilog=EXIT_CODES)
def keep(
    plan: Plan,
    workbook: Annotated[Path, typer.Argument(help="Input workbook that is to hold on to it.")],
    output: Annotated[
        Path, typer.Option("-o", "--output", help="Copy of the input workbook to write.")
    ],
    json: Json = False,
) -> None:
    """Copy an input workbook with a plan as the plan in force, which steadiness holds on to."""
    from allocator.cli.keep import run_keep  # noqa: PLC0415

    raise typer.Exit(run_keep(plan, workbook, output, as_json=json))


app.command(epilog=EXIT_CODES)(brief)
app.command(epilog=EXIT_CODES)(price)


@app.command(epilog=EXIT_CODES)
def compare(
    plans: Annotated[
        list[Path],
        typer.Argument(
            metavar="PLAN PLAN...",
            help="Plans written by `allocator solve`; each is held against the first.",
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", help="Workbook to write; outputs/<first>-compared.xlsx by default."
        ),
    ] = None,
    json: Json = False,
) -> None:
    """Say what differs between plans and between their inputs: who gains, who pays."""
    from allocator.cli.compare import run_compare  # noqa: PLC0415

    raise typer.Exit(run_compare(plans, output, as_json=json))


app.command(epilog=EXIT_CODES)(template)
