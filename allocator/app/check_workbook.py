"""Read a workbook and say everything that is wrong, doubtful or worth knowing about it."""

from dataclasses import dataclass
from pathlib import Path

from allocator.domain.problem import Finding, Notice
from allocator.domain.scenario import Scenario
from allocator.io.scenario_reader import read_scenario
from allocator.preflight.findings import findings


@dataclass(frozen=True, slots=True)
class CheckReport:
    """A workbook that can be solved, with what is worth saying of it."""

    scenario: Scenario
    sha256: str
    notices: tuple[Notice, ...]
    findings: tuple[Finding, ...]


def check_workbook(source: Path) -> CheckReport:
    """Notices and findings of a readable workbook; InputError for one with problems."""
    reading = read_scenario(source)
    return CheckReport(
        reading.scenario, reading.sha256, reading.notices, findings(reading.scenario)
    )
