"""What several commands have in common."""

from enum import StrEnum
from typing import Annotated

import typer

EXIT_CODES = """Exit codes: 0 plan written and verified (also when stopped early, with its gap);
1 check --strict with findings, track merge with conflicts; 2 wrong usage; 3 problems in the
input; 4 infeasible; 5 undecided: no feasible plan found in time; 6 verification failed; 7 output
cannot be written; 70 a defect of allocator; 71 the system kept ending the processes of the search;
130 Ctrl-C before the search, or a second one."""

Json = Annotated[bool, typer.Option("--json", help="Print one JSON object on standard output.")]


class Effort(StrEnum):
    """Budgets of deterministic time; the same effort always gives the same plan."""

    QUICK = "quick"
    NORMAL = "normal"
    THOROUGH = "thorough"
