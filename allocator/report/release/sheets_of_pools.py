"""What the state has in pools: its own rows, in full."""

from collections.abc import Iterator
from fractions import Fraction

from allocator.accounts.decisions import increases
from allocator.domain.period import month
from allocator.report.release.extract import WITHHELD, Extract
from allocator.report.release.told import Told
from allocator.report.sheet import TITLE_ROWS
from allocator.tables.column import Column
from allocator.tables.frame import Frame
from allocator.tables.table import Block, Label, Row, Table

MEMBER = (
    Column("name", "Pool", "text", width=46),
    Column("pool", "Code", "code", width=20),
    Column("capability", "Capability", "code", width=22),
    Column("role", "Role", "code", width=12),
    Column("leads", "Framework\nnation", "flag", width=11),
    Column("today", "Shares\ntoday"),
    Column("shares", "Shares\nbought"),
    Column("part", "Of all\nshares", "percent"),
    Column("money", "It costs\nEUR m", "money", total=True),
    Column("basis", "Legal basis", "prose", width=40),
)
SHARES = (
    Column("name", "Shares of the pool", "text"),
    Column("pool", "Code", "code"),
    Column("line", "From the line", "code"),
    Column("period", "Delivered in", "code"),
    Column("shares", "New\nshares", width=11),
    Column("price", "A share\nEUR m", "money", digits=3),
    Column("money", "Whole price\nEUR m", "money", total=True),
    Column("order_by", "On order by", "code"),
)


def pool_shares(extract: Extract, told: Told) -> Table:
    """Pools the state is in, and its shares in them by period."""
    pools = Block(
        Frame("pool_shares", MEMBER, row=TITLE_ROWS), tuple(_pools(extract, told)), "Together"
    )
    below = TITLE_ROWS + pools.height + 2
    bought = Block(Frame("pool_shares", SHARES, row=below), tuple(_shares(extract)), "Together")
    return extract.sheet(
        pools.frame.sheet,
        f"What {extract.name} shares in",
        "Pools it is in and what they cost it; its part of all shares where the pool's total may "
        "be told.",
        (pools, bought),
        (Label(below - 1, 0, "Shares by delivery", "heading", columns=len(SHARES)),),
    )


def _pools(extract: Extract, told: Told) -> Iterator[Row]:
    view, plan = extract.view, extract.view.plan
    decisions, stock = view.ledger.decisions, view.ledger.stock.pool_stock
    for code in view.pools:
        key = (extract.state, code)
        if key not in plan.join and key not in plan.lead:
            continue
        pool, member = view.scenario.pool_by_code[code], view.scenario.member_by_key.get(key[::-1])
        bought = decisions.shares_in_pool.get(key, decisions.zero)[-1]
        today = member.shares_today if member else 0
        lots = stock[code][-1] + decisions.pool_lots.get((code,), decisions.zero)[-1]
        shares = lots * view.scenario.capability_by_code[pool.capability].shares_per_lot
        yield (
            pool.name,
            code,
            pool.capability,
            member.role if member else None,
            int(key in plan.lead),
            today,
            bought,
            Fraction(today + bought, shares or 1) if code in told.pools else WITHHELD,
            sum(charge.amount for charge in extract.own.charges if charge.pool == code),
            extract.without_names(member.legal_basis) if member else None,
        )


def _shares(extract: Extract) -> Iterator[Row]:
    view, state = extract.view, extract.state
    months = {(d.buyer, d.line, d.period): d.order_by for d in view.deliveries}
    names = {code: view.scenario.pool_by_code[code].name for code in view.pools}
    bought = view.ledger.decisions.pool_shares
    keys = [codes[1:] for codes in bought if codes[0] == state]
    for pool, line in view.sorted_keys(("pool", "line"), keys):
        price = view.ledger.prices.share_price(state, pool, line)
        for at, new in enumerate(increases(bought[state, pool, line])):
            if new:
                due = months.get((pool, line, view.periods[at]))
                head = (names[pool], pool, line, view.periods[at], new)
                yield (*head, price, new * price, None if due is None else month(due))
