"""Sheet `dependence`: how much of each requirement rests on outside support."""

from collections.abc import Iterator
from fractions import Fraction

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
    decision("support", "units of outside support relied on"),
    figure("required", "units the alliance needs"),
    figure("european", "units of the states, alone and in pools"),
    figure("counted", "units that count; fewer than are there where enablers are missing"),
    figure("missing", "units short"),
    figure("offered", "units that outside providers offer"),
    figure("cap", "most support allowed; empty before the deadline"),
    figure(
        "european_share", "European units that count over the requirement, at most 100 %", "percent"
    ),
    figure("outside_share", "support over the requirement", "percent"),
    figure("cap_share", "the cap over the requirement", "percent"),
    figure("missing_share", "missing units over the requirement", "percent"),
    figure("within_cap", "support is at or under the cap", "flag"),
    figure("priority", "of the capability, 1 to 9"),
    figure("domain", "of the capability", "text", width=36),
    CONFIDENCE,
    SOURCE,
)


def dependence(view: View) -> Table:
    """One row for each capability and period; rows of the deadline are set off by a line."""
    return long_sheet(
        view,
        "dependence",
        "Dependence on outside support",
        "Outside share of each requirement against its cap, by capability and period; the line is "
        "the deadline, from which the cap holds.",
        COLUMNS,
        _rows(view),
        live={"outside_share": _outside},
        strong=lambda row: row[1] == view.deadline,
    )


def _rows(view: View) -> Iterator[Row]:
    for key in view.sorted_keys(("capability", "period"), view.dependences):
        capability, period = key
        account = view.dependences[capability, period]
        record = view.scenario.capability_by_code[capability]
        missing = view.shortfalls[capability, period]
        capped = account.cap is not None and account.required > 0
        yield (
            capability,
            period,
            account.support,
            account.required,
            account.european,
            account.counted,
            missing.missing,
            account.offered,
            account.cap,
            account.european_share,
            account.outside_share,
            Fraction(account.cap or 0, account.required) if capped else None,
            missing.part,
            int(account.within_cap),
            record.priority,
            record.domain,
            *view.source("requirements", key),
        )


def _outside(frame: Frame, index: int, value: Value) -> Formula:
    support, required = frame.at("support", index), frame.at("required", index)
    return Formula(f"=IF({required}=0,0,{support}/{required})", plain(value))
