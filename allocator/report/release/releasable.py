"""A plan for one member state: its own rows in full, of all others the totals that are safe."""

from allocator.report.release.cover import cover
from allocator.report.release.extract import Extract
from allocator.report.release.sheets_of_dates import milestones
from allocator.report.release.sheets_of_forces import contributions, purchases
from allocator.report.release.sheets_of_limits import limits
from allocator.report.release.sheets_of_money import burden, spending
from allocator.report.release.sheets_of_pools import pool_shares
from allocator.report.release.told import told
from allocator.report.release.totals_of_forces import all_capabilities
from allocator.report.release.totals_of_money import all_money
from allocator.report.release.totals_of_supply import all_lines, all_pools
from allocator.report.state.view import Alliance, StateView
from allocator.report.view import View
from allocator.tables.table import Table


def releasable(view: View, state: str, alliance: Alliance | None = None) -> tuple[Table, ...]:
    """The sheets of the extract for a state, the cover first.

    They are a workbook of their own: no sheet of the plan or of its input may be written beside
    them. `alliance` saves work where extracts are made for several states. Raises KeyError for a
    state that the scenario does not know.
    """
    view.scenario.state_by_code[state]
    extract = Extract(StateView(alliance or Alliance(view), state))
    known = told(extract)
    sheets = (
        contributions(extract),
        purchases(extract),
        pool_shares(extract, known),
        spending(extract),
        burden(extract, known),
        limits(extract),
        milestones(extract),
        all_capabilities(extract, known),
        all_money(extract, known),
        all_lines(extract, known),
        all_pools(extract, known),
    )
    return (cover(extract, sheets), *sheets)
