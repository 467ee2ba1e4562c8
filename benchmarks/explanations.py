"""How long questions about the reference take: `python -m benchmarks.explanations PLAN`.

PLAN is a plan of the reference. Prints a table in Markdown: each command as a planner runs it, in a
process of its own, with the seconds on the clock and those of all its processes together. The
second say more where other work runs beside it. The contradictions are planted here: two pledges
about the same order, one that an origin rule bars, and one to join a pool that bars the state.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl

from benchmarks.stages import REFERENCE, ROOT

COMMAND = [sys.executable, "-c", "from allocator.cli.main import run; run()"]
PLANTED: tuple[Mapping[str, str | int], ...] = (
    {
        "state": "POL",
        "object": "order",
        "code": "GEN_POL_C2_DIVHQ",
        "period": "2029",
        "relation": "at_least",
        "quantity": 3,
    },
    {
        "state": "POL",
        "object": "order",
        "code": "GEN_POL_C2_DIVHQ",
        "period": "2030",
        "relation": "at_most",
        "quantity": 2,
    },
    {
        "state": "ISL",
        "object": "contribution",
        "code": "AIR_SEAD",
        "period": "2030",
        "relation": "at_least",
        "quantity": 1,
    },
    {
        "state": "TUR",
        "object": "pool_join",
        "code": "POOL_212CD",
        "period": "2030",
        "relation": "at_least",
        "quantity": 1,
    },
)
SHORT = ("LND_HBDE", "AMD_SR", "AMD_MR")
Answer = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Case:
    """A command, the most seconds it should take on two cores, and its answer in a few words."""

    title: str
    words: tuple[str, ...]
    limit: int
    told: Callable[[Answer], str]


def planted(target: Path, rows: tuple[Mapping[str, str | int], ...]) -> Path:
    """The reference with pledges that cannot be held."""
    book = openpyxl.load_workbook(REFERENCE)
    page = book["pledges"]
    header = [str(cell.value) for cell in page[1]]
    for row in rows:
        page.append([{**row, "announced": "no", "basis": "planted"}.get(name) for name in header])
    book.save(target)
    return target


def cases(plan: str, folder: Path) -> list[Case]:
    """All of the table; workbooks with contradictions are written to the folder."""
    reference = str(REFERENCE)
    pledges = str(planted(folder / "pledges.xlsx", PLANTED[:2]))
    three = str(planted(folder / "three.xlsx", PLANTED))
    state = ("explain", "why", reference, plan)
    return [
        Case("preflight", ("check", reference), 1, lambda _: ""),
        Case("conflict: two pledges", ("explain", "conflict", pledges), 60, _conflicts),
        Case(
            "conflict: three, repaired",
            ("explain", "conflict", three, "--apply", str(folder / "repaired.xlsx")),
            60,
            _conflicts,
        ),
        Case("why: DEU LND_HBDE", (*state, "DEU", "LND_HBDE"), 60, lambda _: ""),
        *(
            Case(f"shortfall: {code}", ("explain", "shortfall", reference, plan, code), 60, _short)
            for code in SHORT
        ),
        Case("marginal, all cells", ("explain", "marginal", reference, plan), 600, _worths),
    ]


def _conflicts(answer: Answer) -> str:
    cells = [[one["address"] for one in each["cells"]] for each in answer["conflicts"]]
    return "; ".join(" + ".join(each) for each in cells)


def _short(answer: Answer) -> str:
    won = [each["units_won"] for each in answer["alone"]]
    return f"{answer['missing']} missing in {answer['period']}; changes alone win {won}"


def _worths(answer: Answer) -> str:
    sure = Counter(step["certainty"] for cell in answer["cells"] for step in cell["steps"])
    return f"{len(answer['cells'])} cells; steps {dict(sorted(sure.items()))}"


def row(case: Case) -> str:
    """Run a case and say what it took; fails where the command does."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    done = subprocess.run(
        [*COMMAND, *case.words, "--json"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    seconds = time.perf_counter() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    work = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    if done.returncode not in (0, 4):
        raise SystemExit(f"{case.title}: exit code {done.returncode}: {done.stderr[-500:]}")
    told = case.told(json.loads(done.stdout))
    return f"| {case.title} | {seconds:.1f} | {work:.1f} | {case.limit} | {told} |"


def main(plan: str, *wanted: str) -> None:
    """Print the table; with words, those cases alone whose titles begin with one of them."""
    with tempfile.TemporaryDirectory() as folder:
        print("| command | clock s | processes s | limit s | answer |")  # noqa: T201
        print("|---|---|---|---|---|")  # noqa: T201
        for case in cases(plan, Path(folder)):
            if not wanted or case.title.startswith(wanted):
                print(row(case), flush=True)  # noqa: T201


if __name__ == "__main__":
    main(*sys.argv[1:])
