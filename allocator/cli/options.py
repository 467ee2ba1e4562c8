"""What several commands have in common."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

EXIT_CODES = """Exit codes: 0 plan written and verified (also when stopped early, with its gap);
1 check --strict with findings, track merge with conflicts; 2 wrong usage; 3 problems in the
input; 4 infeasible; 5 undecided: no feasible plan found in time; 6 verification failed; 7 output
cannot be written; 70 a defect of allocator; 71 the system kept ending the processes of the search;
130 Ctrl-C before the search, or a second one."""


class Effort(StrEnum):
    """Budgets of deterministic time; the same effort always gives the same plan."""

    QUICK = "quick"
    NORMAL = "normal"
    THOROUGH = "thorough"


Workbook = Annotated[Path, typer.Argument(help="Input workbook.")]
Plan = Annotated[Path, typer.Argument(help="Plan written by `allocator solve`.")]
PlanOfIt = Annotated[Path, typer.Argument(help="Plan of it, written by `allocator solve`.")]
Actuals = Annotated[
    Path,
    typer.Argument(help="What has happened: `allocator template --actuals PLAN`, filled in."),
]
Scenario = Annotated[
    str,
    typer.Option(
        metavar="NAME",
        help="Scenario of the sheet scenarios to put on top, or several as delay+small_budget.",
    ),
]
Search = Annotated[Effort, typer.Option(help="How hard to search; deterministic.")]
SearchOfEach = Annotated[Effort, typer.Option(help="How hard each search is; deterministic.")]
Seconds = Annotated[
    float | None,
    typer.Option(
        min=0.0, help="Stop after so many seconds with the best plan so far (not reproducible)."
    ),
]
Seed = Annotated[int, typer.Option(min=0, max=2**31 - 1, help="Seed of the searches.")]
Workers = Annotated[
    int | None,
    typer.Option(
        min=1, max=256, help="Processes; they never change the result. All cores by default."
    ),
]
Cluster = Annotated[
    str | None,
    typer.Option(
        help="Address of a dask cluster such as tcp://host:8786, or local; needs the extra "
        "cluster. Without it, processes of this machine."
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object on standard output.")]


def stem_of(workbook: Path, scenario: str) -> str:
    """How files about a workbook, with scenarios on top of it, are named by themselves."""
    return "-".join(filter(None, (workbook.stem, scenario)))


def listed(names: str) -> tuple[str, ...]:
    """What stands between commas."""
    return tuple(name.strip() for name in names.split(",") if name.strip())
