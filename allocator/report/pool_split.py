"""Sheet `pool_split`: what an open pool costs each member, by other splits, and who would leave."""

from collections.abc import Iterator

from allocator.accounts.pool_split import Leaving, Part, PoolSplit, pool_splits
from allocator.domain.quantity import euros
from allocator.report.prose import listing
from allocator.report.sheet import CONFIDENCE, POOL, SOURCE, STATE, figure, long_sheet
from allocator.report.view import View
from allocator.tables.table import Row, Table

COLUMNS = (
    POOL,
    STATE,
    figure("shares", "shares bought under this plan by the end"),
    figure("pays", "what it pays now: fee, shares and their operation, all periods", "money"),
    figure("by_key", "its part of what the pool costs all members, by the burden key", "money"),
    figure("value", "its Shapley value: what it adds to the cost, on average", "money"),
    figure("value_error", "standard error of the value; blank where it is exact", "money"),
    figure("alone", "whole lots bought alone; blank where it may not order them", "money"),
    figure("leaves", "with others or alone it would pay less than now", "flag"),
    figure("leaves_by_key", "it would, if the members paid by the burden key", "flag"),
    figure("words", "what that means", "prose"),
    CONFIDENCE,
    SOURCE,
)


def pool_split(view: View) -> Table:
    """One row for each open pool and member."""
    return long_sheet(
        view,
        "pool_split",
        "Cost split inside pools",
        "What each member of an open pool pays, what it would pay by the burden key and by its "
        "Shapley value, and which members would pay less if they left.",
        COLUMNS,
        _rows(view),
    )


def _rows(view: View) -> Iterator[Row]:
    splits = pool_splits(view.ledger)
    parts = {(pool, part.state): part for pool, split in splits.items() for part in split.parts}
    for pool, state in view.sorted_keys(("pool", "state"), parts):
        yield _row(view, splits[pool], parts[pool, state])


def _row(view: View, split: PoolSplit, part: Part) -> Row:
    now, by_key = split.leaving, split.leaving_by_key
    words = (_words(view, part, now, "As it is"), _words(view, part, by_key, "By the key"))
    return (
        split.pool,
        part.state,
        part.shares,
        part.pays,
        part.by_key,
        part.value,
        part.error,
        part.alone,
        int(part.state in now.states),
        int(part.state in by_key.states),
        " ".join(filter(None, words)),
        *view.source("pool_members", (split.pool, part.state)),
    )


def _words(view: View, part: Part, leaving: Leaving, lead: str) -> str:
    if part.state in leaving.alone:
        saved = euros(round(leaving.alone[part.state]))
        what = (
            f"whole lots bought alone would cost it {saved} less"
            if part.shares
            else f"it buys no share and would save {saved} by staying out"
        )
    elif part.state in leaving.together:
        others = [code for code in view.states if code in leaving.together - {part.state}]
        company = f"with {listing(map(view.state_name, others))}" if others else "alone"
        saved = euros(round(leaving.together_saving))
        what = f"running the pool {company} would cost {saved} less"
    else:
        return ""
    return f"{lead}, {what}.{'' if leaving.complete else ' Not every group was looked at.'}"
