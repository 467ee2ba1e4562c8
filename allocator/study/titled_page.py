"""The shape of a study's pages: a title, what it is about, sentences, then tables and charts."""

from collections.abc import Mapping, Sequence
from math import ceil

from allocator.domain.policy import Policy
from allocator.report.view import TITLE
from allocator.tables.table import Block, Chart, Label, Table
from allocator.tables.text import shortened

FIRST = 3
"""Row of the first block of a page without sentences."""
LINE = 16.0
"""Points of a line of a sentence."""


def titled_page(
    policy: Policy,
    name: str,
    title: str,
    about: str,
    blocks: tuple[Block, ...],
    labels: Sequence[Label] = (),
    *,
    heights: Mapping[int, float] | None = None,
    charts: tuple[Chart, ...] = (),
    keys: int = 1,
    breaks: tuple[int, ...] = (),
) -> Table:
    """A page marked as the policy is, on large paper; `keys` columns stay in sight.

    So do headers where they belong to everything below.
    """
    named = shortened(f"{title}: {policy.title}", TITLE)
    heading = " · ".join(filter(None, (named, policy.what_if)))
    rows = blocks[0].frame.row + 1 if len(blocks) == 1 and not charts else 0
    return Table(
        name,
        title,
        about,
        blocks,
        (Label(0, 0, heading, "title"), Label(1, 0, about, "subtitle"), *labels),
        charts,
        policy.classification,
        policy.what_if,
        frozen=(rows, keys),
        large_paper=True,
        breaks=breaks,
        heights=heights or {},
    )


def sentence_labels(told: Sequence[str], row: int, columns: int) -> tuple[Label, ...]:
    """A sentence in each row from `row` on, running over so many columns."""
    return tuple(
        Label(at, 0, words, "sentence", columns=columns) for at, words in enumerate(told, row)
    )


def sentence_heights(told: Sequence[str], row: int, letters: int) -> dict[int, float]:
    """How high these rows must be where so many characters fit on a line."""
    return {at: LINE * ceil(len(words) / letters) for at, words in enumerate(told, row)}
