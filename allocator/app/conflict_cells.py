"""The workbook cells behind rows that had to give way."""

from allocator.domain.address_book import Key
from allocator.domain.outcome import ElasticRow
from allocator.domain.scenario import Scenario


def conflict_cell(scenario: Scenario, row: ElasticRow) -> str:
    """`sheet!cell` of the figure that a row enforces; the row's own name where there is none."""
    cell: tuple[str, Key, str]
    match row.family, row.subject:
        case "budget", (state, period):
            cell = "budgets", (state, period), "ceiling"
        case "budget", (state, period, "floor"):
            cell = "budgets", (state, period), "floor"
        case "budget", (state, first, last, "window"):
            cell = "budget_windows", (state, first, last), "ceiling"
        case "budget", (state, first, last, "window", "floor"):
            cell = "budget_windows", (state, first, last), "floor"
        case "burden", (state, _):
            cell = "member_states", (state,), "burden_floor"
        case "pledges", ("rule", code, binds, on, *_):
            cell = "rules", (code, binds, on), "value"
        case "pledges", (*_, number):
            cell = "pledges", (number,), "quantity"
        case _:
            return f"{row.family}[{', '.join(row.subject)}]"
    return scenario.book.address(*cell)
