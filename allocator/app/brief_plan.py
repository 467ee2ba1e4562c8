"""Briefings from a saved plan alone: state sheets, extracts, slides, a page."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from allocator.app.known_states import require_states
from allocator.app.saved_plan import proven_saved_plan
from allocator.errors import OutputError, RequestError
from allocator.io.atomic_file import write_atomically
from allocator.io.page_writer import page_bytes
from allocator.io.saved_sheets import is_plan
from allocator.io.slides_writer import slides_bytes
from allocator.io.workbook_writer import require_writable, workbook_bytes
from allocator.report.page.page import page
from allocator.report.release.releasable import releasable
from allocator.report.slides.slides import slides
from allocator.report.state.book import state_book
from allocator.report.state.view import Alliance
from allocator.report.view import Codes, View


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for. Nothing asked for: the sheets of all states, slides and page."""

    states: Codes = ()
    """A workbook for each, and a slide where there are slides."""
    all_states: bool = False
    """One workbook with all of them."""
    releasable_to: Codes = ()
    slides: bool = False
    page: bool = False

    @property
    def completed(self) -> "Wanted":
        """The same; all but extracts where nothing was asked for."""
        return Wanted(all_states=True, slides=True, page=True) if self == Wanted() else self


@dataclass(frozen=True, slots=True)
class BriefReport:
    """The plan that was briefed, and the files that were written."""

    view: View
    written: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class _File:
    target: Path
    content: Callable[[], bytes]


def brief_plan(plan: Path, folder: Path, wanted: Wanted) -> BriefReport:
    """Write what is wanted of a saved plan to a folder, each file whole, or nothing at all.

    Nothing is solved: the plan is verified against the input that it carries, and everything is
    computed from its decisions. Earlier briefings of the same names are replaced, plans never.
    Raises InputError, PlanError and VerificationError for a workbook that is no plan, was edited or
    does not hold, RequestError for states it does not have or whose files could not be told apart,
    OutputError for files that cannot be written.
    """
    view = proven_saved_plan(plan).view
    asked = tuple(dict.fromkeys((*wanted.states, *wanted.releasable_to)))
    require_states(view, asked)
    _require_distinct(view, asked)
    files = list(_files(view, folder, plan.stem, wanted.completed))
    for file in files:
        require_writable(file.target, plan, file.target.suffix)
        _require_no_plan(file.target)
    contents = [file.content() for file in files]
    written = tuple(
        write_atomically(file.target, content)
        for file, content in zip(files, contents, strict=True)
    )
    return BriefReport(view, written)


def _require_distinct(view: View, states: Codes) -> None:
    """Some file systems take two names for one that differ in nothing but capital letters.

    All states of the plan count, because the file of another may be there from another day.
    """
    for state in states:
        for other in view.states:
            if other != state and _plain(other).casefold() == _plain(state).casefold():
                raise RequestError(
                    f"states {state} and {other} differ only in capital letters, and one's file "
                    "could replace the other's: change one of the codes and solve again"
                )


def _require_no_plan(target: Path) -> None:
    if target.suffix == ".xlsx" and target.exists() and is_plan(target):
        raise OutputError(f"{target} is a plan, which is never overwritten; give another folder")


def _files(view: View, folder: Path, stem: str, wanted: Wanted) -> Iterator[_File]:
    """What is to be written, and how to make it."""
    alliance = Alliance(view)

    def named(ending: str) -> Path:
        return folder / f"{stem}-{ending}"

    def book_of(states: Codes) -> Callable[[], bytes]:
        return lambda: workbook_bytes(state_book(view, states))

    def extract_of(state: str) -> Callable[[], bytes]:
        return lambda: workbook_bytes(releasable(view, state, alliance))

    shown = view.states if wanted.all_states else tuple(dict.fromkeys(wanted.states))
    for state in dict.fromkeys(wanted.states):
        yield _File(named(f"state-{_plain(state)}.xlsx"), book_of((state,)))
    if wanted.all_states:
        yield _File(named("all-states.xlsx"), book_of(view.states))
    for state in dict.fromkeys(wanted.releasable_to):
        yield _File(named(f"releasable-to-{_plain(state)}.xlsx"), extract_of(state))
    if wanted.slides:
        yield _File(named("slides.pptx"), lambda: slides_bytes(slides(view, shown)))
    if wanted.page:
        yield _File(named("page.html"), lambda: page_bytes(page(view)))


def _plain(code: str) -> str:
    """A code as a part of a file's name on any system, and never that of another code.

    Signs that not every file system takes are written as %XX of their UTF-8 bytes.
    """
    return quote(code, safe="")
