"""What each part of the model costs: `python -m benchmarks.families`.

Prints a table in Markdown: the reference whole, then without one part at a time. A family that may
be left out goes as a what-if does it (`families_off`); rows of sheets go with the sheet. Each
variant runs in a fresh process: the program's size, the median seconds of three builds, and the
first aim at effort quick on two processes, which ends with its budget of deterministic time, so
that the seconds say what the same search costs.
"""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping

from allocator.domain.policy import OPTIONAL_FAMILIES
from allocator.domain.scenario import Scenario
from benchmarks.stages import REFERENCE, ROOT

WHOLE = "everything"
SHEETS: Mapping[str, tuple[str, ...]] = {
    "price bands": ("price_bands",),
    "funds and loans": ("funds", "fund_limits"),
    "budget windows": ("budget_windows",),
    "calls": ("calls",),
    "exclusions": ("exclusions",),
}
"""Parts that are rows of the workbook, not families of their own."""
BUILDS = 3


def without(scenario: Scenario, part: str) -> Scenario:
    """The scenario without a family or the rows of a part."""
    if part == WHOLE:
        return scenario
    if part in SHEETS:
        return scenario.replaced(**dict.fromkeys(SHEETS[part], ()))
    policy = scenario.policy.model_copy(update={"families_off": (part,)})
    return scenario.replaced(policy=policy)


def measure(part: str) -> None:
    """Measure one variant in this process and print it as JSON."""
    from allocator.domain.outcome import Solved  # noqa: PLC0415
    from allocator.engine.solve import solve  # noqa: PLC0415
    from allocator.io.scenario_reader import read_scenario  # noqa: PLC0415
    from allocator.model.build import build  # noqa: PLC0415

    scenario = without(read_scenario(REFERENCE).scenario, part)
    builds = []
    for _ in range(BUILDS):
        start = time.perf_counter()
        model = build(scenario)
        builds.append(time.perf_counter() - start)
    start = time.perf_counter()
    outcome = solve(model, effort="quick", workers=2, last="shortfall")
    seconds = time.perf_counter() - start
    program = model.program
    found = {
        "size": [len(program.variables), len(program.rows), len(program.index)],
        "build": statistics.median(builds),
        "solve": seconds,
    }
    if isinstance(outcome, Solved):
        (aim,) = outcome.aims
        found |= {"value": aim.least, "gap": float(aim.gap)}
    print(json.dumps(found))  # noqa: T201


def table() -> None:
    """Measure every variant in a process of its own and print the table."""
    head = "| without | variables | rows | entries | build s | first aim s | shortfall | gap |"
    print(f"{head}\n|{'---|' * 8}")  # noqa: T201
    for part in (WHOLE, *OPTIONAL_FAMILIES, *SHEETS):
        run = subprocess.run(
            [sys.executable, "-m", "benchmarks.families", part],
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
        )
        found = json.loads(run.stdout)
        size = " | ".join(f"{count:,}" for count in found["size"])
        reached = f"{found['value']:,} | {found['gap']:.2%}" if "value" in found else "no plan | "
        title = "nothing" if part == WHOLE else part
        print(  # noqa: T201
            f"| {title} | {size} | {found['build']:.2f} | {found['solve']:.1f} | {reached} |",
            flush=True,
        )


if __name__ == "__main__":
    if len(sys.argv) > 1:
        measure(sys.argv[1])
    else:
        table()
