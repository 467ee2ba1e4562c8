"""What the pages of a history have in common."""

from collections.abc import Mapping, Sequence

from allocator.report.prose import readable
from allocator.study.track.delivered import History
from allocator.study.track.history_charts import LABEL, labels
from allocator.tables.column import Column, Kind
from allocator.tables.table import Block, Chart, Label, Table

TITLE, WHOLE = 60, 34
"""Characters of a plan's title, and of the name of its file where there is room."""
PERIOD = Column("period", "Period", "code", width=10)


def promise_columns(found: History, kind: Kind) -> tuple[Column, ...]:
    """What each plan promised, what was delivered, and how sure that is."""
    return (
        *(
            Column(f"plan_{at}", f"Promised by\n{label}", kind, width=max(16, len(label) + 2))
            for at, label in enumerate(labels(found))
        ),
        Column("delivered", "Delivered", kind, width=12),
        Column("unconfirmed", "Rows not\nconfirmed", width=12),
        Column("by", "As told of", "text", width=30),
    )


def page(
    found: History,
    name: str,
    title: str,
    about: str,
    blocks: tuple[Block, ...],
    *,
    labels: Sequence[Label] = (),
    heights: Mapping[int, float] | None = None,
    charts: tuple[Chart, ...] = (),
    keys: int = 1,
    breaks: tuple[int, ...] = (),
) -> Table:
    """A titled page of the history, marked as its plans are; `keys` columns stay in sight."""
    views = [plan.view for plan in found.chain.plans]
    what_if = "; ".join(
        f"{readable(plan.name, LABEL)}: {plan.view.policy.what_if}"
        for plan in found.chain.plans
        if plan.view.policy.what_if
    )
    rows = blocks[0].frame.row + 1 if len(blocks) == 1 and not charts else 0
    heading = f"{title}: {readable(views[-1].policy.title, TITLE)}"
    return Table(
        name,
        title,
        about,
        blocks,
        (Label(0, 0, heading, "title"), Label(1, 0, about, "subtitle"), *labels),
        charts,
        " / ".join(dict.fromkeys(filter(None, (view.marking for view in views)))),
        what_if,
        frozen=(rows, keys),
        large_paper=True,
        breaks=breaks,
        heights=heights or {},
    )
