"""One future of a workbook, solved where there is room for it."""

from dataclasses import dataclass, replace
from pathlib import Path

from allocator.app.solve_workbook import Search, provenance_of
from allocator.domain.outcome import Solved
from allocator.domain.stray import Stray
from allocator.engine.journal import Content
from allocator.engine.watch import Watch
from allocator.errors import InputError
from allocator.io.overlays.asked import BASE
from allocator.io.scenario_reader import ReadResult
from allocator.report.view import View
from allocator.study.sweep.draws import drawn
from allocator.study.sweep.told import Told, content_of, named, planless_future, solved_future


@dataclass(frozen=True, slots=True)
class Future:
    """Which scenarios are on top of the workbook, and which draw on top of them."""

    scenario: str = BASE
    draw: int | None = None

    @property
    def name(self) -> str:
        """As tables and journals have it."""
        return named(self.scenario, self.draw)


@dataclass(frozen=True, slots=True)
class Common:
    """What all futures of a sweep share; it travels to each process once."""

    reading: ReadResult
    strays: tuple[Stray, ...]
    source: Path
    search: Search
    """Of each solve, but for its processes; its seed is that of the draws, too."""

    def reading_of(self, future: Future) -> ReadResult:
        """The workbook as it would be; InputError where it cannot be used."""
        reading = self.reading.under(future.scenario)
        if future.draw is None:
            return reading
        changes = drawn(self.strays, self.search.seed, future.draw)
        return reading.changed(changes, f"draw {future.draw}")


@dataclass(frozen=True, slots=True)
class SolveFuture:
    """A future to be solved; an errand of `allocator.study.many`."""

    common: Common
    future: Future
    workers: int = 1
    """Processes of its search; they change nothing but the time by the clock."""

    @property
    def key(self) -> str:
        """Unique in a sweep."""
        return self.future.name

    def __call__(self, watch: Watch, /) -> Content:
        """What the future comes to; that its workbook cannot be read is a result like others."""
        return content_of(self._told(watch))

    def _told(self, watch: Watch) -> Told:
        future, common = self.future, self.common
        try:
            reading = common.reading_of(future)
        except InputError as error:
            reasons = tuple(map(str, error.problems))
            return Told(future.scenario, future.draw, "unreadable", reasons)
        scenario = reading.scenario
        search = replace(common.search, workers=self.workers)
        outcome = search.outcome(scenario, stop=watch.over)
        if not isinstance(outcome, Solved):
            return planless_future(future.scenario, future.draw, scenario, outcome)
        provenance = provenance_of(common.source, reading, common.search, outcome)
        view = View(scenario, outcome.plan, provenance)
        return solved_future(future.scenario, future.draw, view, outcome)
