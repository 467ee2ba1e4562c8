"""The command on the price of a principle."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from allocator.cli.options import (
    Effort,
    Json,
    Scenario,
    SearchOfEach,
    Seed,
    Workbook,
    Workers,
    stem_of,
)


class Principle(StrEnum):
    """What a price is put on."""

    FAIRNESS = "fairness"
    RETURN = "return"
    STABILITY = "stability"


def price(
    principle: Annotated[
        Principle,
        typer.Argument(
            help="fairness: money against the largest burden allowed; return: money under hard "
            "return rules; stability: what holding on to the plan in force costs."
        ),
    ],
    workbook: Workbook,
    scenario: Scenario = "",
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="Workbook to write; in outputs/ by default."),
    ] = None,
    effort: SearchOfEach = Effort.QUICK,
    seed: Seed = 0,
    workers: Workers = None,
    json: Json = False,
) -> None:
    """Solve a workbook with more and with less of a principle, and say what it costs."""
    from allocator.cli.price import run_price  # noqa: PLC0415
    from allocator.cli.running import searching  # noqa: PLC0415

    target = (
        output or Path("outputs") / f"{stem_of(workbook, scenario)}-price-of-{principle.value}.xlsx"
    )
    search = searching(effort.value, None, seed, workers)
    raise typer.Exit(run_price(principle.value, workbook, target, search, scenario, as_json=json))
