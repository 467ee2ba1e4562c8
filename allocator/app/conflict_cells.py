"""The workbook cells behind rows that had to give way."""

from allocator.domain.outcome import ElasticRow
from allocator.domain.scenario import Scenario


def conflict_cell(scenario: Scenario, row: ElasticRow) -> str:
    """`sheet!cell` of the figure that a row enforces; the row's own name where there is none."""
    book = scenario.book
    match row.family, row.subject:
        case "budget", (state, period):
            return book.address("budgets", (state, period), "ceiling")
        case "budget", (state, period, "floor"):
            return book.address("budgets", (state, period), "floor")
        case "burden", (state, _):
            return book.address("member_states", (state,), "burden_floor")
        case "pledges", ("rule", code, binds, on, *_):
            return book.address("rules", (code, binds, on), "value")
        case "pledges", (*_, number):
            return book.address("pledges", (number,), "quantity")
    return f"{row.family}[{', '.join(row.subject)}]"
