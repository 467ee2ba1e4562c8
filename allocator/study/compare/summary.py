"""The page of a comparison that is read first: plans side by side, then each against the first."""

from collections.abc import Sequence
from fractions import Fraction
from math import ceil

from allocator.accounts.footprint import missing_return
from allocator.accounts.spending import yearly_cost_left
from allocator.report.names import horizon, in_units
from allocator.report.requirements import cover, needed, short
from allocator.study.compare.compare import Comparison, NamedPlan, Pair
from allocator.study.compare.layout import against
from allocator.study.compare.sentences import sentences
from allocator.study.compare.words import coverage, ends, payers
from allocator.tables.column import Column, Formula
from allocator.tables.frame import Frame
from allocator.tables.table import Block, Chart, Label, Row, Series, Table

SHEET = "summary"
WIDE = 12
"""Characters of a column but the first."""
COLUMNS = 16
LINE = 235
"""Characters of a sentence that fit on a line of the page."""
POINTS = 16.0
"""Height of such a line."""
GAP = 6.0
"""Height of a row that keeps text off a line."""
MOST = 15
"""Rows of a block that are shown from either end."""
BESIDE = 9
"""Column in which charts stand."""
WIDTH, PIXELS = 672, 20
"""Pixels of a chart, and of a row."""
NAME = 38
"""Characters of a capability with its unit."""
LEAST = 12
"""Rows that a chart is high at least."""
PLANS = (
    Column("label", "Plan", "text", width=34),
    Column("verdict", "Verdict", "text", width=WIDE),
    Column("periods", "Periods", "text", width=WIDE),
    Column("deadline", "Deadline", "text", width=WIDE),
    Column("european", "European\nshare", "percent", width=WIDE),
    Column("missing", "Part\nmissing", "percent", width=WIDE),
    Column("met", "Require-\nments met", "text", width=WIDE),
    Column("new_money", "New money\nEUR m", "money", width=WIDE),
    Column("yearly_left", "Yearly cost\nleft EUR m", "money", width=WIDE),
    Column("largest", "Largest\nburden", "basis_points", width=WIDE),
    Column("smallest", "Smallest\nburden", "basis_points", width=WIDE),
    Column("missing_return", "Missing\nreturn EUR m", "money", width=WIDE),
    Column("pools", "Pools\nopen", width=WIDE),
    Column("decisions", "Decisions\nthat differ", width=WIDE),
    Column("inputs", "Input\nthat differs", width=WIDE),
    Column("title", "Scenario", "prose", width=34),
)
STATES = (
    Column("name", "State", "text", width=34),
    Column("more", "Pays\nmore EUR m", "money", width=WIDE),
    Column("less", "Pays\nless EUR m", "money", width=WIDE),
    Column("before", "New money\nbefore EUR m", "money", width=WIDE),
    Column("after", "New money\nafter EUR m", "money", width=WIDE),
    Column("part", "Change", "percent", width=WIDE),
    Column("burden_before", "Burden\nbefore", "basis_points", width=WIDE),
    Column("burden_after", "Burden\nafter", "basis_points", width=WIDE),
)
CAPABILITIES = (
    Column("name", "Capability [unit]", "text", width=34),
    Column("better", "Better\ncovered", "percent", width=WIDE),
    Column("worse", "Worse\ncovered", "percent", width=WIDE),
    Column("before", "Part missing\nbefore", "percent", width=WIDE),
    Column("after", "Part missing\nafter", "percent", width=WIDE),
    Column("required_before", "Required\nbefore", width=WIDE),
    Column("required_after", "Required\nafter", width=WIDE),
    Column("missing_before", "Units short\nbefore", width=WIDE),
    Column("missing_after", "Units short\nafter", width=WIDE),
)


class _Page:
    """What stands on the page so far, and the row from which it goes on."""

    def __init__(self) -> None:
        self.row = 0
        self.blocks: list[Block] = []
        self.labels: list[Label] = []
        self.charts: list[Chart] = []
        self.heights: dict[int, float] = {}

    def heading(self, text: str, columns: int = COLUMNS) -> None:
        """A line across the page, or over the table that follows."""
        self.labels.append(Label(self.row, 0, text, "heading", columns=columns))
        self.row += 1

    def sentence(self, text: str) -> None:
        """As many lines of text as it takes."""
        self.labels.append(Label(self.row, 0, text, "sentence", columns=COLUMNS))
        self.heights[self.row] = POINTS * ceil(len(text) / LINE)
        self.row += 1

    def frame(self, columns: tuple[Column, ...]) -> Frame:
        """Where the next block stands."""
        return Frame(SHEET, columns, row=self.row)

    def block(self, frame: Frame, rows: tuple[Row, ...]) -> None:
        """A table."""
        self.blocks.append(Block(frame, rows))
        self.row = frame.row + 1 + len(rows)

    def chart(self, title: str, names: tuple[str, str], shape: str) -> None:
        """Two columns of the last block beside it, what rises and what falls."""
        block = self.blocks[-1]
        frame, count = block.frame, len(block.rows)
        where = frame.abroad(frame.down("name", count))
        series = (
            Series(frame.columns[frame.offset[key]].header.replace("\n", " "), where, reference, at)
            for at, key in enumerate(names)
            for reference in (frame.abroad(frame.down(key, count)),)
        )
        rows = max(LEAST, count + 2)
        self.charts.append(
            Chart(
                "stacked_bar",
                title,
                tuple(series),
                row=frame.row,
                column=BESIDE,
                width=WIDTH,
                height=PIXELS * rows,
                number_format=shape,
            )
        )
        self.row = max(self.row, frame.row + rows)


