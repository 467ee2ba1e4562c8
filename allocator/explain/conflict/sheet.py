"""The sheet explain_conflict: sets of cells that cannot hold together, each proven."""

from allocator.domain.scenario import Scenario
from allocator.explain.conflict.conflict import Conflict, Conflicts
from allocator.explain.conflict.words import authority, headline, meaning, proof
from allocator.tables.column import Column
from allocator.tables.frame import Frame
from allocator.tables.table import Block, Label, Row, Table

NAME = "explain_conflict"
TITLE = "What cannot hold together"
ABOUT = "Sets of cells that no plan holds together; whatever is left of one can be held."
COLUMNS = (
    Column("cell", "cell", "text", width=34),
    Column("says", "what it says", "prose", width=70),
    Column("who", "who can change it", "text", width=28),
    Column("basis", "basis", "prose", width=50),
)
FIRST = 4
"""Row of the first conflict's title."""


def conflict_sheet(conflicts: Conflicts, scenario: Scenario) -> Table:
    """One block for each conflict, those easiest to change first in each."""
    labels = [
        Label(0, 0, " · ".join(filter(None, (TITLE, scenario.policy.what_if))), "title"),
        Label(1, 0, ABOUT, "subtitle"),
        Label(2, 0, headline(conflicts), "sentence", columns=len(COLUMNS)),
    ]
    blocks, heights, row = [], {2: 30.0}, FIRST
    for number, conflict in enumerate(conflicts.found, 1):
        texts = (meaning(conflict), proof(conflict))
        labels.append(Label(row, 0, f"Conflict {number}", "heading", columns=len(COLUMNS)))
        for line, text in enumerate(texts, row + 1):
            labels.append(Label(line, 0, text, "sentence", columns=len(COLUMNS)))
            heights[line] = 30.0
        frame = Frame(NAME, COLUMNS, row=row + 1 + len(texts))
        blocks.append(Block(frame, _rows(conflict)))
        row = frame.row + blocks[-1].height + 1
    return Table(
        NAME,
        TITLE,
        ABOUT,
        tuple(blocks),
        labels=tuple(labels),
        marking=scenario.policy.classification,
        what_if=scenario.policy.what_if,
        heights=heights,
    )


def _rows(conflict: Conflict) -> tuple[Row, ...]:
    return tuple((one.cell, one.words, authority(one), one.basis) for one in conflict.members)
