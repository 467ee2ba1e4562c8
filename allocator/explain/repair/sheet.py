"""The sheet explain_repair: the least change of figures that makes room for a plan."""

from allocator.domain.scenario import Scenario
from allocator.explain.conflict.words import authority
from allocator.explain.repair.repair import Answer, Move, Repair
from allocator.explain.repair.words import exact_text, sentence
from allocator.tables.column import Column
from allocator.tables.frame import Frame
from allocator.tables.table import Block, Label, Row, Table

NAME = "explain_repair"
TITLE = "The smallest repair"
ABOUT = "Figures that governments decide, changed as little as possible so that there is a plan."
WEIGHTS = (
    "Each change counts as a part of the figure's own size; of a figure of nought, a unit of the "
    "workbook counts 100 %. Law and facts do not move."
)
COLUMNS = (
    Column("cell", "cell", "text", width=34),
    Column("says", "what it says today", "prose", width=70),
    Column("who", "who can change it", "text", width=28),
    Column("old", "figure today", "text", width=20),
    Column("new", "figure after the repair", "text", width=22),
    Column("part", "change", "percent", digits=2, width=11),
)
FIRST = 5
"""Row of the headers."""


def repair_sheet(answer: Answer | None, scenario: Scenario) -> Table:
    """One block with a row for each figure that moves, and the sum of the changes."""
    moves = answer.moves if isinstance(answer, Repair) else ()
    return Table(
        NAME,
        TITLE,
        ABOUT,
        (Block(Frame(NAME, COLUMNS, row=FIRST), tuple(_row(move) for move in moves)),),
        labels=(
            Label(0, 0, " · ".join(filter(None, (TITLE, scenario.policy.what_if))), "title"),
            Label(1, 0, ABOUT, "subtitle"),
            Label(2, 0, sentence(answer), "sentence", columns=len(COLUMNS)),
            Label(3, 0, WEIGHTS, "note", columns=len(COLUMNS)),
        ),
        marking=scenario.policy.classification,
        what_if=scenario.policy.what_if,
        frozen=(FIRST + 1, 1),
        heights={2: 30.0},
    )


def _row(move: Move) -> Row:
    one = move.stipulation
    return (
        one.cell,
        one.words,
        authority(one),
        exact_text(one, one.own),
        exact_text(one, move.value),
        move.part,
    )
