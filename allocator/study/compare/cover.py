"""Pages of a comparison on capabilities: what is there of each, and who gives and pays for it."""

from allocator.report.names import unit_name
from allocator.study.compare.compare import Comparison, Pair
from allocator.study.compare.layout import paired_page, shift_columns, shifted
from allocator.study.compare.words import capability
from allocator.tables.column import Column, Kind
from allocator.tables.frame import Frame
from allocator.tables.table import Block, Table

FIGURES: tuple[tuple[str, str, Kind], ...] = (
    ("required", "Required", "whole"),
    ("european", "European", "whole"),
    ("support", "Support", "whole"),
    ("lost", "Lost", "whole"),
    ("missing", "Missing", "whole"),
    ("european_share", "European\u00a0%", "percent"),
    ("outside_share", "Outside\u00a0%", "percent"),
    ("missing_share", "Missing\u00a0%", "percent"),
    ("new_money", "Money\u00a0EUR\u00a0m", "money"),
)
CROSSED: tuple[tuple[str, str, Kind], ...] = (
    ("contribution_at_deadline", "Gives", "whole"),
    ("pooled_at_deadline", "Pooled", "decimal"),
    ("contribution_at_end", "Gives at end", "whole"),
    ("pooled_at_end", "Pooled at end", "decimal"),
    ("new_money", "Money EUR m", "money"),
)
"""The first two in the period looked at, the next two in the last period of both plans."""
CAPABILITIES = (
    Column("name", "Capability", "text", width=36),
    Column("capability", "Code", "code", width=15),
    Column("unit", "Unit", "text", width=20),
    Column("period", "Period", "code", width=9),
    *(column for figure in FIGURES for column in shift_columns(*figure)),
)
SHARES = (
    Column("state_name", "State", "text", width=20),
    Column("state", "Code", "code", width=7),
    Column("name", "Capability", "text", width=36),
    Column("capability", "Code", "code", width=15),
    Column("unit", "Unit", "text", width=20),
    *(column for figure in CROSSED for column in shift_columns(*figure, width=14)),
)


def by_capability(comparison: Comparison) -> Table:
    """Capabilities in every period of both plans."""
    about = (
        "In the unit of each row, parts of the requirement, and the new money that falls due; lost "
        "are units that do not count for want of enablers."
    )
    blocks = ((pair, _capabilities(pair)) for pair in comparison.pairs)
    return paired_page("by_capability", "By capability and period", about, blocks)


def by_state_and_capability(comparison: Comparison) -> Table:
    """Who gives, holds in pools and pays more or less of what."""
    about = (
        "Who gives more or less of what, in the unit of the row, holds it in pools and pays for it "
        "over the periods of both plans; rows that differ."
    )
    blocks = ((pair, _shares(pair)) for pair in comparison.pairs)
    return paired_page("by_state_capability", "By state and capability", about, blocks, 3)


def _capabilities(pair: Pair) -> Block:
    view = pair.first.view
    rows = (
        (
            capability(view, code),
            code,
            unit_name(view, code),
            period,
            *shifted(figures, (key for key, *_ in FIGURES)),
        )
        for (code, period), figures in pair.by_capability.items()
    )
    return Block(Frame("by_capability", CAPABILITIES), tuple(rows))


def _shares(pair: Pair) -> Block:
    view = pair.first.view
    rows = (
        (
            view.state_name(state),
            state,
            capability(view, code),
            code,
            unit_name(view, code),
            *shifted(figures, (key for key, *_ in CROSSED)),
        )
        for (state, code), figures in pair.by_state_and_capability.items()
    )
    return Block(Frame("by_state_capability", SHARES), tuple(rows))
