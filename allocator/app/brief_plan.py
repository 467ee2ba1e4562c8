"""Briefings from a saved plan alone: state sheets, extracts, slides, a page."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from allocator.app.saved_plan import proven_saved_plan
from allocator.errors import RequestError
from allocator.io.atomic_file import write_atomically
from allocator.io.page_writer import page_bytes
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
    computed from its decisions. Raises InputError, PlanError and VerificationError for a workbook
    that is no plan, was edited or does not hold, RequestError for states it does not have,
    OutputError for files that cannot be written.
    """
    view = proven_saved_plan(plan).view
    _require_known(view, (*wanted.states, *wanted.releasable_to))
    files = list(_files(view, folder, plan.stem, wanted.completed))
    for file in files:
        require_writable(file.target, plan, file.target.suffix)
    contents = [file.content() for file in files]
    written = tuple(
        write_atomically(file.target, content)
        for file, content in zip(files, contents, strict=True)
    )
    return BriefReport(view, written)


def _require_known(view: View, states: Codes) -> None:
    unknown = [state for state in dict.fromkeys(states) if state not in view.states]
    if unknown:
        raise RequestError(
            f"the plan has no member state {', '.join(unknown)}: it has {', '.join(view.states)}"
        )


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
        yield _File(named(f"{_plain(state)}.xlsx"), book_of((state,)))
    if wanted.all_states:
        yield _File(named("states.xlsx"), book_of(view.states))
    for state in dict.fromkeys(wanted.releasable_to):
        yield _File(named(f"releasable-{_plain(state)}.xlsx"), extract_of(state))
    if wanted.slides:
        yield _File(named("slides.pptx"), lambda: slides_bytes(slides(view, shown)))
    if wanted.page:
        yield _File(named("page.html"), lambda: page_bytes(page(view)))


def _plain(code: str) -> str:
    """A code as a part of a file's name on any system."""
    return "".join(sign if sign.isalnum() or sign in "-_" else "_" for sign in code)
