"""`allocator template`."""

from collections.abc import Sequence
from pathlib import Path

from allocator.app.actuals_template import TemplateReport, actuals_template
from allocator.app.distinct_files import require_absent
from allocator.cli.running import Telling, print_written, told
from allocator.cli.terminal import result
from allocator.io.template_writer import write_template


def run_template(output: Path, *, example: bool) -> int:
    """Write the template; the exit code."""

    def written() -> Path:
        require_absent(output)
        return write_template(output, example=example)

    return told(written, Telling(print_written, lambda path: {"output": str(path)}), as_json=False)


def run_actuals_template(plan: Path, output: Path, as_of: str, states: Sequence[str]) -> int:
    """Write the workbook of a plan's actuals; the exit code."""
    return told(
        lambda: actuals_template(plan, output, as_of, states),
        Telling(_print, lambda report: {"output": str(report.output)}),
        as_json=False,
    )


def _print(report: TemplateReport) -> None:
    result().print(
        f"{report.rows:,} rows to fill in, as of {report.as_of}: the month on the sheet settings"
    )
    print_written(report.output)
