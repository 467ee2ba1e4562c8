"""Sheet `crews`: posts that each state needs for the plan, and those it can fill."""

from collections.abc import Iterator

from allocator.accounts.crews import posts_needed
from allocator.domain.quantity import MILLE, ceil_div
from allocator.report.sheet import (
    CONFIDENCE,
    PERIOD,
    SOURCE,
    STATE,
    decision,
    figure,
    long_sheet,
)
from allocator.report.view import View
from allocator.tables.table import Row, Table

COLUMNS = (
    STATE,
    PERIOD,
    decision("crews", "extra posts filled by the end of the period, cumulative"),
    figure("added", "of these, filled within the period"),
    figure("pipeline", "most that training can fill within the period"),
    figure("limit", "most extra posts by the end of the period; empty: none but training"),
    figure("free", "posts that can be moved to new tasks"),
    figure("needed", "posts for what is contributed beyond today's force and for pool shares"),
    figure("room_left", "posts that are there and not needed"),
    CONFIDENCE,
    SOURCE,
)


def crews(view: View) -> Table:
    """One row for each state and period; columns stay empty for states without personnel rows."""
    return long_sheet(
        view,
        "crews",
        "Crews",
        "Extra posts that each state fills for this plan, and those that training allows.",
        COLUMNS,
        _rows(view),
    )


def _rows(view: View) -> Iterator[Row]:
    needed = posts_needed(view.ledger)
    nothing = view.ledger.decisions.zero
    keys = {(state, period) for state in view.states for period in view.periods}
    for state, period in view.sorted_keys(("state", "period"), keys):
        at = view.scenario.period_index[period]
        account = view.crews.get((state, period))
        if account is None:
            posts = ceil_div(needed.get(state, nothing)[at], MILLE)
            filled = view.plan.crews.get((state, period), 0)
            yield state, period, filled, None, None, None, None, posts, None, "", ""
        else:
            yield (
                state,
                period,
                account.filled,
                account.added,
                account.pipeline,
                account.limit,
                account.free,
                account.needed,
                account.room,
                *view.source("personnel", (state, period)),
            )
