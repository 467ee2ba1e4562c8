"""`allocator track history`."""

from pathlib import Path

from rich.markup import escape
from rich.table import Table

from allocator.app.track_history import HistoryReport, track_history
from allocator.cli.running import Telling, print_written, told
from allocator.cli.terminal import result, talk
from allocator.report.numbers import per_cent
from allocator.report.prose import readable
from allocator.study.track.history_sentences import sentences


def run_history(folder: Path, output: Path | None, *, as_json: bool) -> int:
    """Write the history of a folder, print what there is to say of it, return the exit code."""
    target = output or Path("outputs") / f"{folder.resolve().name or 'folder'}-history.xlsx"
    return told(
        lambda: track_history(
            folder, target, observer=lambda name: talk().print(f"[dim]reading[/] {escape(name)}")
        ),
        Telling(_print, _json),
        as_json=as_json,
    )


def _print(report: HistoryReport) -> None:
    console = result()
    for words in sentences(report.history, report.files):
        console.print(escape(words))
    console.print(_table(report))
    for each in report.files:
        if not each.used:
            console.print(
                f"[dim]{each.what}[/] {escape(readable(each.name))} {escape(each.remark)}"
            )
    print_written(report.output)


def _table(report: HistoryReport) -> Table:
    """The European share by period."""
    found = report.history
    table = Table(title="European share, promised and delivered")
    table.add_column("period", no_wrap=True)
    for each in found.promised:
        table.add_column(escape(readable(each.name, 24)), justify="right")
    table.add_column("delivered", justify="right")
    for period in found.periods:
        made = found.delivered.get(period)
        share = None if made is None else made.share
        table.add_row(
            escape(period),
            *(
                per_cent(each.shares[period]) if period in each.shares else ""
                for each in found.promised
            ),
            "" if share is None else per_cent(share),
        )
    return table


def _json(report: HistoryReport) -> dict[str, object]:
    found = report.history
    return {
        "verdict": "written",
        "output": str(report.output),
        "plans": [
            {
                "plan": plan.name,
                "plan_digest": plan.digest,
                "previous_plan": plan.previous or None,
                "actuals": [each.name for each in plan.told],
                "european_share": {
                    period: float(share) for period, share in promised.shares.items()
                },
            }
            for plan, promised in zip(found.chain.plans, found.promised, strict=True)
        ],
        "delivered": {
            period: {
                "as_told_of": made.by,
                "running": made.running,
                "european_share": None if made.share is None else float(made.share),
                "units": {code: count for (code, _), count in made.units.items()},
                "rows_not_confirmed": sum(made.unconfirmed.values()),
            }
            for period, made in found.delivered.items()
        },
        "gaps": list(found.chain.gaps),
        "remarks": list(found.remarks),
        "files": [
            {"file": each.name, "what": each.what, "said": each.remark} for each in report.files
        ],
    }
