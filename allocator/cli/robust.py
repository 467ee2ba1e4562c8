"""`allocator robust`."""

from pathlib import Path

from rich.markup import escape
from rich.table import Table

from allocator.app.robust_workbook import RobustReport, Wanted, robust_workbook
from allocator.app.solve_workbook import Search
from allocator.cli.counting import count_line
from allocator.cli.running import Stopping, Telling, print_written, stoppable
from allocator.cli.terminal import (
    DONE,
    INFEASIBLE,
    UNDECIDED,
    print_what_if,
    result,
    talk,
)
from allocator.domain.period import month
from allocator.report.numbers import MILLION, per_cent, per_cent_of_key, units
from allocator.study.robust.decide import Decided
from allocator.study.robust.sentences import reasons, sentences
from allocator.study.robust.told import Account, Figures, Told

SHOWN = 15
"""Decisions on the terminal; the workbook and JSON have all."""


def run_robust(
    workbook: Path,
    target: Path,
    wanted: Wanted,
    search: Search,
    plans: Path | None,
    *,
    as_json: bool,
) -> int:
    """Search for the plan, print what it comes to, and return the exit code."""
    return stoppable(
        lambda line, stop: robust_workbook(
            workbook,
            target,
            wanted,
            search,
            plans=plans,
            observer=line.count,
            stop=stop,
        ),
        count_line(talk(), "searches"),
        Stopping(
            "stopping: what was found so far is being put together",
            "stopped; nothing was written",
        ),
        Telling(_print, _json, _code),
        as_json=as_json,
    )


def _code(report: RobustReport) -> int:
    if report.account is not None:
        return DONE
    return INFEASIBLE if report.robust.found == "infeasible" else UNDECIDED


def _print(report: RobustReport) -> None:
    print_what_if(report.scenario)
    console, found = result(), report.account
    if found is None:
        console.print(f"[bold]{report.robust.found}: there is no plan for all scenarios[/]")
        for sentence in reasons(report.robust):
            console.print(escape(sentence))
        return
    for sentence in sentences(found):
        console.print(escape(sentence))
    console.print(_scenarios(found))
    if found.decided:
        console.print(_decisions(found))
    if len(found.decided) > SHOWN:
        more = len(found.decided) - SHOWN
        console.print(f"{more:,} more decisions; the workbook and --json have them all")
    print_written(report.output)
    if report.plans:
        count, folder = len(report.plans), report.plans[0].parent
        console.print(f"written: {count:,} plans in {escape(str(folder))}")


def _scenarios(found: Account) -> Table:
    table = Table(title="one plan for all, against the scenario's own and that for base alone")
    table.add_column("scenario", no_wrap=True)
    heads = ("shortfall", "own", "for base", "European", "own", "largest burden", "EUR m")
    for head in heads:
        table.add_column(head, justify="right")
    for each in found.told:
        carried = each.carried
        table.add_row(
            escape(each.name),
            units(each.robust.shortfall),
            units(each.own.shortfall),
            units(carried.shortfall) if isinstance(carried, Figures) else carried,
            per_cent(each.robust.european),
            per_cent(each.own.european),
            per_cent_of_key(each.robust.largest),
            MILLION.number(each.robust.money),
        )
    return table


def _decisions(found: Account) -> Table:
    table = Table(title="to decide before it is known which scenario it is")
    for head in ("by", "what", "who", "of", "there in"):
        table.add_column(head)
    table.add_column("quantity", justify="right")
    table.add_column("unit")
    table.add_column("EUR m", justify="right")
    for each in found.decided[:SHOWN]:
        table.add_row(
            month(each.by),
            each.what,
            escape(each.who),
            escape(each.of),
            escape(each.period),
            f"{each.quantity:,}",
            each.unit,
            MILLION.number(each.money) if each.money else "",
        )
    return table


def _json(report: RobustReport) -> dict[str, object]:
    robust, found = report.robust, report.account
    answer = "written" if found is not None else robust.found
    head: dict[str, object] = {
        "verdict": answer,
        "what_if": report.scenario.policy.what_if or None,
        "scenarios": list(robust.asked.names),
        "recourse_from": robust.asked.when.period,
        "finished": robust.finished,
        "output": str(report.output) if report.output else None,
        "plans": list(map(str, report.plans)),
    }
    if found is None:
        return head | {
            "cannot_be_held_together": [list(names) for names in robust.apart],
            "sentences": list(reasons(robust)),
        }
    return head | {
        "sentences": list(sentences(found)),
        "aims": [
            {
                "name": aim.name,
                "value": aim.value,
                "bound": aim.bound,
                "gap": float(aim.gap),
                "proven": aim.proven,
            }
            for aim in found.together.aims
        ],
        "worst_if_known": found.known,
        "worst_if_planned_for_base": found.planned_for_base,
        "plans_by_scenario": [_told(each) for each in found.told],
        "decide_now": [_decided(each) for each in found.decided],
    }


def _told(each: Told) -> dict[str, object]:
    carried = each.carried
    return {
        "scenario": each.name,
        "regret": each.regret,
        "bound": each.bound,
        "robust": _figures(each.robust),
        "own": _figures(each.own),
        "planned_for_base": _figures(carried) if isinstance(carried, Figures) else carried,
    }


def _figures(figures: Figures) -> dict[str, object]:
    return {
        "shortfall": figures.shortfall,
        "european_share": float(figures.european),
        "largest_burden_basis_points": figures.largest,
        "new_money_keur": figures.money,
    }


def _decided(each: Decided) -> dict[str, object]:
    return {
        "by": month(each.by),
        "what": each.what,
        "who": each.who,
        "of": each.of,
        "period": each.period,
        "quantity": each.quantity,
        "unit": each.unit,
        "money_keur": each.money,
    }
