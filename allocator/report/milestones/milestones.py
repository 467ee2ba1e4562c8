"""Sheet `milestones`: what must be decided, ordered, crewed and delivered by when."""

from dataclasses import replace

from allocator.accounts.slips.gaps import Gaps
from allocator.domain.period import month
from allocator.report.milestones.forces import contributions, crews
from allocator.report.milestones.growth import expansions
from allocator.report.milestones.milestone import KINDS, Milestone
from allocator.report.milestones.orders import deliveries, orders
from allocator.report.milestones.pools import pools
from allocator.report.sheet import SOURCE, long_sheet
from allocator.report.view import View
from allocator.tables.column import Column
from allocator.tables.table import Row, Table

COLUMNS = (
    Column(
        "decide_by", "decide_by", "code", "month by which it must be decided or done", "key", 11
    ),
    Column(
        "what",
        "what",
        "text",
        "pool, expansion, order, pool order, crews, delivery or contribution",
        "key",
        13,
    ),
    Column(
        "who",
        "who",
        "code",
        "state or pool that does it; for an expansion the line, or the host of a component",
        "key",
        20,
    ),
    Column("item", "item", "code", "line, component, pool, capability or posts", "key", 20),
    Column("there_by", "there_by", "code", "month from which it counts", "key", 11),
    Column(
        "period",
        "period",
        "code",
        "period in which it first counts; empty: after the horizon",
        width=9,
    ),
    Column("words", "words", "prose", "the same in words", width=60),
    Column("capability", "capability", "code", "what it is for", width=14),
    Column("quantity", "quantity", "whole", "units, steps, posts, or members of a pool"),
    Column("unit", "unit", "text", "of the quantity", width=16),
    Column(
        "cumulative",
        "cumulative",
        "whole",
        "the same added up to the period: the figure to hold progress against",
        width=13,
    ),
    Column(
        "owner",
        "owner",
        "code",
        "who answers for it: the state, the framework nation of a pool, the host of what grows",
        width=9,
    ),
    Column(
        "tolerance",
        "tolerance",
        "whole",
        "months it may be late and still be there when something first rests on it",
        width=12,
    ),
    Column(
        "needed",
        "needed",
        "code",
        "first period in which something is missing without it; empty: in none",
        width=9,
    ),
    Column(
        "stake_units",
        "stake_units",
        "whole",
        "units missing more in the period, of all capabilities, if it comes one period late",
        width=13,
    ),
    Column(
        "stake_in", "stake_in", "text", "of which capabilities these units are missing", width=26
    ),
    Column(
        "stake", "stake", "whole", "the same as it adds to the weighted shortfall: aim 1", width=14
    ),
    SOURCE,
)


def every_milestone(view: View) -> tuple[Milestone, ...]:
    """Everything that must happen, the most urgent first."""
    gaps = Gaps(view.ledger)
    every = (
        *pools(view, gaps),
        *expansions(view, gaps),
        *orders(view, gaps),
        *crews(view, gaps),
        *deliveries(view, gaps),
        *contributions(view, gaps),
    )
    return tuple(sorted(every, key=_urgency))


def milestones(view: View) -> Table:
    """One row for each of them; on large paper, for there is much to each."""
    listed = long_sheet(
        view,
        "milestones",
        "Milestones",
        "What must be decided, ordered, crewed and delivered by when, the most urgent first; how "
        "late it may be, who answers for it and what is missing if it comes a period late.",
        COLUMNS,
        (_row(view, each) for each in every_milestone(view)),
    )
    return replace(listed, large_paper=True)


def _urgency(each: Milestone) -> tuple[int, int, str, str, int]:
    return each.by, KINDS.index(each.what), each.who, each.item, each.there


def _row(view: View, each: Milestone) -> Row:
    stake, needed = each.slip.stake, each.slip.needed
    return (
        month(each.by),
        each.what,
        each.who,
        each.item,
        month(each.there),
        each.period,
        each.words,
        each.capability,
        each.quantity,
        each.unit,
        each.cumulative,
        each.owner,
        each.tolerance,
        "" if needed is None else view.periods[needed],
        sum(units for _, units in stake.units),
        ", ".join(f"{units} {capability}" for capability, units in stake.units),
        stake.value,
        each.cell,
    )
