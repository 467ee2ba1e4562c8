"""Sheet `enablers`: what counts of combat capabilities, and what holds the rest of them back."""

from collections.abc import Iterator

from allocator.report.sheet import (
    CAPABILITY,
    CONFIDENCE,
    PERIOD,
    SOURCE,
    decision,
    figure,
    long_sheet,
)
from allocator.report.view import View
from allocator.tables.column import Formula, Value
from allocator.tables.frame import Frame
from allocator.tables.table import Row, Table, plain

COLUMNS = (
    CAPABILITY,
    PERIOD,
    decision("counted", "units that count"),
    figure("required", "units the alliance needs"),
    figure("held", "units that states, pools and outside providers could give"),
    figure("there", "of these, units that the plan calls for, whether they count or not"),
    figure("lost", "units that are there and needed but do not count"),
    figure("enabler", "enabler that lets fewest units count", "code", width=14),
    figure("holds_back", "units are short, and too little of it is there for one more", "flag"),
    figure("allows", "units that it lets count, given what counts of other capabilities"),
    figure("per_unit", "units of it for one that counts", "thousandths"),
    figure("shared", "the same units may serve other capabilities as well", "flag"),
    figure("enabler_there", "units of it that are there"),
    figure("needs", "units of it for what counts", "thousandths"),
    figure("elsewhere", "units of it for what counts of other capabilities", "thousandths"),
    figure("lacking", "units of it missing for all that is required"),
    figure(
        "also_lacking", "other enablers that hold it back, with units missing", "text", width=40
    ),
    CONFIDENCE,
    SOURCE,
)


def enablers(view: View) -> Table:
    """One row for each combat capability with enablers and each period."""
    return long_sheet(
        view,
        "enablers",
        "Enablers",
        "Combat capabilities that count only with what they need beside them: there, counted, "
        "lost, and the enabler that holds them back.",
        COLUMNS,
        _rows(view),
        live={"lost": _lost},
    )


def _rows(view: View) -> Iterator[Row]:
    for key in view.sorted_keys(("capability", "period"), view.enabled):
        account = view.enabled[key[0], key[1]]
        tightest, *_ = account.ratios
        row = tightest.row
        yield (
            account.capability,
            account.period,
            account.counted,
            account.required,
            account.held,
            account.there,
            account.lost,
            row.enabler_capability,
            int(tightest in account.holding),
            tightest.allows,
            row.per_unit,
            int(row.shared),
            tightest.there,
            tightest.needs,
            tightest.elsewhere,
            tightest.lacking,
            ", ".join(
                f"{ratio.row.enabler_capability} {ratio.lacking:,}"
                for ratio in account.holding
                if ratio is not tightest
            ),
            *view.source("enablers", (account.capability, row.enabler_capability)),
        )


def _lost(frame: Frame, index: int, value: Value) -> Formula:
    needed = f"MIN({frame.at('there', index)},{frame.at('required', index)})"
    return Formula(f"=MAX(0,{needed}-{frame.at('counted', index)})", plain(value))
