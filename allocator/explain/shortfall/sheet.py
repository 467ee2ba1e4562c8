"""Sheet `explain_shortfall`: why a capability is short, in sentences, and what would close it."""

from collections.abc import Iterator, Sequence

from allocator.explain.marginal.words import figure
from allocator.explain.shortfall.explanation import Explanation, Lever
from allocator.explain.shortfall.oracle import Found
from allocator.explain.shortfall.question import Question
from allocator.explain.shortfall.words import others_won, price
from allocator.report.names import capability_name
from allocator.report.view import View
from allocator.tables.column import Column
from allocator.tables.frame import Frame
from allocator.tables.table import Block, Label, Row, Table

NAME, TITLE = "explain_shortfall", "Why a capability is short"
ABOUT = "Which limits keep {name} short in {period}, and what would win units of it."
COLUMNS = (
    Column("way", "way", "text", width=12),
    Column("cell", "cell", "code", width=22),
    Column("words", "what it says", "prose", width=48),
    Column("own", "figure", "text", width=20),
    Column("changed", "changed to", "text", width=20),
    Column("won", "units won", "whole", width=10),
    Column("missing", "still missing", "whole", width=10),
    Column("cost", "money more, EUR m", "money", width=12),
    Column("spread", "largest burden more", "basis_points", width=12),
    Column("others", "other units won (+) or lost (−)", "prose", width=40),
    Column("certainty", "certainty", "text", width=20),
)
WHOLE = "Everything was decided anew; of nothing else more is missing than in the plan."
NEARBY = (
    "The capability was decided anew with its enablers; all else stays as in the plan, and of "
    "nothing else more is missing."
)
BLANK = "no limit"


def about(view: View, told: Explanation) -> str:
    """The question, as the sheet `contents` has it."""
    return ABOUT.format(name=capability_name(view, told.capability), period=told.period)


def shortfall_sheet(
    view: View, question: Question, told: Explanation, said: Sequence[str], name: str = NAME
) -> Table:
    """One page: title, sentences, the changes one by one."""
    subtitle = about(view, told)
    title = f"{TITLE}: {capability_name(view, told.capability)}, {told.period}"
    lines = [WHOLE if told.whole else NEARBY, *said]
    first = 4 + len(lines)
    frame, width = Frame(name, COLUMNS, row=first), len(COLUMNS)
    return Table(
        name,
        TITLE,
        subtitle,
        (Block(frame, tuple(_rows(question, told))),),
        labels=(
            Label(0, 0, view.titled(title), "title"),
            Label(1, 0, subtitle, "subtitle", columns=width),
            Label(2, 0, "← briefing", "link", link="briefing"),
            *(Label(3 + at, 0, text, "sentence", columns=width) for at, text in enumerate(lines)),
        ),
        marking=view.marking,
        what_if=view.policy.what_if,
        frozen=(first + 1, 2),
        heights=dict.fromkeys(range(3, 3 + len(lines)), 30.0),
    )


def _rows(question: Question, told: Explanation) -> Iterator[Row]:
    levers = [("alone", lever) for lever in told.alone]
    if told.together is not None:
        levers.append(("together" if len(told.together.cells) > 1 else "enough", told.together))
    for way, lever in levers:
        yield from _lever_rows(question, told, way, lever)


def _lever_rows(question: Question, told: Explanation, way: str, lever: Lever) -> Iterator[Row]:
    """A row for each cell; what they bring stands in the first."""
    figures, found = dict(lever.sized.figures), lever.sized.found
    for place, one in enumerate(lever.cells):
        value = figures.get(one.name)
        brought = _brought(question, told, found) if place == 0 else (None,) * 6
        changed = BLANK if value is None else figure(one, value)
        yield (way, one.cell, one.words, figure(one, one.own), changed, *brought)


def _brought(question: Question, told: Explanation, found: Found) -> Row:
    base = told.base
    return (
        base.units - found.units,
        found.units,
        price(question, base, found, "cost") // 1_000,
        price(question, base, found, "spread"),
        "; ".join(
            f"{code} {period} {units:+,}"
            for code, period, units in others_won(told, base.missing, found.missing)
        ),
        certainty(base, found),
    )


def certainty(base: Found, found: Found) -> str:
    """Whether the units won are proven to be all that can be won so."""
    return "exact" if base.proven and found.proven else "found"
