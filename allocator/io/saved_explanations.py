"""The sheets of explanations that a saved plan carries, as they were described when written."""

from collections.abc import Mapping

from allocator.domain.problem import Problem
from allocator.errors import PlanError
from allocator.io.saved_sheets import SavedSheet, rows_of
from allocator.tables.frame import cell_name
from allocator.tables.stored import COLUMNS, STORE, restored
from allocator.tables.table import Table

PREFIX = "explain_"
"""Starts the names of sheets of explanations."""
TEXT = len(COLUMNS) - 1


def saved_explanations(sheets: Mapping[str, SavedSheet]) -> tuple[Table, ...]:
    """In the order in which they were added; none in a plan that was never asked about.

    Raises PlanError for a store that was changed.
    """
    store = sheets.get(STORE, {})
    pieces: dict[str, dict[str, str]] = {}
    places: dict[str, str] = {}
    for row in rows_of(store):
        name, piece, text = (store.get((row, column)) for column in range(len(COLUMNS)))
        if row and name is not None and piece is not None and text is not None:
            pieces.setdefault(str(name.value), {})[str(piece.value)] = str(text.value)
            places.setdefault(str(name.value), f"{STORE}!{cell_name(row, TEXT)}")
    return tuple(
        _restored(name, "".join(text for _, text in sorted(texts.items())), places[name])
        for name, texts in pieces.items()
    )


def _restored(name: str, text: str, address: str) -> Table:
    try:
        table = restored(text)
        if table.name == name and name.startswith(PREFIX) and name != STORE:
            return table
    except ValueError:
        pass
    problem = Problem(
        address=address,
        message=f"the description of the sheet {name} cannot be read",
        remedy="ask for the explanation again, from a plan that allocator has written",
    )
    raise PlanError([problem])
