"""The scenarios of a workbook: what each changes, and whether what comes of it can be read."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from allocator.domain.overlay import Difference
from allocator.domain.problem import Problem
from allocator.errors import InputError
from allocator.io.address import split_address
from allocator.io.layout import SCENARIOS
from allocator.io.overlays.stack import scenario_names
from allocator.io.scenario_reader import ReadResult, read_scenario


@dataclass(frozen=True, slots=True)
class Listed:
    """A scenario of the workbook by itself."""

    name: str
    differences: tuple[Difference, ...]
    problems: tuple[Problem, ...]
    """Why what comes of it cannot be read; then there are no differences."""

    @property
    def sheets(self) -> tuple[str, ...]:
        """Those in which it changes cells, in the order in which it does."""
        return tuple(dict.fromkeys(one.sheet for one in self.differences))


@dataclass(frozen=True, slots=True)
class ScenariosReport:
    """All scenarios of a workbook."""

    sha256: str
    scenarios: tuple[Listed, ...]
    uncertain: int
    """Figures that its sheet uncertainties lets stray."""


@dataclass(frozen=True, slots=True)
class DifferenceReport:
    """What scenarios on top of one another make otherwise."""

    name: str
    sha256: str
    differences: tuple[Difference, ...]
    notes: Mapping[str, str]
    """By the cell that asks for a change, the note of its row; rows without one are left out."""


def list_scenarios(source: Path) -> ScenariosReport:
    """Every scenario, each alone on top of the workbook. InputError for one with problems."""
    reading = read_scenario(source)
    names = scenario_names(reading.changes)
    listed = tuple(_listed(reading, name) for name in names)
    return ScenariosReport(reading.sha256, listed, len(reading.uncertainties))


def differences_of(source: Path, name: str) -> DifferenceReport:
    """What scenarios, also stacked, make otherwise; RequestError for unknown ones, InputError where
    the workbook or what comes of them has problems."""
    base = read_scenario(source)
    reading = base.under(name)
    return DifferenceReport(name, reading.sha256, reading.differences, _notes(base))


def _listed(reading: ReadResult, name: str) -> Listed:
    try:
        return Listed(name, reading.under(name).differences, ())
    except InputError as error:
        return Listed(name, (), error.problems)


def _notes(reading: ReadResult) -> Mapping[str, str]:
    found = reading.rows.get(SCENARIOS.name)
    by_row = {row.number: row.values.get("note") for row in found.rows} if found else {}
    notes = {
        change.address: str(by_row.get(split_address(change.address)[1]) or "")
        for change in reading.changes
    }
    return {address: note for address, note in notes.items() if note}