def summary(comparison: Comparison, what_if: str, others: Sequence[tuple[str, str]]) -> Table:
    """Headline figures, sentences, tables and charts; `others` are names and titles of sheets."""
    page = _Page()
    title = " · ".join(filter(None, (f"Comparison with {comparison.plans[0].label}", what_if)))
    about = (
        "Each plan passed every check against the input that it carries. What it meets, it meets "
        "at its own deadline; its money and burdens are those of its own periods."
    )
    page.labels += (
        Label(0, 0, title, "title"),
        Label(1, 0, about, "subtitle"),
        *(Label(2, 2 * at, words, "link", link=name) for at, (name, words) in enumerate(others)),
    )
    page.row = 4
    page.block(page.frame(PLANS), tuple(_plan(comparison, plan) for plan in comparison.plans))
    breaks = []
    for pair in comparison.pairs:
        page.row += 2
        breaks.append(page.row)
        _add_pair(page, pair)
    return Table(
        SHEET,
        "Comparison of plans",
        "The plans side by side, then each against the first.",
        tuple(page.blocks),
        tuple(page.labels),
        tuple(page.charts),
        frozen=(0, 1),
        breaks=tuple(breaks[1:]),
        widths=(PLANS[0].width, *(WIDE,) * (COLUMNS - 2), PLANS[-1].width),
        heights=page.heights,
    )


def _plan(comparison: Comparison, plan: NamedPlan) -> Row:
    """A plan by itself, over its own periods and at its own deadline."""
    view = plan.view
    there = cover(view, view.deadline)
    wanted, missed = len(needed(view, view.deadline)), len(short(view, view.deadline))
    burdens = [burden.basis_points for burden in view.burdens.values() if burden.key_money]
    pair = next((pair for pair in comparison.pairs if pair.other is plan), None)
    return (
        plan.label,
        view.provenance.verdict,
        horizon(view),
        view.deadline,
        there.european,
        there.missing,
        f"{wanted - missed} of {wanted}",
        sum(view.ledger.new_money.values()),
        sum(yearly_cost_left(view.ledger).values()),
        max(burdens, default=0),
        min(burdens, default=0),
        missing_return(view.ledger),
        len(view.plan.open),
        None if pair is None else len(pair.decisions),
        None if pair is None else len(pair.inputs),
        view.policy.title,
    )


def _add_pair(page: _Page, pair: Pair) -> None:
    page.heading(against(pair))
    page.heights[page.row] = GAP
    page.row += 1
    for words in sentences(pair):
        page.sentence(words)
    money, parts = payers(pair), coverage(pair)
    if money:
        page.row += 1
        page.heading(f"Who pays more, who pays less{_cut(len(money), 'by_state')}", len(STATES))
        frame = page.frame(STATES)
        states = enumerate(ends([state for state, _ in money], MOST))
        page.block(frame, tuple(_state(pair, frame, at, state) for at, state in states))
        page.chart("What states pay more or less, EUR million", ("more", "less"), "#,##0")
    if parts:
        page.row += 1
        looked = f"What is covered better, what worse, in {pair.period}"
        page.heading(f"{looked}{_cut(len(parts), 'by_capability')}", len(CAPABILITIES))
        frame = page.frame(CAPABILITIES)
        codes = enumerate(ends([code for code, _ in parts], MOST))
        page.block(frame, tuple(_capability(pair, frame, at, code) for at, code in codes))
        page.chart(
            "Change of the part that is met, % of the requirement", ("better", "worse"), "0%"
        )


def _cut(count: int, sheet: str) -> str:
    return f": the {MOST} most at either end, all on {sheet}" if count > 2 * MOST else ""


def _state(pair: Pair, frame: Frame, index: int, state: str) -> Row:
    figures = pair.by_state[state]
    money, burden = figures["new_money"], figures["burden"]
    more = f"{frame.at('after', index)}-{frame.at('before', index)}"
    return (
        pair.first.view.state_name(state),
        Formula(f"=MAX(0,{more})", max(0, money.rise)),
        Formula(f"=MIN(0,{more})", min(0, money.rise)),
        money.before,
        money.after,
        money.part,
        burden.before,
        burden.after,
    )


def _capability(pair: Pair, frame: Frame, index: int, code: str) -> Row:
    figures = pair.by_capability[code, pair.period]
    part, missing, required = (figures[name] for name in ("missing_share", "missing", "required"))
    less = f"{frame.at('before', index)}-{frame.at('after', index)}"
    return (
        in_units(pair.first.view, code, NAME),
        Formula(f"=MAX(0,{less})", max(Fraction(0), Fraction(-part.rise))),
        Formula(f"=MIN(0,{less})", min(Fraction(0), Fraction(-part.rise))),
        part.before,
        part.after,
        required.before,
        required.after,
        missing.before,
        missing.after,
    )
