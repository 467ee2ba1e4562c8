"""`allocator track merge`."""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from rich.markup import escape

from allocator.app.merge_actuals import MergeReport, merge_actuals
from allocator.cli.running import Telling, print_written, told
from allocator.cli.terminal import DONE, FINDINGS, result
from allocator.domain.quantity import euros
from allocator.report.prose import number, readable
from allocator.tables.actuals_book import Claim
from allocator.tables.actuals_sheets import YES_OR_NO, called


def run_merge(files: Sequence[Path], output: Path, *, as_json: bool) -> int:
    """Write the merged workbook, print who contradicts whom, and return the exit code."""
    return told(
        lambda: merge_actuals(files, output),
        Telling(_print, _json, lambda report: FINDINGS if report.conflicts else DONE),
        as_json=as_json,
    )


def _print(report: MergeReport) -> None:
    console = result()
    console.print(f"{number(report.figures, 'figure')} of {number(len(report.files), 'file')}")
    if report.conflicts:
        console.print(
            f"[bold yellow]{number(report.conflicts, 'conflict')}[/]: these cells stay blank, the "
            "sheet conflicts lists who says what"
        )
    for (key, figure), claims in groupby(report.book.claims, lambda each: (each.key, each.figure)):
        console.print(f"  {escape(called(key))}, {figure}:")
        for claim in claims:
            console.print(f"    {escape(claim.place)} says {escape(_words(claim))}")
    print_written(report.output)


def _words(claim: Claim) -> str:
    """The figure, and who says so when."""
    if claim.figure == "money":
        figure = euros(claim.value)
    elif claim.key[1] in YES_OR_NO:
        figure = "yes" if claim.value else "no"
    else:
        figure = f"{claim.value:,}"
    said = ", ".join(filter(None, (readable(claim.source), claim.date)))
    return f"{figure} ({said})" if said else figure


def _json(report: MergeReport) -> dict[str, object]:
    return {
        "verdict": "conflicts" if report.conflicts else "merged",
        "output": str(report.output),
        "files": list(report.files),
        "figures": report.figures,
        "conflicts": [
            {
                "row": called(claim.key),
                "figure": claim.figure,
                "says": claim.value,
                "unit": "kEUR" if claim.figure == "money" else None,
                "source": claim.source,
                "date": claim.date,
                "place": claim.place,
            }
            for claim in report.book.claims
        ],
    }
