"""`allocator template`."""

from pathlib import Path

from rich.markup import escape

from allocator.cli.terminal import DONE, Failure, refusals, report_failure, result
from allocator.errors import OutputError
from allocator.io.template_writer import write_template


def run_template(output: Path, *, example: bool) -> int:
    """Write the template; the exit code."""
    try:
        with refusals():
            if output.exists():
                raise OutputError(f"{output} exists and is not overwritten; give another name")
            written = write_template(output, example=example)
    except Failure as failure:
        return report_failure(failure, as_json=False)
    result().print(f"written: {escape(str(written))}")
    return DONE
