"""Write a workbook's program and one aim as a file that other solvers read."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

import allocator
from allocator.app.verify_workbook import VerifyReport, verify_workbook
from allocator.domain.digest import scenario_digest
from allocator.domain.leximin import BurdenCap
from allocator.domain.outcome import AimResult
from allocator.domain.policy import AimName
from allocator.engine.kept import Kept
from allocator.engine.linear_bound import box_bound
from allocator.engine.mps import mps
from allocator.errors import RequestError, VerificationError
from allocator.io.atomic_file import stream_atomically
from allocator.io.scenario_reader import read_scenario
from allocator.io.workbook_writer import require_writable
from allocator.model.build import build
from allocator.model.model import Model
from allocator.model.program import LARGEST, Program
from allocator.report.provenance import AIM_WORDS

SUFFIX = ".mps"


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was written where."""

    output: Path
    aim: AimName
    unit: str
    held: Mapping[AimName, int]
    """The most that other aims may be, in the order of the policy."""
    caps: tuple[BurdenCap, ...]
    """How many states may have a burden above a level, where the rounds of a plan say so."""
    what_if: str
    """What the workbook's policy leaves out; empty for a workbook that leaves out nothing."""
    scenario_digest: str
    variables: int
    rows: int
    entries: int


def export_workbook(
    source: Path,
    target: Path,
    aim: str,
    *,
    holds: Mapping[str, int],
    plan: Path | None,
    overlay: str = "",
) -> ExportReport:
    """Write "minimise `aim`" over the program of `source` to `target`, an MPS file.

    `holds` keeps aims at or below a value, in their units. `plan`, a saved plan of the same
    workbook, keeps every aim before this one where the engine held it after finding that plan, its
    rounds of burdens, and the scenarios on top of the workbook that it was made with; where both
    speak of an aim, the lower value counts. Without a plan `overlay` names the scenarios on top.
    Raises RequestError for an aim or a scenario the workbook does not have, for scenarios beside a
    plan, or a value no assignment can reach, InputError, PlanError or VerificationError for
    workbooks that cannot be used, OutputError when the file cannot be written.
    """
    if plan is not None and overlay:
        raise RequestError(
            "--scenario and --plan exclude each other: a plan goes with the scenarios that it was "
            "made with; leave --scenario out"
        )
    require_writable(target, source, SUFFIX)
    report = _proven(source, plan) if plan is not None else None
    scenario = report.scenario if report else read_scenario(source, overlay=overlay).scenario
    name = _known_aim(scenario.aims, aim)
    most = {_known_aim(scenario.aims, other): value for other, value in holds.items()}
    caps: tuple[BurdenCap, ...] = ()
    for result in _earlier(report, name) if report else ():
        value = scenario.policy.held_at(result.name, result.least)
        most[result.name] = min(value, most.get(result.name, value))
        if result.leximin is not None:
            caps = tuple(cap for cap in result.leximin.caps(scenario.policy) if cap.states)
    model = build(scenario)
    # No aim reaches the largest exact number: what is held above it is not held at all.
    held = {other: min(most[other], LARGEST) for other in scenario.aims if other in most}
    program = kept_program(model, held, caps).program
    return ExportReport(
        output=stream_atomically(target, exported(model, program, name, held, caps)),
        aim=name,
        unit=AIM_WORDS[name][1],
        held=held,
        caps=caps,
        what_if=scenario.policy.what_if,
        scenario_digest=scenario_digest(scenario),
        variables=len(program.variables),
        rows=len(program.rows),
        entries=len(program.data),
    )


def kept_program(model: Model, most: Mapping[AimName, int], caps: Sequence[BurdenCap] = ()) -> Kept:
    """The program in which each aim named stays at or below its value, and burdens keep to caps.

    RequestError for a value that the bounds of the variables alone rule out.
    """
    result = Kept.of(model.program, model.aims["spread"])
    for aim, value in most.items():
        least = box_bound(result.program, model.aims[aim])
        if value < least:
            raise RequestError(
                f"{aim} cannot be held at {value:,}: it is never below {least:,}; "
                f"give {least:,} or more"
            )
        result = result.holding(aim, model.aims[aim], value)
    for cap in caps:
        result = result.capped(cap)
    return result


def exported(
    model: Model,
    program: Program,
    aim: AimName,
    most: Mapping[AimName, int],
    caps: Sequence[BurdenCap] = (),
) -> Iterator[bytes]:
    """The file, piece by piece: `aim` over `program`, headed by what it is."""
    words, unit = AIM_WORDS[aim]
    rows = [f"held: {other} <= {value}" for other, value in most.items()]
    rows += [f"held: burdens above {level} basis points <= {states}" for level, states in caps]
    remarks = (
        f"allocator {allocator.__version__}: minimise {aim} ({words}; {unit})",
        f"scenario {model.scenario.policy.title}",
        *filter(None, [model.scenario.policy.what_if]),
        f"scenario digest {scenario_digest(model.scenario)}",
        *(rows or ["held: no other aim"]),
    )
    return mps(program, aim, model.aims[aim], remarks)


def _known_aim(aims: Sequence[AimName], name: str) -> AimName:
    for aim in aims:
        if aim == name:
            return aim
    near = get_close_matches(name, aims, 1)
    remedy = f'did you mean "{near[0]}"? ' if near else ""
    raise RequestError(
        f'unknown aim "{name}"; {remedy}the aims of this workbook are {", ".join(aims)}'
    )


def _proven(source: Path, plan: Path) -> VerifyReport:
    """A plan that passes every check."""
    report = verify_workbook(source, plan)
    if report.violations:
        raise VerificationError(report.violations)
    return report


def _earlier(report: VerifyReport, aim: AimName) -> tuple[AimResult, ...]:
    """The results of the aims before `aim`."""
    aims = report.scenario.aims
    earlier = aims[: aims.index(aim)]
    return tuple(result for result in report.saved.provenance.aims if result.name in earlier)
