"""An answer as a sheet: sentences, the price aim by aim, and who else would change."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from allocator.explain.page import Page
from allocator.explain.why.answer import AimPrice, Answer
from allocator.explain.why.changes import priced
from allocator.explain.why.impossible import Reasons
from allocator.explain.why.sentences import asked, comes_to, sentences
from allocator.explain.why.shifts import given_shifts, missing_shifts, money_shifts, order_shifts
from allocator.report.names import capability_name, in_units
from allocator.report.numbers import per_cent_of_key, rounded
from allocator.report.proof import AIMS
from allocator.report.prose import opening, product
from allocator.report.sheet import titled_page
from allocator.report.view import View
from allocator.tables.column import Column, Kind
from allocator.tables.table import Row, Table

MOST = 12
"""Rows of a list of who else would change."""
WIDE, DETAIL, FIGURE, LAST = 40, 26, 15, 24
"""Characters of a name, of what goes with it, of a figure, and of the last of them."""
COLUMNS = 5
BEFORE, AFTER = "In the plan", "In the other"
QUESTION = (
    Column("comes_to", "What it comes to", "text", width=WIDE),
    Column("capability", "Capability", "code", width=DETAIL),
    Column("state", "State", "code", width=FIGURE),
    Column("instead", "In its place", "code", width=FIGURE),
    Column("units", "Units it gives\nmore or fewer", "decimal", width=LAST),
)


def why_sheet(answer: Answer, name: str) -> Table:
    """One page for one question, on the sheet `name`."""
    view, question = answer.before, answer.question
    page = Page(name, 4, COLUMNS, MOST)
    for words in sentences(answer):
        page.sentence(words)
    page.listed("The question", QUESTION, [_question(answer)])
    page.listed("The price, aim by aim", _aim_columns(), [aim_row(aim) for aim in answer.aims])
    if answer.after is not None:
        _add_shifts(page, view, answer.after, question.period)
    if answer.why_not is not None:
        page.listed("What stands in the way", _row_columns(), list(_reasons(answer.why_not)))
    state, capability = question.state, capability_name(view, question.capability)
    title = f"Why {view.state_name(state)} gives this much: {capability}"
    if question.idle:
        title = f"Why {view.state_name(state)} gives nothing: {capability}"
    table = titled_page(
        view,
        name,
        title,
        asked(view, question),
        tuple(page.blocks),
        labels=tuple(page.labels),
        heights=page.heights,
    )
    return replace(table, portrait=True)


def _question(answer: Answer) -> Row:
    question = answer.question
    by = question.by if question.way == "more" else -question.by
    return comes_to(answer), question.capability, question.state, question.other, by


def _columns(
    name: str, detail: str, kind: Kind, words: tuple[str, str, str], digits: int | None = None
) -> tuple[Column, ...]:
    """A name, what goes with it, and a figure before, after and its change."""
    keys = ("before", "after", "change")
    figures = (
        Column(key, head, kind, width=LAST if key == "change" else FIGURE, digits=digits)
        for key, head in zip(keys, words, strict=True)
    )
    first = Column("name", name, "text", width=WIDE)
    return (first, Column("detail", detail, "text", width=DETAIL), *figures)


def _aim_columns() -> tuple[Column, ...]:
    return _columns("Aim, in their order", "What is proven", "text", (BEFORE, AFTER, "Change"))


def aim_row(aim: AimPrice) -> Row:
    """Name, proof, both values and the change of an aim, as texts."""
    proven = "nothing given up" if aim.rise <= 0 else "proven: no less"
    sign = "+" if aim.rise > 0 else "−" if aim.rise else ""
    return (
        opening(AIMS[aim.name]),
        proven if aim.proven else "at most",
        _value(aim, aim.before),
        _value(aim, aim.after),
        f"{sign}{priced(aim)}" if aim.rise else "–",
    )


def _value(aim: AimPrice, value: int) -> str:
    match aim.name:
        case "spread":
            return per_cent_of_key(value)
        case "cost":
            return f"EUR {rounded(Fraction(value, 1_000_000), 1)} m"
    return f"{value:,}"


def _add_shifts(page: Page, before: View, after: View, period: str) -> None:
    """Who else would change, by money, capabilities, what is given and what is ordered."""
    page.listed(
        "New money, EUR million, and burdens",
        _columns("State", "Burden, % of key money", "money", (BEFORE, AFTER, "More")),
        _money(before, after),
    )
    page.listed(
        "Missing units",
        _columns("Capability", "Period; required", "whole", (BEFORE, AFTER, "More")),
        _missing(before, after),
    )
    page.listed(
        f"Units that states give in {period}, shares in pools included",
        _columns("Capability", "State", "decimal", (BEFORE, AFTER, "More")),
        _given(before, after, period),
    )
    page.listed(
        "Units ordered by the end",
        _columns("Product", "Buyer", "whole", (BEFORE, AFTER, "More")),
        _ordered(before, after),
    )


def _money(before: View, after: View) -> list[Row]:
    rows: list[Row] = []
    for each in money_shifts(before, after):
        burdens = " → ".join(map(per_cent_of_key, (each.burden_before, each.burden_after)))
        name = before.state_name(each.state)
        rows.append((name, burdens, each.before, each.after, each.rise))
    return rows


def _missing(before: View, after: View) -> list[Row]:
    rows: list[Row] = []
    for each in missing_shifts(before, after):
        if each.rise:
            name = in_units(before, each.capability, WIDE)
            required = _required(before, each.capability, each.period)
            rows.append((name, required, each.before, each.after, each.rise))
    return rows


def _given(before: View, after: View, period: str) -> list[Row]:
    rows: list[Row] = []
    for each in given_shifts(before, after, period):
        name, state = in_units(before, each.capability, WIDE), before.state_name(each.state)
        rows.append((name, state, each.before, each.after, each.rise))
    return rows


def _ordered(before: View, after: View) -> list[Row]:
    rows: list[Row] = []
    for each in order_shifts(before, after):
        name = product(before.scenario.line_by_code[each.line].name)
        rows.append((name, _buyer(before, each.buyer), each.before, each.after, each.rise))
    return rows


def _required(view: View, capability: str, period: str) -> str:
    cell = view.scenario.book.address("requirements", (capability, period), "units")
    return f"{period}; {view.scenario.required[capability, period]:,} ({cell})"


def _buyer(view: View, code: str) -> str:
    pool = view.scenario.pool_by_code.get(code)
    return view.state_name(code) if pool is None else product(pool.name)


def _row_columns() -> tuple[Column, ...]:
    return (
        Column("words", "What the workbook says", "text", width=WIDE),
        Column("cell", "Cell", "code", width=DETAIL),
        Column("kind", "Kind of row", "text", width=FIGURE),
    )


def _reasons(found: Reasons) -> Iterator[Row]:
    for group in found.groups:
        for row in group:
            yield row.words, row.cell, row.kind
