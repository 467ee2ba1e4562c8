"""Sheet `loans`: what each state draws from each fund, beside what may be lent for."""

from collections.abc import Iterator

from allocator.report.sheet import (
    CONFIDENCE,
    PERIOD,
    SOURCE,
    STATE,
    code,
    decision,
    figure,
    long_sheet,
)
from allocator.report.view import View
from allocator.tables.table import Row, Table

COLUMNS = (
    STATE,
    code("fund", "code of the fund"),
    PERIOD,
    decision("loan", "drawn from the fund in the period", "money"),
    figure("eligible", "payments due in the period that the fund may lend for", "money"),
    figure("joint", "of these, payments for what is bought jointly", "money"),
    figure("drawn", "drawn by the end of the period", "money"),
    figure("limit", "most that may be drawn over the horizon", "money"),
    figure("left", "of this, not drawn by then", "money"),
    figure("joint_only", "whether only joint buying may be lent for in the period", "flag"),
    CONFIDENCE,
    SOURCE,
)


def loans(view: View) -> Table:
    """One row for each state, fund that lends to it, and period."""
    return long_sheet(
        view,
        "loans",
        "Loans",
        "What each state draws from funds, the payments they may lend for, and what is left.",
        COLUMNS,
        _rows(view),
    )


def _rows(view: View) -> Iterator[Row]:
    index = view.scenario.period_index
    for key in view.sorted_keys(("state", "fund", "period"), view.loans):
        state, fund, period = key
        account = view.loans[state, fund, period]
        since = view.scenario.fund_by_code[fund].joint_from_period
        yield (
            state,
            fund,
            period,
            account.drawn,
            account.payments,
            account.joint,
            account.so_far,
            account.amount,
            account.left,
            int(since is not None and index[period] >= index[since]),
            *view.source("fund_limits", (fund, state)),
        )
