"""`allocator stress`."""

from fractions import Fraction
from pathlib import Path

from rich.markup import escape
from rich.table import Table

from allocator.app.stress_workbook import Placed, StressReport, Wanted, stress_workbook
from allocator.cli.counting import count_line
from allocator.cli.running import Stopping, Telling, print_written, searching, stoppable
from allocator.cli.terminal import (
    DONE,
    UNDECIDED,
    print_what_if,
    result,
    talk,
)
from allocator.study.stress.ranking import Entry, Stress
from allocator.study.stress.sentences import sentences
from allocator.study.stress.words import basis, cell, consent, name, unused

SHOWN = 30
"""Losses on the terminal; the workbook and JSON have all."""


def run_stress(
    workbook: Path,
    plan: Path,
    wanted: Wanted,
    placed: Placed,
    effort: str,
    time_limit: float | None,
    seed: int,
    workers: int | None,
    *,
    as_json: bool,
) -> int:
    """Lose one thing after the other, print the ranking, and return the exit code."""
    search = searching(effort, time_limit, seed, workers)
    return stoppable(
        lambda line, stop: stress_workbook(
            workbook, plan, wanted, placed, search, observer=line.count, stop=stop
        ),
        count_line(talk(), "losses"),
        Stopping(
            "stopping: what is done so far is being put together",
            "stopped; a journal keeps what was done",
        ),
        Telling(_print, _json, _code),
        as_json=as_json,
    )


def _code(report: StressReport) -> int:
    return DONE if report.stress.compared is not None else UNDECIDED


def _print(report: StressReport) -> None:
    found = report.stress
    print_what_if(found.scenario)
    console = result()
    for sentence in sentences(found):
        console.print(escape(sentence))
    if found.ranked:
        console.print(_table(found))
    if len(found.ranked) > SHOWN:
        more = len(found.ranked) - SHOWN
        console.print(f"{more:,} more losses; the workbook and --json have them all")
    for entry in found.unsolved:
        lost = escape(name(found.scenario, entry.loss))
        console.print(f"[bold]{lost}[/] {entry.told.verdict}: no plan was found")
    for failure in report.failures:
        console.print(f"[bold red]failed[/] {escape(failure.key)}: {escape(failure.error)}")
    if not report.finished:
        done = len(found.entries) - len(found.seen) + (found.base is not None)
        console.print(f"[bold yellow]incomplete: {done:,} of {report.planned:,}[/]")
    print_written(report.output)


def _table(found: Stress) -> Table:
    """Parts are of the shortfall with nothing lost; sums where there is none."""
    table = Table(title=f"points of failure of {escape(found.scenario.policy.title)}")
    table.add_column("what is lost")
    for header in ("shortfall", "more", "at once", "made\ngood", "missing\nat the end"):
        table.add_column(header, justify="right", no_wrap=True)
    for entry in found.ranked[:SHOWN]:
        table.add_row(escape(name(found.scenario, entry.loss)), *_figures(found, entry))
    return table


def _figures(found: Stress, entry: Entry) -> tuple[str, ...]:
    told, good = entry.told, found.made_good(entry.told)
    own = found.compared.shortfall if found.compared else 0

    def beside(weighted: int) -> str:
        return f"{float(Fraction(100 * weighted, own)):+.1f} %" if own else f"{weighted:+,}"

    return (
        f"{told.shortfall:,}",
        beside(found.added(told)),
        beside(found.immediate(told)),
        "" if good is None else _per_cent(good),
        _per_cent(told.missing_last),
    )


def _per_cent(part: Fraction) -> str:
    return f"{float(100 * part):.1f} %"


def _json(report: StressReport) -> dict[str, object]:
    found = report.stress
    base = found.compared
    return {
        "what_if": found.scenario.policy.what_if or None,
        "finished": report.finished,
        "planned": report.planned,
        "output": str(report.output) if report.output else None,
        "ordered_before": found.ordered_before,
        "plan_shortfall": found.own,
        "base": None if base is None else {"shortfall": base.shortfall, "bound": base.bound},
        "sentences": list(sentences(found)),
        "ranked": [_ranked(found, entry) for entry in found.ranked],
        "unused": [
            {**_named(found, entry), "reason": unused(entry.loss)} for entry in found.unused
        ],
        "at_once": [
            {**_named(found, entry), "immediate": found.immediate(entry.told)}
            for entry in found.seen
        ],
        "unsolved": [
            {**_named(found, entry), "verdict": entry.told.verdict} for entry in found.unsolved
        ],
        "failed": [{"loss": each.key, "error": each.error} for each in report.failures],
    }


def _named(found: Stress, entry: Entry) -> dict[str, object]:
    scenario, loss = found.scenario, entry.loss
    return {
        "kind": loss.kind,
        "code": loss.code,
        "state": loss.state or None,
        "name": name(scenario, loss),
        "cell": cell(scenario, loss),
        "foreign_consent": loss.consent or bool(consent(scenario, loss)),
        "legal_basis": basis(scenario, loss) or None,
    }


def _ranked(found: Stress, entry: Entry) -> dict[str, object]:
    told, good = entry.told, found.made_good(entry.told)
    return {
        **_named(found, entry),
        "verdict": told.verdict,
        "shortfall": told.shortfall,
        "bound": told.bound,
        "added": found.added(told),
        "proven_to_cost": found.certain(told),
        "immediate": found.immediate(told),
        "made_good": None if good is None else float(good),
        "european_share": float(told.european),
        "european_share_last": float(told.european_last),
        "missing_share_last": float(told.missing_last),
        "largest_burden_basis_points": told.largest,
        "borne_by": told.borne_by or None,
        "new_money_keur": told.money,
        "hits": [
            {"capability": code, "period": period, "units": units}
            for code, period, units in found.hits(told)
        ],
        "dropped": list(told.dropped),
        "orders_not_kept": list(told.unkept),
    }
