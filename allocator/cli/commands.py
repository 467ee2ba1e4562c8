"""Commands and their options. Everything heavy is imported when a command runs."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from allocator.cli.explain.commands import explain
from allocator.cli.options import EXIT_CODES, Effort, Json
from allocator.cli.pareto_command import pareto
from allocator.cli.replan_command import replan
from allocator.cli.robust_command import robust
from allocator.cli.scenario_commands import Scenario, scenarios
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
    effort: Annotated[
        Effort, typer.Option(help="How hard to search; deterministic.")
    ] = Effort.NORMAL,
    time_limit: Annotated[
        float | None,
        typer.Option(
            min=0.0,
            help="Stop after so many seconds with the best plan so far (not reproducible).",
        ),
    ] = None,
    seed: Annotated[int, typer.Option(min=0, max=2**31 - 1, help="Seed of the search.")] = 0,
    workers: Annotated[
        int | None,
        typer.Option(
            min=1,
            max=256,
            help="Processes the search may use; they never change the plan. All cores by default.",
        ),
    ] = None,
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
    workbook: Annotated[Path, typer.Argument(help="Input workbook.")],
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


@app.command(epilog=EXIT_CODES)
def export(
    workbook: Annotated[Path, typer.Argument(help="Input workbook.")],
    aim: Annotated[
        str, typer.Option("--aim", help="What to minimise: one of the workbook's aims.")
    ],
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
    from allocator.cli.export import run_export  # noqa: PLC0415

    raise typer.Exit(run_export(workbook, aim, output, hold or (), plan, as_json=json))


@app.command(epilog=EXIT_CODES)
def keep(
    plan: Annotated[Path, typer.Argument(help="Plan written by `allocator solve`.")],
    workbook: Annotated[Path, typer.Argument(help="Input workbook that is to hold on to it.")],
    output: Annotated[
        Path, typer.Option("-o", "--output", help="Copy of the input workbook to write.")
    ],
    json: Json = False,
) -> None:
    """Copy an input workbook with a plan as the plan in force, which steadiness holds on to."""
    from allocator.cli.keep import run_keep  # noqa: PLC0415

    raise typer.Exit(run_keep(plan, workbook, output, as_json=json))


@app.command(epilog=EXIT_CODES)
def brief(
    plan: Annotated[Path, typer.Argument(help="Plan written by `allocator solve`.")],
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


class Principle(StrEnum):
    """What a price is put on."""

    FAIRNESS = "fairness"
    RETURN = "return"
    STABILITY = "stability"


@app.command(epilog=EXIT_CODES)
def price(
    principle: Annotated[
        Principle,
        typer.Argument(
            help="fairness: money against the largest burden allowed; return: money under hard "
            "return rules; stability: what holding on to the plan in force costs."
        ),
    ],
    workbook: Annotated[Path, typer.Argument(help="Input workbook.")],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="Workbook to write; in outputs/ by default."),
    ] = None,
    effort: Annotated[Effort, typer.Option(help="Of each solve; deterministic.")] = Effort.QUICK,
    seed: Annotated[int, typer.Option(min=0, max=2**31 - 1, help="Seed of the searches.")] = 0,
    workers: Annotated[
        int | None, typer.Option(min=1, max=256, help="Processes; all cores by default.")
    ] = None,
    json: Json = False,
) -> None:
    """Solve a workbook with more and with less of a principle, and say what it costs."""
    from allocator.cli.price import run_price  # noqa: PLC0415

    raise typer.Exit(
        run_price(principle.value, workbook, output, effort.value, seed, workers, as_json=json)
    )


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
