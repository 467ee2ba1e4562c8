"""The exceptions allocator raises on purpose.

    AllocatorError
    |-- RequestError        what was asked for does not fit the workbook  (exit 2)
    |-- InputError          the workbook cannot be read or has problems   (exit 3)
    |-- PlanError           a saved plan cannot be read back              (exit 6)
    |-- VerificationError   a plan broke a row it must hold               (exit 6)
    |-- OutputError         a result cannot be written                    (exit 7)
    |-- ProcessError        the processes of a search do not stay alive   (exit 71)
    |   |-- PoisonError     one task ends every process that takes it
    |   `-- ClusterError    a cluster does not start, or is lost
    `-- ModelError          a defect of ours: the program is malformed    (exit 70)
        `-- SizeError       figures too large to be counted exactly       (exit 3)

"Infeasible" and "undecided" are answers, not errors: they are cases of
`allocator.domain.outcome.Outcome`.
"""

from collections.abc import Sequence

from allocator.domain.problem import Problem
from allocator.domain.violation import Violation


class AllocatorError(Exception):
    """Whatever allocator reports to its user instead of a traceback."""


class RequestError(AllocatorError):
    """An option that makes no sense for the workbook it is used on."""


class InputError(AllocatorError):
    """A workbook that cannot be used; carries every problem found, not just the first."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class PlanError(AllocatorError):
    """A saved plan whose rows cannot be read back; carries every problem found."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class VerificationError(AllocatorError):
    """A plan that breaks the model's own rows; nothing of it is written."""

    def __init__(self, violations: Sequence[Violation]) -> None:
        self.violations = tuple(violations)
        super().__init__("\n".join(str(violation) for violation in self.violations))


class OutputError(AllocatorError):
    """A result that cannot be written where it was asked for."""


class ProcessError(AllocatorError):
    """A search whose processes cannot be started, or end over the same task again and again."""

    def __init__(self, finding: str) -> None:
        self.finding = finding
        super().__init__(
            f"{finding}: close other programs, or give fewer workers; a search with 1 worker "
            "needs no other process"
        )

    def __reduce__(self) -> tuple[type["ProcessError"], tuple[str]]:
        """Made anew from its finding: what it says is not said twice by a copy."""
        return type(self), (self.finding,)


class PoisonError(ProcessError):
    """A task over which one process after the other ended."""


class ClusterError(ProcessError):
    """A cluster that does not start, or whose scheduler does not answer any more."""

    def __init__(self, finding: str) -> None:
        AllocatorError.__init__(self, finding)
        self.finding = finding


class ModelError(AllocatorError):
    """A malformed program: a defect of allocator, never of the workbook."""


class SizeError(ModelError):
    """Figures of a workbook so large that sums of them would not be exact."""
