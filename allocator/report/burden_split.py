"""Sheet `burden_split`: what the plan costs each state, beside its key, its people and its work."""

from fractions import Fraction

from allocator.accounts.charges import ChargeKind
from allocator.accounts.spending import yearly_cost_left
from allocator.report.burden_measures import (
    average,
    burden_limits,
    measured_by,
    measures,
    measures_frame,
)
from allocator.report.investment import invested, new_money_block
from allocator.report.names import horizon
from allocator.report.sheet import MANY, TITLE_ROWS, titled_page
from allocator.report.view import View
from allocator.tables.column import Column, Formula, Value
from allocator.tables.frame import Frame
from allocator.tables.table import Block, Label, Row, Table

WIDE, TALL = 1900, 420
"""Pixels of the chart."""
KINDS: tuple[ChargeKind, ...] = (
    "orders",
    "shares",
    "rebates",
    "operating",
    "readiness",
    "fees",
    "funding",
    "components",
)
"""Of new money, in the order in which sheets show them."""
COLUMNS = (
    Column("name", "State", "text", width=17),
    Column("state", "Code", "code", width=6),
    Column("orders", "Orders\nEUR m", "money", total=True),
    Column("shares", "Pool shares\nEUR m", "money", total=True),
    Column("rebates", "Rebates\nEUR m", "money", total=True),
    Column("operating", "Operation\nEUR m", "money", total=True),
    Column("readiness", "Readiness\nEUR m", "money", total=True),
    Column("fees", "Pool fees\nEUR m", "money", total=True),
    Column("funding", "Funding of\nlines EUR m", "money", total=True),
    Column("components", "Funding of\nparts EUR m", "money", total=True),
    Column("new_money", "New money\nEUR m", "money", total=True, width=12),
    Column("money_share", "Share of\nnew money", "percent", total=True),
    Column("key_share", "Share by\nburden key", "percent", total=True),
    Column("above_key", "Above key\n(points)", "percent"),
    Column("key_money", "Key money\nEUR m", "money", digits=0, total=True, width=12),
    Column("burden", "Burden\n% of key", "basis_points"),
    Column("average", "All states\n% of key", "percent", digits=2),
    Column("limit", "Highest\nallowed", "basis_points"),
    Column("gdp_share", "% of a\nyear's GDP", "percent", digits=2),
    Column("loans", "Of it lent\nEUR m", "money", total=True),
    Column("unpaid", "Contracts\nEUR m", "money", total=True),
    Column("yearly_left", "Yearly cost\nleft EUR m", "money", total=True),
    Column("posts", "Posts\nfilled", total=True),
    Column("work", "Work placed\nEUR m", "money", total=True),
)


def burden_split(view: View, spending: Table) -> Table:
    """States down, money across; money comes live from the sheet `spending`."""
    frame = Frame("burden_split", COLUMNS, row=TITLE_ROWS)
    rows = tuple(
        _row(view, frame, spending.blocks[0], index, state)
        for index, state in enumerate(view.states)
    )
    split = Block(frame, rows, total="All states", bars=("burden",))
    below = frame.row + split.height + 1
    beside = measures(view, frame)
    limits = burden_limits(view, frame, _below(beside))
    domains = new_money_block(view, frame.sheet, _below(limits or beside))
    headed = (
        (beside, f"Other measures of the burden; fairness goes by {measured_by(view)}"),
        (limits, "The most that policy lets a state pay"),
        (domains, "New money by domain, EUR million"),
    )
    tops = [(block.frame.row - 2, words) for block, words in headed if block is not None]
    return titled_page(
        view,
        frame.sheet,
        "Burden split",
        f"New money of each state {horizon(view)} at {view.policy.price_base_year} "
        f"prices, against its key ({_key_words(view)}), its people and the work it receives. The "
        f"burden is {measured_by(view)} over key money, rounded up to 0.01 %.",
        (split, domains, beside, *(() if limits is None else (limits,))),
        labels=tuple(Label(top, 0, words, "heading", columns=len(COLUMNS)) for top, words in tops),
        charts=(invested(view, domains, row=below, width=WIDE, height=TALL),),
        frozen_columns=2,
        large_paper=True,
        breaks=tuple(top for top, _ in tops) if len(view.states) > MANY else (),
    )


def _below(block: Block) -> int:
    """Where the block under a block starts, with a heading above it."""
    return block.frame.row + block.height + 3


def _row(view: View, frame: Frame, spending: Block, index: int, state: str) -> Row:
    burden = view.burdens[state]
    record = view.scenario.state_by_code[state]
    count = len(view.states)
    paid = [account for account in view.spending.values() if account.state == state]
    at = {key: frame.at(key, index) for key in frame.offset}
    everything = frame.down("new_money", count)
    return (
        view.state_name(state),
        state,
        *(
            _summed(spending, kind, at["state"], sum(getattr(a, kind) for a in paid))
            for kind in KINDS
        ),
        Formula(f"=SUM({frame.across('orders', 'components', index)})", burden.new_money),
        Formula(
            f"=IF(SUM({everything})=0,0,{at['new_money']}/SUM({everything}))", burden.money_share
        ),
        burden.key_share,
        Formula(f"={at['money_share']}-{at['key_share']}", burden.above_key),
        burden.key_money,
        burden.basis_points,
        _average(view, frame),
        _highest(view, state),
        Fraction(burden.new_money, record.gdp) if record.gdp else None,
        _summed(spending, "loans", at["state"], sum(a.loans for a in paid)),
        _summed(spending, "unpaid_contracts", at["state"], sum(a.unpaid for a in paid)),
        yearly_cost_left(view.ledger)[state],
        view.plan.crews.get((state, view.last), 0),
        view.footprints[state].work,
    )


def _average(view: View, frame: Frame) -> Formula:
    """The burden each state would have if all that is measured followed the key."""
    count, beside = len(view.states), measures_frame(view, frame)
    money, keys = frame.down("new_money", count), frame.down("key_money", count)
    if view.policy.burden_measure == "effort":
        money = beside.down("effort", count)
    return Formula(f"=IF(SUM({keys})=0,0,SUM({money})/SUM({keys}))", average(view))


def _summed(spending: Block, key: str, code: str, value: int) -> Value:
    """The state's sum over the rows of `spending`."""
    frame, count = spending.frame, len(spending.rows)
    states = frame.abroad(frame.down("state", count))
    return Formula(f"=SUMIFS({frame.abroad(frame.down(key, count))},{states},{code})", value)


def _highest(view: View, state: str) -> int | None:
    """The lowest burden ceiling that binds the state, in basis points."""
    record = view.scenario.state_by_code[state]
    protected = view.policy.small_state_burden_ceiling if record.small_state else None
    return min((c for c in (record.burden_ceiling, protected) if c is not None), default=None)


def _key_words(view: View) -> str:
    words = {
        "gdp": "GDP",
        "population": "population",
        "nato_cost_share": "NATO cost share",
        "column": "the planner's key",
    }
    parts = view.policy.burden_key
    if len(parts) == 1:
        return words[parts[0].key]
    return ", ".join(f"{words[part.key]} {part.weight}" for part in parts)
