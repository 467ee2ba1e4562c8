"""A section of a state's sheet: work placed with its industry, by what is made and for whom."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from allocator.domain.quantity import WHOLE
from allocator.report.numbers import amount, part_of
from allocator.report.prose import readable, short_name
from allocator.report.state.grid import HALF, Section, block_heights, cell, heading, high, note
from allocator.report.state.view import StateView, Work
from allocator.tables.frame import Frame
from allocator.tables.table import Block, Row

TITLE = "What its industry gets"
SHOWN = 9
"""Products in the table; the rest is added up in one row."""


def industry(own: StateView, sheet: str, row: int) -> Section:
    """By product, with its largest customer, on the right half."""
    words = returned(own)
    head = (heading(row, TITLE, HALF, HALF), note(row + 1, words, HALF, HALF))
    heights = {row + 1: high(words, HALF)}
    if not own.work:
        return Section(row, 2, labels=head, heights=heights)
    columns = (
        cell("product", "Work on", "text", 7),
        cell("payers", "Largest customer", "text", 5),
        cell("work", "EUR m", "money", 2, total=True),
    )
    frame = Frame(sheet, columns, row=row + 2, column=HALF)
    block = Block(frame, _rows(own), total="All work")
    return Section(
        row, 2 + block.height, (block,), head, heights={**heights, **block_heights(block)}
    )


def _rows(own: StateView) -> tuple[Row, ...]:
    """The largest, then all others together."""
    sums = _added((work.source, work) for work in own.work)
    shown = list(sums)[: SHOWN if len(sums) > SHOWN + 1 else len(sums)]
    rows: list[Row] = [
        (_product(own, source[0]), _payers(own, source), Fraction(sums[source], WHOLE))
        for source in shown
    ]
    if rest := list(sums)[len(shown) :]:
        others = Fraction(sum(sums[source] for source in rest), WHOLE)
        rows.append((f"{len(rest)} others", "", others))
    return tuple(rows)


def _added(
    works: Iterable[tuple[tuple[str, ...], Work]],
) -> Mapping[tuple[str, ...], int]:
    """Parts of a kEUR by key, the largest first."""
    sums: dict[tuple[str, ...], int] = {}
    for key, work in works:
        sums[key] = sums.get(key, 0) + work.parts
    return dict(sorted(sums.items(), key=lambda item: (-item[1], item[0])))


def _product(own: StateView, code: str) -> str:
    line = own.view.scenario.line_by_code.get(code)
    return short_name(readable(code if line is None else line.name, 200), 46)


def _payers(own: StateView, source: tuple[str, ...]) -> str:
    """The state that pays most, with its part where others pay too."""
    sums = _added(((work.payer,), work) for work in own.work if work.source == source)
    (payer,), most = next(iter(sums.items()))
    name, total = own.view.state_name(payer), sum(sums.values())
    if len(sums) == 1 or total <= 0:
        return name
    return f"{name} ({part_of(Fraction(most, total), 0)})"


def returned(own: StateView) -> str:
    """Money in, work back, and what is asked for."""
    account = own.footprint
    if account.exempt:
        return "No line that states may buy from has work for it, so no return is asked for."
    none = "" if own.work else "No work under this plan. "
    if not account.money:
        return f"{none}It pays nothing to industry."
    paid = f"{none}It pays {amount(account.money)} to industry"
    part = part_of(account.work / account.money, 0)
    asked = f"{part_of(Fraction(account.return_rate, WHOLE), 0)} is asked for"
    missing = f", {amount(account.missing)} more than comes" if account.missing else ""
    return f"{paid}; work worth {part} of that comes back, {asked}{missing}."
