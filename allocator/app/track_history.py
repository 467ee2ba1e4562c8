"""A folder of plans and actuals: what was promised and what was delivered, over time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from allocator.app.distinct_files import require_distinct
from allocator.app.saved_plan import followed_plan
from allocator.app.verify_workbook import VerifyReport
from allocator.errors import (
    AllocatorError,
    InputError,
    PlanError,
    RequestError,
    SizeError,
    VerificationError,
)
from allocator.io.actuals_file import actuals_file, is_actuals
from allocator.io.actuals_reader import told_of
from allocator.io.saved_sheets import is_plan
from allocator.io.workbook_writer import require_writable, write_plan
from allocator.report.prose import number, readable
from allocator.study.track.chain import ChainedPlan, NamedActuals, chained
from allocator.study.track.delivered import History, history
from allocator.study.track.history_sentences import FileOf
from allocator.study.track.history_sheets import history_sheets

ENDING = ".xlsx"
OPEN = ("~$", ".")
"""Beginnings of names of files that programs keep beside those that are open."""
PLAN, ACTUALS, OTHER = "plan", "actuals", "other"
BROKEN = (InputError, PlanError, VerificationError, SizeError)
Said = dict[str, FileOf]
"""By the name of the file."""
LONGEST = 200
"""Characters of what is said of a file."""


@dataclass(frozen=True, slots=True)
class HistoryReport:
    """What came of the folder, what each of its files is, and where it was written."""

    history: History
    files: tuple[FileOf, ...]
    output: Path


@dataclass(frozen=True, slots=True)
class _Plan:
    name: str
    report: VerifyReport

    @property
    def key(self) -> tuple[str, str]:
        """What actuals name it by."""
        record = self.report.saved.provenance
        return record.plan_digest, record.scenario_digest

    @property
    def identity(self) -> tuple[str, str, str]:
        """What copies of one plan have in common."""
        return (*self.key, self.report.saved.provenance.previous_plan)


def track_history(
    folder: Path, target: Path, *, observer: Callable[[str], None] = lambda _: None
) -> HistoryReport:
    """Read every workbook of a folder, put plans and actuals together and write what became of it.

    Each plan is verified from its own workbook. What is neither a plan nor actuals, and what cannot
    be used, is listed with the reason and stops nothing. `observer` is told of each file. Raises
    RequestError for a folder that is not there or holds no plan that can be used, OutputError for a
    target that cannot be written.
    """
    paths = _workbooks(folder)
    require_distinct(paths, (target,))
    require_writable(target, folder)
    said: Said = {}
    plans: list[_Plan] = []
    told: list[Path] = []
    for path in paths:
        observer(path.name)
        what = _kind(path, said)
        if what == PLAN:
            _add_plan(path, plans, said)
        elif what == ACTUALS:
            told.append(path)
    if not plans:
        raise RequestError(f"{folder} holds no plan that can be used{_why(said)}")
    by_plan = _of_plans(told, plans, said)
    chain = chained(
        [
            ChainedPlan(plan.name, plan.report.view, tuple(by_plan.get(plan.name, ())))
            for plan in plans
        ]
    )
    for each in chain.strangers:
        _left_out(said, each.name, PLAN, "it plans for none of the capabilities of the others")
    found = history(chain)
    files = tuple(said[name] for name in sorted(said))
    return HistoryReport(found, files, write_plan(target, history_sheets(found, files)))


def _workbooks(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise RequestError(f"{folder} is no folder; name one that holds plans and actuals")
    try:
        names = sorted(path for path in folder.iterdir() if path.is_file())
    except OSError as error:
        raise RequestError(f"{folder} cannot be read: {error.strerror}") from error
    return [
        path for path in names if path.suffix.lower() == ENDING and not path.name.startswith(OPEN)
    ]


def _kind(path: Path, said: Said) -> str:
    if is_plan(path):
        return PLAN
    try:
        if is_actuals(path):
            return ACTUALS
        _left_out(said, path.name, OTHER, "neither a plan nor a workbook of actuals")
    except InputError as error:
        _left_out(said, path.name, OTHER, _first(error))
    return OTHER


def _first(error: AllocatorError) -> str:
    """The first of what is wrong, and how much more there is."""
    found: Sequence[object] = ()
    if isinstance(error, InputError | PlanError):
        found = error.problems
    elif isinstance(error, VerificationError):
        found = error.violations
    if not found:
        return readable(str(error), LONGEST)
    more = f" (and {number(len(found) - 1, 'more', 'more')})" if len(found) > 1 else ""
    return readable(str(found[0]), LONGEST) + more


def _add_plan(path: Path, plans: list[_Plan], said: Said) -> None:
    try:
        plan = _Plan(path.name, followed_plan(path))
    except BROKEN as error:
        _left_out(said, path.name, PLAN, _first(error))
        return
    twin = next((each.name for each in plans if each.identity == plan.identity), None)
    if twin is None:
        plans.append(plan)
        said[path.name] = FileOf(path.name, PLAN)
    else:
        _left_out(said, path.name, PLAN, f"it is the plan of {twin} again")


def _of_plans(
    paths: Sequence[Path], plans: Sequence[_Plan], said: Said
) -> dict[str, list[NamedActuals]]:
    """Actuals by the name of the plan that they are about."""
    found: dict[str, list[NamedActuals]] = {}
    for path in paths:
        try:
            file = actuals_file(path)
            key = file.heading.plan_digest, file.heading.scenario_digest
            plan = next((each for each in plans if each.key == key), None)
            if plan is None:
                _left_out(said, path.name, ACTUALS, "of a plan that is not in the folder")
                continue
            report = plan.report
            actuals = told_of(file, report.saved, report.scenario)
        except InputError as error:
            _left_out(said, path.name, ACTUALS, _first(error))
            continue
        if actuals.rows:
            found.setdefault(plan.name, []).append(NamedActuals(path.name, actuals))
        rows = number(len(actuals.rows), "row") if actuals.rows else "no row"
        said[path.name] = FileOf(path.name, ACTUALS, f"of {plan.name}; {rows} known")
    return found


def _why(said: Said) -> str:
    """What is said of the first file that could have been one."""
    broken = [said[name] for name in sorted(said) if said[name].what == PLAN]
    return f" ({broken[0].name}: {broken[0].remark})" if broken else ""


def _left_out(said: Said, name: str, what: str, why: str) -> None:
    said[name] = FileOf(name, what, why, used=False)
