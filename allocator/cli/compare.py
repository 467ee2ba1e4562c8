"""`allocator compare`."""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

from rich.markup import escape
from rich.table import Table

from allocator.accounts.dependence import european_share
from allocator.app.compare_plans import CompareReport, compare_plans
from allocator.cli.compare_json import report_json
from allocator.cli.running import Telling, print_written, told
from allocator.cli.terminal import result
from allocator.domain.outcome import AimResult
from allocator.domain.policy import ARBITRARY
from allocator.report.names import in_units
from allocator.report.numbers import rounded
from allocator.report.prose import readable
from allocator.report.provenance import AIM_WORDS
from allocator.study.compare.compare import Comparison, Pair
from allocator.study.compare.figures import Number, Shift
from allocator.study.compare.layout import against
from allocator.study.compare.sentences import sentences
from allocator.study.compare.words import coverage, ends, payers

NAME = 48
"""Characters of a capability with its unit."""
UNITS = {"cost": ("EUR m", 1_000_000, 1), "spread": ("% of key money", 100, 2)}
"""Of aims shown in a unit other than their own: by how much it is larger, and decimals."""
MOST = 6
"""Rows shown from either end of a ranking."""


def run_compare(plans: Sequence[Path], output: Path | None, *, as_json: bool) -> int:
    """Print what differs from the first plan, write it, and return the exit code."""
    target = output or Path("outputs") / f"{plans[0].stem}-compared.xlsx"
    return told(lambda: compare_plans(plans, target), Telling(_print, report_json), as_json=as_json)


def _print(report: CompareReport) -> None:
    console = result()
    found = report.comparison
    if len(found.pairs) > 1:
        console.print(_side_by_side(found))
    for pair in found.pairs:
        console.print(f"[bold]{escape(against(pair))}[/]")
        for words in sentences(pair):
            console.print(f"  {escape(words)}")
        if not pair.nothing_differs and len(found.pairs) == 1:
            _print_tables(pair)
    print_written(report.output)


def _print_tables(pair: Pair) -> None:
    console = result()
    console.print(_aims(pair))
    view = pair.first.view
    if money := payers(pair):
        table = _table("who pays, EUR m", "before", "after", "change", "burden, % of key money")
        for code in ends([code for code, _ in money], MOST):
            figures = pair.by_state[code]
            new, burden = figures["new_money"], figures["burden"]
            table.add_row(
                escape(readable(view.state_name(code))),
                *_three(new, 1_000, 1),
                f"{_scaled(burden.before, 100, 2)} → {_scaled(burden.after, 100, 2)}",
            )
        console.print(table)
    if parts := coverage(pair):
        table = _table(
            f"part missing in {escape(pair.period)}, %", "before", "after", "change", "units"
        )
        for code in ends([code for code, _ in parts], MOST):
            figures = pair.by_capability[code, pair.period]
            share, units = figures["missing_share"], figures["missing"]
            table.add_row(
                escape(in_units(view, code, NAME)),
                *_three(Shift(_percent(share.before), _percent(share.after)), 1, 1),
                f"{_scaled(units.before, 1, 0)} → {_scaled(units.after, 1, 0)}",
            )
        console.print(table)


def _aims(pair: Pair) -> Table:
    table = _table("aim", "before", "after", "change", "gap")
    for aim in pair.aims:
        if aim.name != ARBITRARY:
            unit, divisor, digits = UNITS.get(aim.name, (AIM_WORDS[aim.name][1], 1, 0))
            table.add_row(
                f"{aim.name}, {unit}",
                *_three(aim.value, divisor, digits),
                " → ".join(dict.fromkeys((_gap(aim.before), _gap(aim.after)))),
            )
    return table


def _gap(aim: AimResult | None) -> str:
    if aim is None:
        return "no aim"
    return "proven" if aim.proven else f"{float(aim.gap):.2%}"


def _side_by_side(comparison: Comparison) -> Table:
    """Each plan by itself, over its own periods."""
    table = _table(
        "plan", "verdict", "European share, %", "largest burden, %", "new money, EUR m", "pools"
    )
    for plan in comparison.plans:
        view = plan.view
        table.add_row(
            escape(plan.label),
            view.provenance.verdict,
            _scaled(100 * european_share(view.ledger), 1, 1),
            _scaled(max(each.basis_points for each in view.burdens.values()), 100, 2),
            _scaled(sum(view.ledger.new_money.values()), 1_000, 1),
            str(len(view.plan.open)),
        )
    return table


def _table(first: str, *others: str) -> Table:
    table = Table(first, box=None)
    for header in others:
        table.add_column(header, justify="right", overflow="fold")
    return table


def _three(shift: Shift, divisor: int, digits: int) -> tuple[str, str, str]:
    change = shift.difference
    signed = "not alike" if change is None else _scaled(change, divisor, digits)
    return (
        _scaled(shift.before, divisor, digits),
        _scaled(shift.after, divisor, digits),
        f"+{signed}" if change is not None and change > 0 else signed,
    )


def _scaled(value: Number | None, divisor: int, digits: int) -> str:
    return "" if value is None else rounded(Fraction(value) / divisor, digits)


def _percent(part: Number | None) -> Number | None:
    return None if part is None else 100 * part
