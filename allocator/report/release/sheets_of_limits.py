"""What binds the state: its own rows, in full."""

from collections.abc import Iterator
from fractions import Fraction

from allocator.report.limits.limit import Limit
from allocator.report.release.extract import Extract
from allocator.report.sheet import TITLE_ROWS
from allocator.report.state.law import laws
from allocator.tables.column import Column
from allocator.tables.frame import Frame
from allocator.tables.table import Block, Label, Row, Table

REACHED = (
    Column("kind", "Limit", "text", width=22),
    Column("period", "Period", "code", width=9),
    Column("words", "What it means", "prose", width=70),
    Column("basis", "Legal basis", "prose", width=50),
    Column("used", "Used", "decimal", width=12),
    Column("most", "Most", "decimal", width=12),
    Column("unit", "Unit", "code", width=10),
)
LAW = (
    Column("kind", "Law or policy", "text"),
    Column("period", "", "code"),
    Column("words", "The state …", "prose", width=70),
    Column("basis", "Legal basis", "prose", width=50),
)
ELSEWHERE = ("concentration", "work return")
"""Limits that tell of others as the plan has them; the return of work stands with the burden."""


def limits(extract: Extract) -> Table:
    """Limits reached, then law and policy whether they are reached or not."""
    reached = Block(Frame("limits", REACHED, row=TITLE_ROWS), tuple(_reached(extract)))
    below = TITLE_ROWS + reached.height + 2
    law = Block(Frame("limits", LAW, row=below), tuple(_law(extract)))
    return extract.sheet(
        "limits",
        f"What binds {extract.name}",
        "Limits of its money, people, promises and shares with nothing or hardly anything left; "
        "below, what law and policy keep it from.",
        (reached, law),
        (Label(below - 1, 0, "Law and policy", "heading", columns=len(LAW)),),
    )


def _reached(extract: Extract) -> Iterator[Row]:
    found = (limit for limit in extract.own.limits if limit.kind not in ELSEWHERE)
    for limit in (*found, *_concentration(extract)):
        yield (
            limit.kind,
            limit.period,
            extract.without_names(limit.words),
            extract.without_names(limit.basis),
            limit.used,
            limit.most,
            limit.unit or None,
        )


def _concentration(extract: Extract) -> Iterator[Limit]:
    """Capabilities of which no further unit of the state would count, short or not."""
    view = extract.view
    if not view.policy.holds("concentration"):
        return
    for code in view.capabilities:
        most = view.ledger.stock.limit(extract.state, code)
        for period in view.looked_at:
            at = view.scenario.period_index[period]
            account = extract.own.counted(code, period)
            if account is not None and account.units > most[at] - 1:
                yield Limit(
                    "concentration",
                    code,
                    period,
                    f"No further unit of {view.short_capability(code)} may count for one state.",
                    used=account.units,
                    most=Fraction(most[at]),
                    unit="units",
                )


def _law(extract: Extract) -> Iterator[Row]:
    for law in laws(extract.own):
        words, basis = map(extract.without_names, (f"{law.verb} {law.things}", law.basis))
        yield law.kind, None, words, basis
