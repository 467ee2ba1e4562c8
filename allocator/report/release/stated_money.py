"""New money of all states by kind and period: which sums may be stated."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from allocator.accounts.charges import Charge, ChargeKind
from allocator.report.burden_split import KINDS
from allocator.report.release.conceivable import conceivable
from allocator.report.release.extract import Extract
from allocator.report.release.known import Known
from allocator.report.release.protection import Amount, Part, merged, protected

ROUNDING = 1_000
"""kEUR to which sums are rounded: a sum to the last euro gives away the prices that make it up."""
Place = tuple[ChargeKind, int]
"""Kind and position of the period."""


@dataclass(frozen=True, slots=True)
class Cell:
    """New money of a kind in a period, or of several together."""

    total: int
    """kEUR of all states."""
    parts: Mapping[str, Part]
    """Of the other states, rebates as if they were paid; at known prices, what they may know."""
    largest: int
    """Largest payment at a known price that is or could be in it: nobody must be able to tell that
    there is no room for one more."""

    @property
    def protected(self) -> bool:
        """Whether the total may be told."""
        return protected(self.parts, self.largest)


@dataclass(frozen=True, slots=True)
class Money:
    """What may be told of the sums, rounded; each figure withheld stands in one sum at most.

    A period's sum is told where the cells withheld in it are protected together; so that they are,
    further cells are withheld, the smallest first.
    """

    cells: Mapping[Place, Cell]
    """Kinds that can fall due in the period."""
    few: frozenset[Place]
    """Cells that are not protected."""
    following: frozenset[Place]
    """Cells that are withheld so that no other follows from a sum."""
    periods: frozenset[int]
    """Positions of the periods whose sum is told."""
    whole: bool
    """Whether the sum of everything is told."""

    @property
    def withheld(self) -> frozenset[Place]:
        """Cells that are not told."""
        return self.few | self.following

    def total(self, cells: Iterable[Place]) -> int:
        """Of these cells, rounded."""
        return rounded(sum(self.cells[place].total for place in cells))


def rounded(money: Amount) -> int:
    """To the nearest EUR million, halves up."""
    return (money + ROUNDING // 2) // ROUNDING * ROUNDING


def stated_money(extract: Extract, known: Known) -> Money:
    """What may be told to a reader who knows some of the prices."""
    cells = _cells(extract, known)
    few = frozenset(place for place, cell in cells.items() if not cell.protected)
    following: set[Place] = set()
    told: set[int] = set()
    for at in extract.view.ledger.periods:
        here = {place: cell for place, cell in cells.items() if place[1] == at}
        added = complement(here, few)
        if added is not None:
            told.add(at)
            following.update(added)
    left = [cells[place] for place in few if place[1] not in told]
    return Money(
        cells, few, frozenset(following), frozenset(told), not left or together(left).protected
    )


def complement(cells: Mapping[Place, Cell], few: frozenset[Place]) -> frozenset[Place] | None:
    """Further cells to withhold, so that all that is withheld is protected in the sum.

    None where it would not be even if all were.
    """
    hidden = [place for place in cells if place in few]
    free = sorted(cells.keys() - few, key=lambda place: (abs(cells[place].total), place))
    if not hidden:
        return frozenset()
    for count in range(len(free) + 1):
        if together(cells[place] for place in (*hidden, *free[:count])).protected:
            return frozenset(free[:count])
    return None


def together(cells: Iterable[Cell]) -> Cell:
    """Several cells as one."""
    listed = list(cells)
    return Cell(
        sum(cell.total for cell in listed),
        merged(cell.parts for cell in listed),
        max((cell.largest for cell in listed), default=0),
    )


def _cells(extract: Extract, known: Known) -> Mapping[Place, Cell]:
    """Of all kinds and periods in which anybody pays anything or could have to."""
    largest: dict[Place, int] = {}
    for charge in conceivable(extract):
        place, size = (charge.kind, charge.period), abs(charge.amount)
        if size:
            largest[place] = max(largest.get(place, 0), size if known.covers(charge) else 0)
    journal: dict[Place, list[Charge]] = {place: [] for place in largest}
    for charge in extract.view.ledger.charges:
        if charge.amount:
            journal.setdefault((charge.kind, charge.period), []).append(charge)
    return {
        place: _cell(extract, known, journal[place], largest.get(place, 0))
        for place in sorted(journal, key=lambda place: (KINDS.index(place[0]), place[1]))
    }


def _cell(extract: Extract, known: Known, charges: list[Charge], largest: int) -> Cell:
    hidden: dict[str, int] = {}
    open_: dict[str, int] = {}
    for charge in charges:
        if charge.state != extract.state:
            covered = known.covers(charge)
            side, size = open_ if covered else hidden, abs(charge.amount)
            side[charge.state] = side.get(charge.state, 0) + size
            largest = max(largest, size if covered else 0)
    parts = {
        state: Part(hidden.get(state, 0), known=open_.get(state, 0))
        for state in sorted({*hidden, *open_})
    }
    return Cell(sum(charge.amount for charge in charges), parts, largest)
