"""The outcome of a solve, for people and for programs."""

from dataclasses import asdict

from rich.markup import escape
from rich.table import Table

from allocator.app.conflict_cells import conflict_cell
from allocator.app.solve_workbook import SolveReport
from allocator.cli.terminal import result, talk
from allocator.domain.leximin import Leximin
from allocator.domain.outcome import ElasticRow, Solved
from allocator.report.leximin import searched

VERDICTS = {
    "optimal": "optimal: every aim and every round of burdens is proven",
    "feasible": "feasible: verified, with the gaps below",
    "infeasible": "infeasible: no plan can hold these rows together",
    "undecided": "undecided: no feasible plan was found in time; these rows still give way",
}


def report_json(report: SolveReport) -> dict[str, object]:
    """One object: verdict, aims, verified, output, input hash, versions, reproducible."""
    outcome, provenance = report.outcome, report.provenance
    solved = isinstance(outcome, Solved)
    return {
        "verdict": outcome.verdict,
        "aims": [
            {
                "name": aim.name,
                "value": aim.value,
                "least": aim.least,
                "bound": aim.bound,
                "gap": aim.gap,
                "seconds": round(aim.seconds, 3),
                **_rounds(aim.leximin),
            }
            for aim in provenance.aims
        ],
        "verified": solved,
        "output": str(report.output) if report.output else None,
        "input": provenance.input_name,
        "input_sha256": provenance.input_sha256,
        "scenario_digest": provenance.scenario_digest,
        "plan_digest": provenance.plan_digest if solved else None,
        "versions": dict(provenance.versions),
        "effort": provenance.effort,
        "seed": provenance.seed,
        "reproducible": provenance.reproducible,
        "rows": [
            {
                "address": conflict_cell(report.scenario, row),
                "family": row.family,
                "subject": list(row.subject),
                "amount": row.amount,
            }
            for row in _rows(report)
        ],
        "notices": [str(notice) for notice in report.notices],
    }


def print_report(report: SolveReport) -> None:
    """Verdict, aims and where the plan is, on standard output."""
    console = result()
    console.print(f"[bold]{VERDICTS[report.outcome.verdict]}[/]")
    if isinstance(report.outcome, Solved):
        table = Table("aim", box=None)
        for name in ("value", "least found", "bound", "gap", "seconds"):
            table.add_column(name, justify="right")
        for aim in report.outcome.aims:
            gap = "proven" if aim.proven else f"{aim.gap:.2%}"
            table.add_row(
                aim.name,
                f"{aim.value:,}",
                f"{aim.least:,}",
                f"{aim.bound:,}",
                gap,
                f"{aim.seconds:.1f}",
            )
        console.print(table)
        _print_rounds(report)
        if not report.outcome.reproducible:
            console.print("not reproducible: a clock or Ctrl-C ended the search")
        console.print(f"verified and written: {escape(str(report.output))}")
    for row in _rows(report):
        name = f"{row.family}[{', '.join(row.subject)}]"
        place = conflict_cell(report.scenario, row)
        console.print(f"  {escape(place)}: {escape(name)} gives way by {row.amount:,}")
    for notice in report.notices:
        talk().print(f"[dim]notice {escape(str(notice))}[/]")


def _rounds(leximin: Leximin | None) -> dict[str, object]:
    """Of the aim spread: the burdens settled from the top."""
    if leximin is None:
        return {}
    return {"rounds": [asdict(each) for each in leximin.rounds], "exact": leximin.exact}


def _print_rounds(report: SolveReport) -> None:
    for aim in report.provenance.aims:
        if aim.leximin is not None:
            words = searched(aim.leximin, report.scenario.policy.leximin_rounds)
            result().print(f"burdens from the top: {words}")
            for each in aim.leximin.rounds:
                noun = "state" if each.states == 1 else "states"
                there = "" if each.states is None else f", {each.states} {noun} there or above"
                proof = "" if each.proven else ", not proven"
                result().print(f"  {each.level:,} basis points{there}{proof}")


def _rows(report: SolveReport) -> tuple[ElasticRow, ...]:
    return () if isinstance(report.outcome, Solved) else report.outcome.rows
