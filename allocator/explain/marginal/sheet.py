"""Sheet `explain_marginal`: cells of the input by what other figures in them are worth."""

from collections.abc import Iterator, Sequence

from allocator.domain.policy import AimName
from allocator.explain.marginal.ranked import Ranked, Step
from allocator.explain.marginal.words import CERTAINTY, change, figure, gain_text, in_words, span
from allocator.explain.marginal.worth import Marginals
from allocator.report.prose import listing
from allocator.report.view import View
from allocator.tables.column import Column
from allocator.tables.frame import Frame
from allocator.tables.table import Block, Label, Row, Table

NAME, TITLE = "explain_marginal", "What limits are worth"
ABOUT = (
    "Every limit that the plan has reached, with what one unit more or less of it would change; "
    "those worth most come first."
)
COLUMNS = (
    Column("rank", "rank", "whole", width=6),
    Column("cell", "cell", "code", width=22),
    Column("words", "what it says", "prose", width=46),
    Column("own", "figure", "text", width=18),
    Column("other", "other figures", "text", width=30),
    Column("change", "tried", "text", width=30),
    Column("shortfall", "weighted shortfall less by", "whole", width=16),
    Column("won", "units won (+) or lost (−)", "prose", width=34),
    Column("spread", "largest burden less by", "basis_points", width=12),
    Column("cost", "money less by, EUR m", "money", width=14),
    Column("certainty", "certainty", "prose", width=26),
    Column("range", "shortfall less by, at least and at most", "text", width=24),
)
FIRST = 6
"""Row of the headers."""
WHOLE = "Each figure was solved anew, whole; exact means that both solves are proven."
NEARBY = (
    "What a figure touches was decided anew around the plan, without the change until nothing more "
    "was to be won and then with it, both to proof where it says exact; all else stays as it is. "
    "Each change is a plan that holds everything; deciding more anew might win more."
)
STOPPED = "Incomplete: the search was stopped; what is missing was not tried. "
TOP = 5
"""Sentences above the table."""


def marginal_sheet(
    view: View, found: Marginals, cells: Sequence[Ranked], aims: Sequence[AimName]
) -> Table:
    """One page: title, sentences on the first few, table."""
    rows = tuple(row for rank, cell in enumerate(cells, 1) for row in _rows(rank, cell, aims))
    how = ("" if found.finished else STOPPED) + (WHOLE if found.whole else NEARBY)
    top = [*best_sentences(view, cells, aims, TOP)]
    first = FIRST + len(top)
    frame = Frame(NAME, COLUMNS, row=first)
    width = len(COLUMNS)
    return Table(
        NAME,
        TITLE,
        ABOUT,
        (Block(frame, rows),),
        labels=(
            Label(0, 0, view.titled(TITLE), "title"),
            Label(1, 0, ABOUT, "subtitle", columns=width),
            Label(2, 0, "← briefing", "link", link="briefing"),
            Label(3, 0, how, "sentence", columns=width),
            *(Label(4 + at, 0, text, "sentence", columns=width) for at, text in enumerate(top)),
        ),
        marking=view.marking,
        what_if=view.policy.what_if,
        frozen=(first + 1, 3),
        heights=dict.fromkeys(range(3, 4 + len(top)), 30.0),
    )


def best_sentences(
    view: View, cells: Sequence[Ranked], aims: Sequence[AimName], most: int
) -> Iterator[str]:
    """What the first useful step of the first cells is worth."""
    told = 0
    for cell in cells:
        steps = (cell.at(figure) for figure in cell.worth.steps.looser)
        useful = next((step for step in steps if step is not None and _worth(step)), None)
        if useful is not None and told < most:
            told += 1
            yield in_words(view, cell, useful, aims)


def _worth(step: Step) -> bool:
    """Whether anything is better with it."""
    return next((gain.found for gain in step.gains if gain.found), 0) > 0


def _rows(rank: int, cell: Ranked, aims: Sequence[AimName]) -> Iterator[Row]:
    one = cell.stipulation
    for step in cell.steps:
        if step.tried:
            gains = dict(zip(aims, step.gains, strict=True)) if step.gains else {}
            shortfall, spread, cost = (gains.get(aim) for aim in ("shortfall", "spread", "cost"))
            yield (
                rank,
                one.cell,
                one.words,
                figure(one, one.own),
                span(one, step),
                listing((change(one, each) for each in step.tried), 4),
                None if shortfall is None else shortfall.found,
                "; ".join(f"{code} {period} {units:+,}" for code, period, units in step.won),
                None if spread is None else spread.found,
                None if cost is None else cost.found // 1_000,
                CERTAINTY[step.certainty],
                "" if shortfall is None else gain_text(shortfall),
            )
