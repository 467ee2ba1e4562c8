"""The settings that say how a scenario is judged."""

from typing import Annotated, Literal

from pydantic import Field

from allocator.domain.capability import Share
from allocator.domain.quantity import Thousandth
from allocator.domain.record import Record

AimName = Literal[
    "shortfall", "spread", "cost", "reliance", "even_call", "changes", "change_size", "tie_break"
]
AIMS: tuple[AimName, ...] = (
    "shortfall",
    "spread",
    "cost",
    "reliance",
    "even_call",
    "changes",
    "change_size",
    "tie_break",
)
"""All aims in their usual order, each strictly before the next."""
ARBITRARY: AimName = "tie_break"
"""Chooses among plans that are equally good: no plan is worth more or less by it."""
STEADINESS: frozenset[AimName] = frozenset({"changes", "change_size"})
"""Aims that speak of a plan in force, and of nothing where there is none."""

OPTIONAL_FAMILIES = (
    "access",
    "budget",
    "burden",
    "components",
    "concentration",
    "dependence",
    "enablers",
    "footprint",
    "lead_time",
    "leadership",
    "origin",
    "personnel",
    "pledges",
    "pooling",
)
"""Families that a what-if may leave out; requirement, holdings and capacity always hold."""

OWN_DECISIONS = {
    "budget": ("carry", "loan"),
    "components": ("component_expansion", "component_funding"),
    "leadership": ("lead",),
    "personnel": ("crews",),
}
"""Decisions that serve one family alone: they are not taken in a what-if without it."""

BurdenKey = Literal["gdp", "population", "nato_cost_share", "column"]


class KeyPart(Record):
    """A key and its weight in a blend of burden keys."""

    key: BurdenKey
    weight: Annotated[int, Field(gt=0)]


class ShortfallStep(Record):
    """Units missing up to `end` (basis points of the requirement) cost `price` each."""

    end: Share
    price: Annotated[int, Field(gt=0)]


class Policy(Record):
    """Settings of a scenario."""

    title: str
    schema_version: int
    classification: str
    price_base_year: int
    deadline_period: str
    aims: tuple[AimName, ...]
    """All aims; shortfall first, tie_break last."""
    tolerances: tuple[tuple[AimName, Annotated[int, Field(ge=0)]], ...]
    """Basis points by which a held aim may be given up for the ones after it."""
    leximin_rounds: Annotated[int, Field(ge=0)]
    """Rounds of burdens from the top that the aim spread settles; 0: as many as there are."""
    burden_key: tuple[KeyPart, ...]
    burden_measure: Literal["new_money", "effort"]
    """What is set against the key: new money alone, or with the baseline effort of the horizon."""
    shortfall_steps: tuple[ShortfallStep, ...]
    """Rising ends, rising prices; the last ends at 10,000."""
    concentration_cap: Share
    dependence_cap: Share
    return_rate: Annotated[int, Field(ge=0, le=10_000)]
    return_rule: Literal["hard", "elastic"]
    return_price: Annotated[Thousandth, Field(ge=0)]
    """Thousandths of a kEUR of aim 3 for each kEUR of return that is missing (elastic only)."""
    small_state_pool_limit: Annotated[int, Field(ge=0)] | None
    small_state_burden_ceiling: Annotated[int, Field(ge=0)] | None
    stand_alone_limit: bool
    """No state pays more than its key share of every requirement would cost it alone."""
    burden_limit_in_force: bool
    """No state pays more than in the plan in force."""
    families_off: tuple[str, ...]
    """Families left out of a what-if, sorted."""

    def holds(self, family: str) -> bool:
        """Whether the family is part of the model: always, but for a what-if without it."""
        return family not in self.families_off

    @property
    def decisions_off(self) -> tuple[str, ...]:
        """Decisions that are not taken, because the family they serve is left out."""
        return tuple(name for family in self.families_off for name in OWN_DECISIONS.get(family, ()))

    @property
    def what_if(self) -> str:
        """The mark of every output of a what-if; empty where all families hold."""
        off = ", ".join(self.families_off)
        return f"what-if: {off} ignored" if off else ""

    def tolerance(self, aim: AimName) -> int:
        """Basis points by which `aim` may be given up once it is held."""
        return dict(self.tolerances).get(aim, 0)

    def held_at(self, aim: AimName, least: int) -> int:
        """The most that `aim` may be while later aims are improved; `least` is what it reached."""
        return least * (10_000 + self.tolerance(aim)) // 10_000
