"""What is required and what all states give towards it, where it may be told."""

from collections.abc import Iterator
from fractions import Fraction

from allocator.report.release.extract import FEW, FOLLOWS, WITHHELD, Extract
from allocator.report.release.told import Told
from allocator.report.sheet import TITLE_ROWS
from allocator.tables.column import Column, Value
from allocator.tables.frame import Frame
from allocator.tables.table import Block, Row, Table

CAPABILITIES = (
    Column("name", "Capability", "text", width=46),
    Column("capability", "Code", "code", width=14),
    Column("period", "Period", "code", width=9),
    Column("required", "Required"),
    Column("own", "Of it from\nthe state", "decimal", width=12),
    Column("european", "All states", width=12),
    Column("support", "Outside\nsupport", width=12),
    Column("missing", "Missing", width=12),
    Column("share", "European\nshare", "percent", width=12),
    Column("unit", "Unit", "text", width=24),
    Column("why", "Why withheld", "prose", width=44),
)
TOGETHER = (
    Column("name", "Together", "text", width=46),
    Column("blank", "", "text", width=14),
    Column("period", "Period", "code", width=9),
    Column("required", "Required"),
    Column("told", "Told in full", width=12),
    Column("short", "Of them\nshort", width=12),
    Column("share", "European\nshare", "percent", width=12),
)


def all_capabilities(extract: Extract, told: Told) -> Table:
    """Requirements, and what all states give towards them; below, what is told of them together."""
    rows = Block(
        Frame("all_capabilities", CAPABILITIES, row=TITLE_ROWS),
        tuple(_capabilities(extract, told)),
    )
    frame = Frame("all_capabilities", TOGETHER, row=TITLE_ROWS + rows.height + 1)
    return extract.sheet(
        frame.sheet,
        "All states: what is required and met",
        "Units by capability and period. A capability is told in all periods or in none, as what a "
        "state gives in one tells of the next; sums over capabilities leave out what is not told.",
        (rows, Block(frame, tuple(_together(extract, told)))),
    )


def _together(extract: Extract, told: Told) -> Iterator[Row]:
    """The European share weighted by priority, of nothing but figures that stand above."""
    view = extract.view
    for period in view.periods:
        weights, covered = 0, Fraction(0)
        required = [code for code in view.capabilities if view.scenario.required[code, period]]
        whole = [code for code in required if code in told.whole]
        for code in whole:
            priority = view.scenario.capability_by_code[code].priority
            weights += priority
            covered += priority * view.dependences[code, period].european_share
        short = sum(view.shortfalls[code, period].missing > 0 for code in whole)
        share: Value = covered / weights if weights else WITHHELD
        yield (
            f"Capabilities told in {period}",
            None,
            period,
            len(required),
            len(whole),
            short,
            share,
        )


def _capabilities(extract: Extract, told: Told) -> Iterator[Row]:
    view = extract.view
    for code in view.capabilities:
        for period in view.periods:
            account, own = view.shortfalls[code, period], extract.own.counted(code, period)
            share = view.dependences[code, period].european_share
            stated, whole = code in told.capabilities, code in told.whole
            yield (
                view.short_capability(code),
                code,
                period,
                account.required,
                own.units if own is not None else 0,
                account.european if stated else WITHHELD,
                account.support if stated else WITHHELD,
                account.missing if whole else WITHHELD,
                share if whole else WITHHELD,
                view.scenario.capability_by_code[code].unit,
                None if whole else FOLLOWS if stated else FEW,
            )
