"""All sheets of a plan workbook, in the order in which a reader meets them."""

from collections.abc import Sequence

from allocator.domain.plan import Plan
from allocator.domain.provenance import Provenance
from allocator.domain.scenario import Scenario
from allocator.report.allocation import allocation
from allocator.report.briefing.briefing import briefing
from allocator.report.briefing.card import Sources
from allocator.report.burden_split import burden_split
from allocator.report.changes import changes
from allocator.report.component_investments import component_investments
from allocator.report.component_supply import component_supply
from allocator.report.confidence import confidence
from allocator.report.contents import contents, legend
from allocator.report.contributions import contributions
from allocator.report.coverage import coverage
from allocator.report.crews import crews
from allocator.report.dependence import dependence
from allocator.report.enablers import enablers
from allocator.report.footprint import footprint
from allocator.report.indicators import indicator_sheet
from allocator.report.investments import investments
from allocator.report.limits.limits import binding, limits
from allocator.report.loans import loans
from allocator.report.milestones.milestones import milestones
from allocator.report.orders import orders
from allocator.report.outside_shares import outside_shares
from allocator.report.plan_in_force import plan_in_force
from allocator.report.pool_members import pool_members, pool_shares
from allocator.report.pool_split import pool_split
from allocator.report.pools import pool_orders, pools
from allocator.report.price_bands import price_bands
from allocator.report.provenance import provenance as provenance_sheet
from allocator.report.shortfalls import shortfalls
from allocator.report.spending import spending
from allocator.report.supply import supply
from allocator.report.view import View
from allocator.tables.stored import stored
from allocator.tables.table import Table

DECIDED = (
    loans,
    crews,
    contributions,
    orders,
    investments,
    component_investments,
    pools,
    pool_orders,
    pool_members,
    pool_shares,
    pool_split,
    plan_in_force,
)
"""Lists of what the plan decides."""


def tables(
    scenario: Scenario, plan: Plan, provenance: Provenance, added: Sequence[Table] = ()
) -> tuple[Table, ...]:
    """Every sheet, recomputed from the decisions of the plan.

    The codes of the plan must be the scenario's (KeyError otherwise); whether it holds its rows
    does not matter. `provenance` is shown as it is. What is `added` follows the plan's own sheets,
    and a hidden sheet keeps its description.
    """
    view = View(scenario, plan, provenance)
    found = binding(view)
    money = spending(view)
    split = burden_split(view, money)
    support = dependence(view)
    cover = coverage(view, support)
    proof = provenance_sheet(view)
    listed = (
        split,
        allocation(view),
        cover,
        outside_shares(view, support.blocks[0], cover.blocks[0]),
        shortfalls(view, found),
        limits(view, found),
        milestones(view),
        indicator_sheet(view),
        *([changes(view)] if scenario.plan_in_force else []),
        footprint(view),
        confidence(view),
        supply(view),
        component_supply(view),
        price_bands(view),
        support,
        enablers(view),
        money,
        *(sheet(view) for sheet in DECIDED),
        proof,
        *added,
    )
    sources = Sources(split.blocks[0], cover.blocks[0], support.blocks[0], proof.blocks[1])
    first = briefing(view, found, sources, money=split.blocks[1], shares=cover.blocks[1])
    sheets = (*listed, legend(view, listed))
    store = [stored(added, view.marking)] if added else []
    return (first, contents(view, (first, *sheets)), *sheets, *store)
