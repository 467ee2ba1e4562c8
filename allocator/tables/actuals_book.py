"""What a workbook of actuals says: of which plan it is, its rows, and what contradicts in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from allocator.tables.actuals_sheets import FORMAT, GIVEN, KEY, YES_OR_NO, Key
from allocator.tables.plan_sheets import cell_check


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """What the plan says in a row."""

    key: Key
    name: str
    begins: str
    """`2027-01`; empty where there is no period."""
    planned: int
    unit: str
    planned_money: int | None
    """kEUR."""
    row: int

    @property
    def yes_or_no(self) -> bool:
        """Whether its figure is one of the two."""
        return self.key[1] in YES_OR_NO

    @property
    def texts(self) -> Mapping[str, str]:
        """Each given cell as its check sees it."""
        return {
            **dict(zip(KEY, self.key, strict=True)),
            "name": self.name,
            "begins": self.begins,
            "planned": str(self.planned),
            "unit": self.unit,
            "planned_money": "" if self.planned_money is None else str(self.planned_money),
            "row": str(self.row),
        }

    @property
    def check(self) -> str:
        """Four digits for each of them, in the order of `GIVEN`."""
        texts = self.texts
        return "-".join(cell_check(column.name, texts[column.name]) for column in GIVEN)


@dataclass(frozen=True, slots=True)
class Told:
    """What states say in a row; None: not yet known."""

    actual: int | None = None
    money: int | None = None
    """kEUR."""
    source: str = ""
    date: str = ""
    reported_in: str = ""

    @property
    def known(self) -> bool:
        """Whether it says anything of the figures."""
        return self.actual is not None or self.money is not None


@dataclass(frozen=True, slots=True)
class Claim:
    """One of several figures for one cell."""

    key: Key
    figure: str
    """One of `FIGURES`."""
    value: int
    source: str
    date: str
    place: str
    """`[norway.xlsx]actuals!I7`."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What the sheet settings says; the plan by its fingerprints."""

    as_of: str
    title: str
    marking: str
    what_if: str
    plan: str
    """Name of the plan's file."""
    plan_digest: str
    scenario_digest: str
    begins: str
    """Month in which the plan begins, `2026-01`."""
    ends: str
    """First month after its last period."""
    format: str = FORMAT


@dataclass(frozen=True, slots=True)
class ActualsBook:
    """A whole workbook of actuals."""

    heading: Heading
    rows: tuple[tuple[PlannedRow, Told], ...]
    claims: tuple[Claim, ...] = field(default=())
    """What files contradict each other in; these cells are blank."""
