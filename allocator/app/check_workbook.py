"""Read a workbook and say everything that is wrong, doubtful or worth knowing about it."""

from dataclasses import dataclass
from pathlib import Path

from allocator.domain.problem import Finding, Notice
from allocator.domain.scenario import Scenario
from allocator.io.scenario_reader import read_scenario
from allocator.preflight.findings import findings


@dataclass(frozen=True, slots=True)
class CheckReport:
    """A workbook that can be read, with what is worth saying of it."""

    scenario: Scenario
    sha256: str
    notices: tuple[Notice, ...]
    findings: tuple[Finding, ...]
    """Those that leave no plan at all come first."""
    overlay: str = ""
    """Scenarios on top, as they were named."""

    @property
    def hopeless(self) -> int:
        """How many findings prove that there is no plan."""
        return sum(finding.hopeless for finding in self.findings)


def check_workbook(source: Path, overlay: str = "") -> CheckReport:
    """Notices and findings of a readable workbook, with scenarios on top that `overlay` names.

    InputError for one with problems, RequestError for scenarios that it does not have.
    """
    reading = read_scenario(source, overlay=overlay)
    return CheckReport(
        reading.scenario,
        reading.sha256,
        reading.notices,
        findings(reading.scenario),
        reading.overlay,
    )
