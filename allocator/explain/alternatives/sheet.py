"""Other plans of nearly the same worth as a sheet: the plans, burdens, what each state gives."""

from collections.abc import Iterator
from fractions import Fraction

from allocator.domain.quantity import WHOLE
from allocator.explain.alternatives.alternatives import Alternative, Alternatives
from allocator.explain.alternatives.frequency import Carried, Varying, carried_over, given_over
from allocator.explain.alternatives.sentences import payers, sentences
from allocator.explain.page import Page
from allocator.report.names import in_units
from allocator.report.numbers import per_cent
from allocator.report.proof import AIMS
from allocator.report.prose import opening
from allocator.report.sheet import titled_page
from allocator.tables.column import Column
from allocator.tables.table import Row, Table

SHEET = "explain_alternatives"
COLUMNS = 8
PLANS = (
    Column("plan", "Plan", "text", width=24),
    Column("moved", "Moved against\nthe plan", "percent", width=16),
    Column("apart", "Apart from\nthe nearest", "percent", width=14),
    Column("more", "Pays most more", "text", width=34),
    Column("less", "Pays most less", "text", width=34),
)
BURDENS = (
    Column("name", "State", "text", width=24),
    Column("state", "Code", "code", width=16),
    Column("known", "Burden in the\nplan", "basis_points", width=14, digits=2),
    Column("least", "Least", "basis_points", width=34, digits=2),
    Column("most", "Most", "basis_points", width=34, digits=2),
    Column("money", "New money in\nthe plan, EUR m", "money", width=14),
    Column("least_money", "Least\nEUR m", "money", width=14),
    Column("most_money", "Most\nEUR m", "money", width=14),
)
GIVEN = (
    Column("name", "State", "text", width=24),
    Column("state", "Code", "code", width=16),
    Column("known", "Units in\nthe plan", "decimal", width=14),
    Column("capability", "Capability [unit]", "text", width=34),
    Column("verdict", "What decides it", "text", width=34),
    Column("least", "Least", "decimal", width=14),
    Column("most", "Most", "decimal", width=14),
    Column("same", "Other plans\nthat give it", "text", width=14),
)
"""Widths are those of the columns above: the blocks stand under each other."""
OPEN, DECIDED = "open to negotiation", "the same in all plans"


def alternatives_sheet(found: Alternatives) -> Table:
    """One page: what the plans come to, who bears what, who gives what."""
    view = found.known
    page = Page(SHEET, 4, COLUMNS, most=10_000)
    for words in sentences(found):
        page.sentence(words)
    columns = (*PLANS, *_aim_columns(found))
    page.listed(
        "The plans, each as far as can be from those above it; aims against the plan",
        columns,
        [_plan(found, at, each) for at, each in enumerate(found.found, 1)],
    )
    if found.found:
        carried = [_carried(found, each) for each in carried_over(found.views)]
        page.listed("What each state bears over all these plans", BURDENS, carried)
        varying = [_varying(found, each) for each in given_over(found.views)]
        title = f"What each state gives in {view.last} over all these plans, the most open first"
        page.listed(title, GIVEN, varying)
    return titled_page(
        view,
        SHEET,
        "Plans of nearly the same worth",
        f"Plans in which every aim is at most {per_cent(Fraction(found.within, WHOLE), 2)} worse "
        "than in this one, and which differ most in who gives what.",
        tuple(page.blocks),
        labels=tuple(page.labels),
        heights=page.heights,
        large_paper=True,
    )


def _aim_columns(found: Alternatives) -> Iterator[Column]:
    for aim in found.worth:
        yield Column(aim, opening(AIMS[aim]), "percent", width=14, digits=2)


def _plan(found: Alternatives, place: int, other: Alternative) -> Row:
    rises = (
        Fraction(other.aims[aim] - value, value) if value else Fraction(other.aims[aim] > 0)
        for aim, value in found.worth.items()
    )
    return f"Plan {place}", other.moved, other.apart, *payers(found, other), *rises


def _carried(found: Alternatives, each: Carried) -> Row:
    name = found.known.state_name(each.state)
    points, money = (each.known, each.least, each.most), (each.money, each.least_money)
    return name, each.state, *points, *money, each.most_money


def _varying(found: Alternatives, each: Varying) -> Row:
    view = found.known
    return (
        view.state_name(each.state),
        each.state,
        each.known,
        in_units(view, each.capability, 40),
        DECIDED if each.decided else OPEN,
        each.least,
        each.most,
        f"{each.same} of {len(found.found)}",
    )
