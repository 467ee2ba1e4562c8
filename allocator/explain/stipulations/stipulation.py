"""One cell of a workbook that holds plans back."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Literal

from allocator.domain.address_book import Key
from allocator.domain.capability import Contract
from allocator.domain.quantity import MILLE, WHOLE
from allocator.domain.record import Record
from allocator.domain.rule import Pledge
from allocator.domain.scenario import Scenario
from allocator.explain.stipulations.plenty import Plenty
from allocator.report.numbers import amount, rounded

Measure = Literal[
    "money",
    "units",
    "share",
    "posts",
    "rate",
    "months",
    "lots",
    "shares",
    "members",
    "steps",
    "pools",
    "yes",
]
"""What the figure counts: `share` and `rate` are basis points and thousandths of a unit, `yes` is
1 where the row says what it forbids or demands."""
UNITS: Mapping[Measure, int] = {"money": MILLE, "share": 100, "rate": MILLE}
"""A unit of the workbook in the figure's own; of all others it is 1."""
Loosens = Literal["up", "down", "both"]
"""In which direction the figure leaves more room; `both`: it leaves none on either side."""
Authority = Literal["own", "agreed", "fact", "law"]
AUTHORITIES: tuple[Authority, ...] = ("own", "agreed", "fact", "law")
"""Who can change the figure, the easiest first: the planner or one capital alone, several together,
industry and people in time, and parliaments and courts."""


@dataclass(frozen=True, slots=True)
class Kind:
    """All stipulations of one column of one sheet."""

    name: str
    sheet: str
    column: str
    family: str
    """The family of the model that holds plans to it."""
    field: str
    """Where its records are in a scenario."""
    identity: Callable[[Any], Key]
    """Tells the records of the field apart."""
    figures: Callable[[Scenario, Any], Iterable[tuple[Key, int]]]
    """The key of the row in the workbook and the figure, for each that a record holds."""
    edited: Callable[[Scenario, Any, Key, int | None], Record | None]
    """The record with another figure, or with none; None where the row goes."""
    open_at: Callable[[Plenty, Any], int | None]
    """The figure that holds nothing back; None: none does, the cell is blank or the row gone."""
    words: Callable[[Scenario, Any, Key, str], str]
    """What the row says, given its figure as a text; no stop at the end."""
    measure: Measure
    loosens: Loosens
    authority: Authority | Callable[[Any], Authority]
    basis: Callable[[Any], str] = lambda _: ""
    """Legal basis."""
    missing: Callable[[Scenario], Iterable[Record]] = lambda _: ()
    """Records that stand for rows that are not there: nought where a figure could be."""


def by_law(record: Any) -> Authority:
    """What has no legal basis is policy."""
    return "law" if record.legal_basis else "agreed"


def column_kind(
    name: str,
    place: str,
    family: str,
    identity: Callable[[Any], Key],
    words: Callable[[Scenario, Any, str], str],
    *,
    open_at: int | Callable[[Plenty, Any], int | None] | None = None,
    measure: Measure,
    loosens: Loosens,
    authority: Authority | Callable[[Any], Authority],
    field: str = "",
    row_goes: bool = False,
    binds: Callable[[Any], bool] = lambda _: True,
    basis: Callable[[Any], str] = lambda _: "",
    missing: Callable[[Scenario], Iterable[Record]] = lambda _: (),
) -> Kind:
    """A kind whose records hold one figure each.

    `place` is `sheet.column`; records are in the field of the sheet's name unless another is given,
    and the figure in the attribute of the column's. A blank figure, and a record that does not
    bind, stipulates nothing. `open_at` may be the same for every record. With `row_goes` no figure
    means no row.
    """
    sheet, column = place.split(".")

    def figures(_: Scenario, record: Any) -> Iterable[tuple[Key, int]]:
        own = getattr(record, column)
        if own is not None and binds(record):
            yield identity(record), int(own)

    def edited(_: Scenario, record: Any, _key: Key, value: int | None) -> Record | None:
        if value is None and row_goes:
            return None
        typed = bool(value) if isinstance(getattr(record, column), bool) else value
        changed: Record | None = record.model_copy(update={column: typed})
        return changed

    return Kind(
        name,
        sheet,
        column,
        family,
        field or sheet,
        identity,
        figures,
        edited,
        open_at if callable(open_at) else lambda _plenty, _row: open_at,
        lambda scenario, record, _, figure: words(scenario, record, figure),
        measure,
        loosens,
        authority,
        basis,
        missing,
    )


@dataclass(frozen=True, slots=True)
class Stipulation:
    """A figure of the workbook that leaves plans less room than none would."""

    kind: str
    key: Key
    """Of the workbook's row."""
    sheet: str
    column: str
    cell: str
    """`sheet!C7`."""
    family: str
    own: int
    """The figure as the workbook has it."""
    open_value: int | None = field(compare=False)
    """The figure that holds nothing back; None: a blank cell, or no such row."""
    measure: Measure
    loosens: Loosens
    authority: Authority
    words: str
    """What it says, as running text."""
    basis: str
    record: Record = field(compare=False, repr=False)
    origin: Kind = field(compare=False, repr=False)

    @property
    def name(self) -> tuple[str, Key]:
        """Tells it apart from all others of its scenario."""
        return self.kind, self.key

    @property
    def codes(self) -> frozenset[str]:
        """The codes that the row names: of its key or, where rows are numbered, its others."""
        match self.record:
            case Pledge(state=state, code=code):
                return frozenset(filter(None, (state, code)))
            case Contract(holder=holder, capability=code, line=line):
                return frozenset(filter(None, (holder, code, line)))
            case _:
                return frozenset(self.key)

    def text(self, value: int) -> str:
        """A figure of its kind as sentences have it."""
        return worded(self.measure, value)

    @property
    def size(self) -> int:
        """What a change is measured by: the own figure; where that is nought, a unit as the
        workbook counts: EUR 1 m, a per cent, a unit, a post, a yes."""
        return abs(self.own) or UNITS.get(self.measure, 1)

    def change(self, value: int) -> Fraction:
        """How far a figure is from the own one, as a part of its size."""
        return Fraction(abs(value - self.own), self.size)


def worded(measure: Measure, value: int) -> str:
    """A figure in words: `EUR 12.3 bn`, `40 %`, `12.5`."""
    match measure:
        case "money":
            return amount(value)
        case "share":
            return f"{rounded(Fraction(100 * value, WHOLE), 0 if value % 100 == 0 else 2)} %"
        case "rate":
            return rounded(Fraction(value, MILLE), 0 if value % MILLE == 0 else 3)
        case "yes":
            return "yes" if value else "no"
        case _:
            return f"{value:,}"
