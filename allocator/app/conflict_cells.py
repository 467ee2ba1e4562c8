"""The workbook cells behind rows that had to give way."""

from allocator.domain.outcome import ElasticRow
from allocator.domain.scenario import Scenario
from allocator.explain.places import place_of


def conflict_cell(scenario: Scenario, row: ElasticRow) -> str:
    """`sheet!cell` of the figure that a row enforces; the row's own name where there is none."""
    place = place_of(row.family, row.subject)
    if place is None:
        return f"{row.family}[{', '.join(row.subject)}]"
    return scenario.book.address(*place)
