"""Put the actuals of several states together."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from allocator.app.distinct_files import require_absent, require_distinct
from allocator.domain.problem import Problem
from allocator.errors import InputError, RequestError
from allocator.io.actuals_file import ActualsFile, actuals_file
from allocator.io.actuals_merge import merged, placed
from allocator.io.actuals_writer import write_actuals
from allocator.io.workbook_writer import require_writable
from allocator.report.prose import readable
from allocator.tables.actuals_book import ActualsBook

LONGEST = 80
"""Characters of what a file is called."""


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What came of it; cells of `book.claims` are blank."""

    book: ActualsBook
    files: tuple[str, ...]
    """What they are called, sorted."""
    output: Path

    @property
    def figures(self) -> int:
        """Figures that are known."""
        told = [told for _, told in self.book.rows]
        return sum((each.actual is not None) + (each.money is not None) for each in told)

    @property
    def conflicts(self) -> int:
        """Cells in which files contradict each other."""
        return len({(claim.key, claim.figure) for claim in self.book.claims})


def merge_actuals(files: Sequence[Path], target: Path) -> MergeReport:
    """Write the union of workbooks of actuals to `target`, whatever their order.

    Conflicts stop nothing: the cells stay blank, and a sheet lists who says what. RequestError for
    fewer than two files, InputError with every problem of every file, OutputError for a target that
    is there already or cannot be written; then nothing is written.
    """
    paths = sorted({file.resolve() for file in files})
    if len(paths) < 2:
        raise RequestError("give two files or more: allocator track merge A.xlsx B.xlsx ...")
    require_distinct(paths, (target,))
    for path in paths:
        require_writable(target, path)
    require_absent(target)
    named = labels(paths)
    read: dict[str, ActualsFile] = {}
    problems: list[Problem] = []
    for path in paths:
        try:
            read[named[path]] = actuals_file(path)
        except InputError as error:
            problems += _in_file(named[path], path.name, error)
    if problems:
        raise InputError(problems)
    book = merged(read)
    return MergeReport(book, tuple(sorted(read)), write_actuals(target, book))


def _in_file(label: str, name: str, error: InputError) -> list[Problem]:
    return [
        each.model_copy(
            update={"address": placed(label, "" if each.address == name else each.address)}
        )
        for each in error.problems
    ]


def labels(paths: Sequence[Path]) -> dict[Path, str]:
    """What each file is called: its name, with as many of its folders as tell it from the others.

    Independent of their order, and fit to be shown.
    """
    named: dict[Path, str] = {}
    for path in paths:
        parts = path.parts
        for count in range(1, len(parts) + 1):
            tail = parts[-count:]
            if sum(other.parts[-count:] == tail for other in paths) == 1:
                break
        named[path] = readable("/".join(tail), LONGEST)
    shown = list(named.values())
    if len(set(shown)) < len(shown):
        raise RequestError("files cannot be told apart by their names; rename one of them")
    return named
