"""Pages of a comparison: states, aims and pools, a block for each pair of plans."""

from allocator.report.burden_split import KINDS
from allocator.report.names import lot_name
from allocator.report.provenance import AIM_WORDS
from allocator.study.compare.compare import AimShift, Comparison, Pair
from allocator.study.compare.decisions import PoolShift
from allocator.study.compare.layout import paired_page
from allocator.study.compare.pool_words import pool_words
from allocator.tables.column import Column
from allocator.tables.frame import Frame
from allocator.tables.table import Block, Row, Table

PAIRED = ("key_money", "work")
"""Figures of a state that are shown before and after."""
MOVED = ("to_industry", "missing_return", "loans", "unpaid", "posts", "pools", "led")
"""Those of which only the difference is shown."""
STATES = (
    Column("name", "State", "text", width=20),
    Column("state", "Code", "code", width=7),
    Column("before", "New money\nbefore", "money", total=True),
    Column("after", "New money\nafter", "money", total=True),
    Column("difference", "Difference", "money", total=True),
    Column("part", "Change", "percent"),
    Column("orders", "Orders", "money", total=True),
    Column("shares", "Pool\nshares", "money", total=True),
    Column("rebates", "Rebates", "money", total=True),
    Column("operating", "Operation", "money", total=True),
    Column("readiness", "Readiness", "money", total=True),
    Column("fees", "Pool fees", "money", total=True),
    Column("funding", "Funding\nof lines", "money", total=True),
    Column("components", "Funding\nof parts", "money", total=True),
    Column("burden_before", "Burden\nbefore", "basis_points"),
    Column("burden_after", "Burden\nafter", "basis_points"),
    Column("burden_difference", "Burden,\n% points", "basis_points"),
    Column("key_before", "Key money\nbefore", "money", digits=0, total=True),
    Column("key_after", "Key money\nafter", "money", digits=0, total=True),
    Column("work_before", "Work placed\nbefore", "money", total=True),
    Column("work_after", "Work placed\nafter", "money", total=True),
    Column("to_industry", "Paid to\nindustry", "money", total=True),
    Column("missing_return", "Return\nmissing", "money", total=True),
    Column("loans", "Loans", "money", total=True),
    Column("unpaid", "Contracts", "money", total=True),
    Column("posts", "Posts\nfilled", total=True),
    Column("pools", "Pools\njoined", total=True),
    Column("led", "Pools\nled", total=True),
)


def by_state(comparison: Comparison) -> Table:
    """What each state pays, bears, gets and mans; money by kind."""
    blocks = ((pair, _states(pair)) for pair in comparison.pairs)
    about = (
        "New money over the periods of both plans, what changes in it by kind, and what goes with "
        "it; EUR million unless said otherwise."
    )
    return paired_page("by_state", "By state", about, blocks, 2)


def _states(pair: Pair) -> Block:
    frame = Frame("by_state", STATES)
    rows = tuple(_state(pair, state) for state in pair.by_state)
    return Block(frame, rows, total="All of these states")


def _state(pair: Pair, state: str) -> Row:
    figures = pair.by_state[state]
    money, burden = figures["new_money"], figures["burden"]
    return (
        pair.first.view.state_name(state),
        state,
        money.before,
        money.after,
        money.difference,
        money.part,
        *(figures[kind].difference for kind in KINDS),
        burden.before,
        burden.after,
        burden.difference,
        *(value for name in PAIRED for value in (figures[name].before, figures[name].after)),
        *(figures[name].difference for name in MOVED),
    )


def aims(comparison: Comparison) -> Table:
    """What each aim comes to, with its bound and gap."""
    columns = (
        Column("aim", "Aim", "text", width=16),
        Column("before", "Value\nbefore", width=18),
        Column("after", "Value\nafter", width=18),
        Column("difference", "Difference", width=18),
        Column("part", "Change", "percent", digits=2),
        Column("bound_before", "Bound\nbefore", width=18),
        Column("bound_after", "Bound\nafter", width=18),
        Column("gap_before", "Gap\nbefore", "percent", digits=2),
        Column("gap_after", "Gap\nafter", "percent", digits=2),
        Column("alike", "Measured\nalike", "flag"),
        Column("unit", "Unit", "text", width=18),
        Column("measures", "What it measures", "text", width=46),
    )
    blocks = (
        (pair, Block(Frame("aims", columns), tuple(map(_aim, pair.aims))))
        for pair in comparison.pairs
    )
    about = (
        "In strict order. A gap is how far the least value found may be from the least there is; "
        "values measured in different units have no difference."
    )
    return paired_page("aims", "Aims", about, blocks)


def _aim(aim: AimShift) -> Row:
    words, unit = AIM_WORDS[aim.name]
    before, after = aim.before, aim.after
    return (
        aim.name,
        aim.value.before,
        aim.value.after,
        aim.value.difference,
        aim.value.part,
        None if before is None else before.bound,
        None if after is None else after.bound,
        None if before is None else before.gap,
        None if after is None else after.gap,
        int(aim.alike),
        unit,
        words,
    )


def pools(comparison: Comparison) -> Table:
    """Opened, closed, joined, left, led."""
    columns = (
        Column("name", "Pool", "text", width=34),
        Column("code", "Code", "code", width=18),
        Column("capability", "Capability", "code", width=16),
        Column("lot", "A lot is", "text", width=20),
        Column("open_before", "Open\nbefore", "flag"),
        Column("open_after", "Open\nafter", "flag"),
        Column("members_before", "Members\nbefore"),
        Column("members_after", "Members\nafter"),
        Column("joined", "Joined", "text", width=26),
        Column("left", "Left", "text", width=26),
        Column("leader_before", "Framework\nnation before", "code", width=14),
        Column("leader_after", "Framework\nnation after", "code", width=14),
        Column("start_before", "Operates\nfrom, before", "code", width=12),
        Column("start_after", "Operates\nfrom, after", "code", width=12),
        Column("lots_before", "New lots\nbefore"),
        Column("lots_after", "New lots\nafter"),
        Column("change", "What changes", "text", width=60),
    )
    blocks = (
        (pair, Block(Frame("pools", columns), tuple(_pool(pair, pool) for pool in pair.pools)))
        for pair in comparison.pairs
    )
    about = "Pools of both plans; lots are those bought by the end of the last period of both."
    return paired_page("pools", "Pools", about, blocks)


def _pool(pair: Pair, pool: PoolShift) -> Row:
    return (
        pool.name,
        pool.code,
        pool.capability,
        lot_name(pair.first.view, pool.capability),
        *map(int, pool.open),
        *map(len, pool.members),
        ", ".join(pool.joined),
        ", ".join(pool.left),
        *pool.leader,
        *pool.start,
        *pool.lots,
        "; ".join(pool_words(pool, pair.first.view)),
    )
