"""Sheet `supply`: what lines can deliver, what is asked of them, and who buys."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from allocator.domain.quantity import MILLE
from allocator.report.sheet import (
    CONFIDENCE,
    LINE,
    PERIOD,
    SOURCE,
    figure,
    long_sheet,
)
from allocator.report.view import View
from allocator.tables.table import Row, Table

COLUMNS = (
    LINE,
    PERIOD,
    figure("capability", "what the line makes", "code", width=14),
    figure("host", "where it stands", "code"),
    figure("company", "who runs it", "text", width=36),
    figure("rate", "units it can deliver before expansions", "thousandths"),
    figure("expansion", "units added by steps that run", "thousandths"),
    figure("order_book", "units promised by contracts signed before"),
    figure("new_units", "units of this plan"),
    figure(
        "slack",
        "units left; below zero where work begun in the period before is delivered",
        "thousandths",
    ),
    figure("used", "part of the output that is asked for", "percent"),
    figure("customers", "states and pools that receive new units", "text", width=48),
    CONFIDENCE,
    SOURCE,
)


def supply(view: View) -> Table:
    """One row for each line and period in which it can deliver or is asked to."""
    return long_sheet(
        view,
        "supply",
        "Supply",
        "Output of production lines, what is asked of them, slack and customers, by period.",
        COLUMNS,
        _rows(view),
    )


def _rows(view: View) -> Iterator[Row]:
    customers = _customers(view)
    for key in view.sorted_keys(("line", "period"), view.outputs):
        line, period = key
        account = view.outputs[line, period]
        output = account.rate + account.expanded
        asked = account.contracted + account.new
        if not output and not asked:
            continue
        record = view.scenario.line_by_code[line]
        yield (
            line,
            period,
            record.capability,
            record.host,
            record.company,
            account.rate,
            account.expanded,
            account.contracted // MILLE,
            account.new // MILLE,
            account.slack,
            Fraction(asked, output) if output else None,
            ", ".join(customers.get((line, period), ())),
            *view.source("lines", (line,)),
        )


def _customers(view: View) -> Mapping[tuple[str, str], list[str]]:
    buyers: dict[tuple[str, str], list[str]] = {}
    for delivery in view.deliveries:
        buyers.setdefault((delivery.line, delivery.period), []).append(delivery.buyer)
    return buyers
