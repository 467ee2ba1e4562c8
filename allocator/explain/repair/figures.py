"""Which figures a repair may move, and the rows of a program that move with them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from allocator.domain.quantity import MILLE, WHOLE
from allocator.engine.least_change import Figure
from allocator.errors import RequestError
from allocator.explain.places import Place, place_of
from allocator.explain.stipulations.all import KINDS
from allocator.explain.stipulations.stipulation import Stipulation
from allocator.model.model import Model
from allocator.model.program import FREE, RowName

MOVABLE = frozenset(
    {
        ("pledges", "quantity"),
        ("rules", "value"),
        ("budgets", "ceiling"),
        ("budgets", "floor"),
        ("budget_windows", "ceiling"),
        ("budget_windows", "floor"),
        ("member_states", "burden_floor"),
        ("member_states", "burden_ceiling"),
        ("personnel", "posts_free"),
    }
)
"""Columns of what governments decide themselves."""
FARTHEST = 2**53
"""No figure moves up as far."""


class Moved(NamedTuple):
    """A figure that may move in one direction: +1 up, -1 down."""

    stipulation: Stipulation
    direction: int


def movable(everything: Iterable[Stipulation], kept: Collection[str] = ()) -> list[Stipulation]:
    """What a repair may move of all that is stipulated: law never, nor what is `kept`.

    `kept` are cells (`pledges!F7`) and names of sheets. RequestError for one that is neither.
    """
    everything = tuple(everything)
    known = {one.cell for one in everything} | {kind.sheet for kind in KINDS}
    pinned = {_spelt(word) for word in kept}
    for word in kept:
        if _spelt(word) not in known:
            raise RequestError(
                f"{word}: no cell or sheet of the workbook with a figure that holds plans back; "
                "name a cell such as pledges!F7, or a sheet such as budgets"
            )
    return [
        one
        for one in everything
        if (one.sheet, one.column) in MOVABLE
        and one.authority != "law"
        and not pinned & {one.cell, one.sheet}
    ]


def figures(model: Model, stipulations: Iterable[Stipulation]) -> dict[Moved, Figure]:
    """The rows of each figure that may move, of a model that was built with `movable`."""
    by_place = {Place(one.sheet, one.key, one.column): one for one in stipulations}
    sides: dict[Moved, list[tuple[int, int, int]]] = {}
    for row, sign in _elastic_sides(model):
        name = model.program.rows[row]
        place = place_of(name.family, name.codes)
        one = by_place.get(place) if place is not None else None
        if one is not None:
            sides.setdefault(Moved(one, -sign), []).append((row, sign, _step(model, name)))
    return {moved: _figure(moved, rows) for moved, rows in sides.items()}


def values(moved: Sequence[Moved], amounts: Sequence[int]) -> Mapping[Stipulation, int]:
    """The figures that change, with what they come to."""
    changed: dict[Stipulation, int] = {}
    for (one, direction), amount in zip(moved, amounts, strict=True):
        if amount:
            changed[one] = changed.get(one, one.own) + direction * amount
    return changed


def _elastic_sides(model: Model) -> Iterable[tuple[int, int]]:
    program = model.program
    for row in program.elastic.nonzero()[0].tolist():
        if program.row_lower[row] > -FREE:
            yield row, 1
        if program.row_upper[row] < FREE:
            yield row, -1


def _figure(moved: Moved, sides: Sequence[tuple[int, int, int]]) -> Figure:
    one, direction = moved
    most = FARTHEST if direction > 0 else one.own
    name = (one.sheet, *one.key, one.column, "up" if direction > 0 else "down")
    return Figure(name, one.size, most, tuple(sides))


def _step(model: Model, row: RowName) -> int:
    """By how much a unit of the figure moves the side of its row."""
    if row.family == "burden":
        return model.basis.key_money[row.codes[0]] // WHOLE
    return MILLE if row.family == "personnel" else 1


def _spelt(word: str) -> str:
    """A cell with its column in capitals."""
    sheet, mark, cell = word.strip().partition("!")
    return f"{sheet}{mark}{cell.replace('$', '').upper()}"
