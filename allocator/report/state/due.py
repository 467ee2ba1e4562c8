"""Sections of a state's sheet: limits that bind it with their legal basis, and what is due when."""

from collections.abc import Iterator
from fractions import Fraction

from allocator.domain.record import grouped
from allocator.report.limits.limit import Limit
from allocator.report.numbers import month_name, rounded, units
from allocator.report.prose import ended, opening, readable
from allocator.report.state.decisions import Decision, decisions
from allocator.report.state.grid import Section, cell, listed, nothing
from allocator.report.state.law import laws
from allocator.report.state.view import StateView
from allocator.tables.frame import Frame
from allocator.tables.table import Block, Row

BINDS = "Limits that bind it"
DUE = "What it must decide, and by when"
TOGETHER = 10
"""Decisions named in one row."""
KINDS = {"pool": "Pools", "growth": "Growth", "order": "Orders", "pool order": "Pool orders"}


def limits(own: StateView, sheet: str, row: int) -> Section:
    """Limits it has reached, then what law and policy keep it from."""
    rows = (*map(_limit, own.limits), *_laws(own))
    if not rows:
        every = not own.view.policy.families_off
        which = ": neither money, people, pledges nor law" if every else ""
        return nothing(row, BINDS, f"None of its own{which}.")
    columns = (
        cell("kind", "Kind", "text", 4),
        cell("words", "What it means, and on what it rests", "prose", 21),
        cell("cell", "Input cell", "code", 3),
    )
    words = "Limits with at most 1 % of money or posts left, then what law and policy say of it."
    return listed(row, BINDS, words, Block(Frame(sheet, columns, row=row + 2), tuple(rows)))


def _limit(limit: Limit) -> Row:
    taken = limit.period
    if limit.used is not None and limit.most is not None:
        used, most = _figure(limit, limit.used), _figure(limit, limit.most)
        taken = f"{taken}: {used} of {most} {limit.unit}".rstrip()
    basis = f"; {readable(limit.basis, 160)}" if limit.basis else ""
    words = readable(limit.words, 300).removesuffix(".")
    return limit.kind, ended(f"{words} ({taken}){basis}"), limit.cell


def _figure(limit: Limit, value: Fraction) -> str:
    return rounded(value, 1) if limit.unit == "EUR m" else units(value)


def _laws(own: StateView) -> Iterator[Row]:
    """Rows of one kind that say the same of other things stand together, each with its basis."""
    for (kind, verb), rows in grouped(laws(own), lambda law: (law.kind, law.verb)).items():
        said = "; ".join(law.things + (f" ({law.basis})" if law.basis else "") for law in rows)
        yield readable(kind, 26), ended(f"It {verb} {said}"), rows[0].cell


def due(own: StateView, sheet: str, row: int) -> Section:
    """Decisions by month, those that say the same in one row."""
    rows = tuple(_due_rows(decisions(own)))
    if not rows:
        return nothing(row, DUE, "Nothing.")
    columns = (
        cell("by", "By", "text", 3),
        cell("kind", "What", "text", 3),
        cell("count", "No.", "whole", 1, total=True),
        cell("words", "Which", "prose", 21),
    )
    block = Block(Frame(sheet, columns, row=row + 2), rows, total="All decisions")
    words = "The latest month in which it can be decided or ordered and still be there in time."
    return listed(row, DUE, words, block)


def _due_rows(found: tuple[Decision, ...]) -> Iterator[Row]:
    alike = grouped(found, lambda each: (each.by, each.kind, each.verb))
    for (by, kind, verb), every in alike.items():
        for start in range(0, len(every), TOGETHER):
            part = every[start : start + TOGETHER]
            words = ended(f"{verb} {'; '.join(each.what for each in part)}")
            yield month_name(by), KINDS[kind], len(part), opening(words)
