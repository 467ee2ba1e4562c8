"""The outcome of a solve, for people and for programs."""

from dataclasses import asdict

from rich.markup import escape
from rich.table import Table

from allocator.app.conflict_cells import conflict_cell
from allocator.app.solve_workbook import SolveReport
from allocator.cli.terminal import print_what_if, result, talk
from allocator.domain.leximin import Leximin
from allocator.domain.outcome import ElasticRow, Infeasible, Outcome, Solved
from allocator.domain.scenario import Scenario
from allocator.report.leximin import searched

VERDICTS = {
    "optimal": "optimal: every aim and every round of burdens is proven",
    "feasible": "feasible: verified, with the gaps below",
    "infeasible": "infeasible: these rows had to give way in the least violation found",
    "undecided": "undecided: no feasible plan was found in time; these rows still give way",
}


def report_json(report: SolveReport) -> dict[str, object]:
    """One object: verdict, aims, verified, output, input hash, versions, reproducible."""
    outcome, provenance = report.outcome, report.provenance
    solved = isinstance(outcome, Solved)
    return {
        "verdict": outcome.verdict,
        "what_if": report.scenario.policy.what_if or None,
        "aims": [
            {
                "name": aim.name,
                "value": aim.value,
                "least": aim.least,
                "bound": aim.bound,
                "gap": float(aim.gap),
                "seconds": round(aim.seconds, 3),
                **_rounds(aim.leximin),
            }
            for aim in provenance.aims
        ],
        "verified": solved,
        "output": str(report.output) if report.output else None,
        "input": provenance.input_name,
        "input_sha256": provenance.input_sha256,
        "scenario": provenance.overlay or None,
        "scenario_digest": provenance.scenario_digest,
        "plan_digest": provenance.plan_digest if solved else None,
        "versions": dict(provenance.versions),
        "effort": provenance.effort,
        "seed": provenance.seed,
        "reproducible": provenance.reproducible,
        **rows_json(report.scenario, outcome),
        "notices": [str(notice) for notice in report.notices],
    }


def print_report(report: SolveReport) -> None:
    """Verdict, aims and where the plan is, on standard output."""
    console = result()
    print_what_if(report.scenario)
    console.print(f"[bold]{VERDICTS[report.outcome.verdict]}[/]")
    if isinstance(report.outcome, Solved):
        table = Table("aim", box=None)
        for name in ("value", "least found", "bound", "gap", "seconds"):
            table.add_column(name, justify="right")
        for aim in report.outcome.aims:
            gap = "proven" if aim.proven else f"{float(aim.gap):.2%}"
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
    if isinstance(report.outcome, Solved):
        console.print(f"verified and written: {escape(str(report.output))}")
    print_rows(report.scenario, report.outcome)
    for notice in report.notices:
        talk().print(f"[dim]notice {escape(str(notice))}[/]")


def rows_json(scenario: Scenario, outcome: Outcome) -> dict[str, object]:
    """What `print_rows` prints; two empty lists where there is a plan."""
    return {
        "rows": [_row_json(scenario, row) for row in _rows(outcome)],
        "in_conflict_with": [_row_json(scenario, row) for row in _binding(outcome)],
    }


def print_rows(scenario: Scenario, outcome: Outcome) -> None:
    """The rows that give way, what is proven of them, and what they may be in conflict with."""
    console = result()
    for row in _rows(outcome):
        console.print(f"  {escape(_named(scenario, row))} gives way by {row.amount:,}")
    if isinstance(outcome, Infeasible):
        part = float(outcome.at_least)
        console.print(
            f"in every plan such rows give way, by {part:.2%} of their size in sum at least"
        )
    if _binding(outcome):
        console.print("in conflict with, among what holds with nothing to spare:")
        for row in _binding(outcome):
            console.print(f"  {escape(_named(scenario, row))}")


def _named(scenario: Scenario, row: ElasticRow) -> str:
    return f"{conflict_cell(scenario, row)}: {row.family}[{', '.join(row.subject)}]"


def _row_json(scenario: Scenario, row: ElasticRow) -> dict[str, object]:
    return {
        "address": conflict_cell(scenario, row),
        "family": row.family,
        "subject": list(row.subject),
        "amount": row.amount,
    }


def _binding(outcome: Outcome) -> tuple[ElasticRow, ...]:
    return outcome.binding if isinstance(outcome, Infeasible) else ()


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
                settled = each.level_proven if each.states is None else each.proven
                proof = "" if settled else ", not proven"
                result().print(f"  {each.level:,} basis points{there}{proof}")


def _rows(outcome: Outcome) -> tuple[ElasticRow, ...]:
    return () if isinstance(outcome, Solved) else outcome.rows
