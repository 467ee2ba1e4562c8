"""Commands run within the process of the tests: starting another would cost more than they do."""

from dataclasses import dataclass
from pathlib import Path

from typer.testing import CliRunner

from allocator.cli.commands import app


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a command."""

    returncode: int
    stdout: str
    stderr: str


def invoked(*words: str | Path) -> Done:
    """Run a command; whatever it raises that is no exit is raised here."""
    result = CliRunner(env={"COLUMNS": "200", "NO_COLOR": "1"}).invoke(
        app, [str(word) for word in words], catch_exceptions=False
    )
    return Done(result.exit_code, result.stdout, result.stderr)
