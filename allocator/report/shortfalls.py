"""Sheet `shortfalls`: what is missing, how much it weighs, and what stands in the way."""

from collections.abc import Mapping

from allocator.accounts.shortfall import Shortfall, unit_price
from allocator.report.limits.limit import Limit
from allocator.report.prose import short_name
from allocator.report.sheet import TITLE_ROWS, titled_page
from allocator.report.view import View
from allocator.tables.column import Column
from allocator.tables.frame import Frame
from allocator.tables.table import Block, Row, Table
from allocator.tables.text import shortened

SOURCE, UNIT = 52, 26
"""Characters of a source and of a unit, all of which stand in the input."""
UNBOUND = "no limit on the sheet limits: aims that come later, or the search"


def shortfalls(view: View, limits: tuple[Limit, ...]) -> Table:
    """One row for each capability and period that is short; the values add up to the first aim."""
    frame = Frame("shortfalls", _columns(view), row=TITLE_ROWS)
    words = _words(limits)
    rows = tuple(
        _row(view, account, words)
        for capability in view.capabilities
        for period in view.periods
        if (account := view.shortfalls[capability, period]).missing
    )
    return titled_page(
        view,
        frame.sheet,
        "Shortfalls",
        "Requirements that are not met, by capability and period; the weighted values add up to "
        "the first aim. A unit's price holds in the first step and rises with the steps.",
        (Block(frame, rows, total="All shortfalls", bars=("part",)),),
        frozen_columns=3,
        large_paper=True,
    )


def _columns(view: View) -> tuple[Column, ...]:
    return (
        Column("capability", "Capability", "code", width=14),
        Column("name", "Name", "text", width=38),
        Column("period", "Period", "code", width=8),
        Column("required", "Required"),
        Column("european", "European"),
        Column("support", "Outside"),
        Column("lost", "Lost to\nenablers"),
        Column("missing", "Missing"),
        Column("unit", "Unit", "text", width=24),
        Column("part", "Missing\n%", "percent"),
        *(
            Column(f"step_{index}", f"Up to {step.end / 100:g} %\nat price {step.price}")
            for index, step in enumerate(view.policy.shortfall_steps)
        ),
        Column("price", "Price of\na unit", width=11),
        Column("value", "Weighted\nshortfall", total=True, width=14),
        Column("binds", "What stands in the way", "prose", width=62),
        Column("confidence", "Confidence of\nthe requirement", "code", width=14),
        Column("classification", "Its\nclassification", "code", width=14),
        Column("source", "Its source", "text", width=46),
        Column("source_cell", "Its cell", "code", width=18),
    )


def _row(view: View, account: Shortfall, words: Mapping[tuple[str, str], str]) -> Row:
    record = view.scenario.capability_by_code[account.capability]
    key = (account.capability, account.period)
    evidence = view.evidence("requirements", key)
    return (
        account.capability,
        short_name(record.name, 42),
        account.period,
        account.required,
        account.european,
        account.support,
        account.lost,
        account.missing,
        shortened(record.unit, UNIT),
        account.part,
        *account.steps,
        unit_price(view.scenario, account.capability, account.period),
        account.value,
        words.get(key, UNBOUND),
        evidence.confidence,
        evidence.classification,
        shortened(evidence.source, SOURCE),
        view.scenario.book.address("requirements", key, "units"),
    )


def _words(limits: tuple[Limit, ...]) -> Mapping[tuple[str, str], str]:
    """What binds each shortage: the words of its limits, one after the other."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    for limit in limits:
        if limit.capability:
            found.setdefault((limit.capability, limit.period), {})[limit.brief] = None
    return {key: "; ".join(parts) for key, parts in found.items()}
