"""Why a capability is short in a plan, and what would close it: asked, told, written."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from allocator.app.explained_plan import (
    known_plan,
    require_copy,
    sheet_name,
    write_explained,
)
from allocator.engine.processes import cores
from allocator.engine.watch import Watch
from allocator.explain.known_code import known_code
from allocator.explain.shortfall.explanation import Explanation
from allocator.explain.shortfall.question import Question
from allocator.explain.shortfall.sheet import NAME, about, shortfall_sheet
from allocator.explain.shortfall.shortfall import Search
from allocator.explain.shortfall.words import sentences
from allocator.report.names import capability_name
from allocator.report.prose import whole_listing
from allocator.report.view import View


@dataclass(frozen=True, slots=True)
class ShortfallReport:
    """The answer; without an explanation where nothing is missing."""

    view: View
    capability: str
    period: str
    question: Question | None
    told: Explanation | None
    sentences: Sequence[str]
    output: Path | None


def explain_shortfall(
    workbook: Path,
    plan: Path,
    capability: str,
    period: str | None,
    target: Path | None,
    *,
    seed: int = 0,
    workers: int | None = None,
    observer: Callable[[str], None] = lambda _: None,
    stop: Callable[[], bool] | None = None,
) -> ShortfallReport:
    """Explain the shortfall of a capability in a period, the deadline where none is given.

    With `target` a copy of the plan is written with the answer, unless nothing is missing. Raises
    RequestError for unknown codes, InputError, PlanError and VerificationError for the files,
    OutputError where the copy cannot be written.
    """
    if target is not None:
        require_copy(target, workbook, plan)
    known = known_plan(workbook, plan)
    view = known.view
    code = known_code("capability", capability, view.scenario.capability_by_code)
    when = known_code("period", period or view.deadline, view.periods)
    if not view.shortfalls[code, when].missing:
        said = [f"Nothing of {capability_name(view, code)} is missing in {when}."]
        short = {each: view.shortfalls[code, each].missing for each in view.periods}
        missing = {each: units for each, units in short.items() if units}
        if missing:
            listed = whole_listing([f"{units:,} in {each}" for each, units in missing.items()])
            where, one = ("another period", "it")
            if len(missing) > 1:
                where, one = ("other periods", "one of them")
            said.append(f"Missing in {where}: {listed}.")
            said.append(f"Ask for {one} with --period {next(iter(missing))}.")
        if target is not None:
            said.append("There is nothing to write.")
        return ShortfallReport(view, code, when, None, None, said, None)
    search = Search(
        view,
        code,
        when,
        Watch(None, stop),
        seed=seed,
        workers=workers or cores(),
        observer=observer,
    )
    told = search.run()
    said_all = tuple(sentences(view, search.question, told))
    output = None
    if target is not None:
        name = sheet_name(known, NAME, about(view, told))
        sheet = shortfall_sheet(view, search.question, told, said_all, name)
        output = write_explained(target, known, (sheet,))
    return ShortfallReport(view, code, when, search.question, told, said_all, output)
