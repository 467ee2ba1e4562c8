"""What the pages of a sweep have in common."""

from collections.abc import Sequence

from allocator.domain.scenario import Scenario
from allocator.report.prose import short_name
from allocator.tables.table import Block, Chart, Label, Table

FIRST = 2
"""Row below the title."""
ACROSS = 10
"""Columns that a line of text runs over."""


def state_name(scenario: Scenario, code: str) -> str:
    """The state, cut where it is too long."""
    return short_name(scenario.state_by_code[code].name, 26)


def page(
    scenario: Scenario,
    name: str,
    title: str,
    about: str,
    blocks: tuple[Block, ...],
    labels: Sequence[Label] = (),
    *,
    heights: dict[int, float] | None = None,
    charts: tuple[Chart, ...] = (),
    frozen: int = 1,
) -> Table:
    """A titled page; headers stay in sight where they belong to everything below."""
    policy = scenario.policy
    heading = " · ".join(filter(None, (f"{title}: {policy.title}", policy.what_if)))
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
        frozen=(rows, frozen),
        large_paper=True,
        heights=heights or {},
    )
