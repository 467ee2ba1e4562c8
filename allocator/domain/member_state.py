"""Member states, their money and their people."""

from typing import Annotated

from pydantic import Field

from allocator.domain.quantity import BasisPoint, KiloEuro, Posts, Thousandth
from allocator.domain.record import Record

Natural = Annotated[int, Field(ge=0)]


class MemberState(Record):
    """An ally that gives, buys and pays."""

    code: str
    name: str
    region: str
    gdp: Annotated[KiloEuro, Field(ge=0)]
    population: Natural
    """Thousand inhabitants."""
    nato_cost_share: Annotated[Thousandth, Field(ge=0)]
    """Thousandths of a per cent of NATO common funding."""
    burden_key: Annotated[Thousandth, Field(ge=0)] | None
    """The planner's own key, any unit; used when the policy names the key `column`."""
    baseline_effort: Annotated[KiloEuro, Field(ge=0)]
    """A year: what the state spends on defence without the plan; used by the measure `effort`."""
    burden_floor: Annotated[BasisPoint, Field(ge=0)] | None
    burden_ceiling: Annotated[BasisPoint, Field(ge=0)] | None
    """Least and most new money over the horizon, in basis points of the key money."""
    small_state: bool
    groups: tuple[str, ...]


class Budget(Record):
    """Money of a state in a period that is free for new capability."""

    state: str
    period: str
    ceiling: Annotated[KiloEuro, Field(ge=0)]
    floor: Annotated[KiloEuro, Field(ge=0)]
    carry_over_limit: Annotated[KiloEuro, Field(ge=0)]
    """Most unspent ceiling that may be carried from this period into the next."""


class BudgetWindow(Record):
    """Money of a state over several periods together, first and last included."""

    state: str
    first_period: str
    last_period: str
    ceiling: Annotated[KiloEuro, Field(ge=0)] | None
    floor: Annotated[KiloEuro, Field(ge=0)]


class Personnel(Record):
    """Posts of a state in a period beyond those that man today's force."""

    state: str
    period: str
    posts_free: Annotated[Posts, Field(ge=0)]
    """Posts that can be moved to new tasks, available again in every period."""
    posts_limit: Annotated[Posts, Field(ge=0)] | None
    """Most extra posts that may be filled by the end of the period; None: no limit but training."""
    pipeline: Annotated[Posts, Field(ge=0)]
    """Extra posts that training can fill within the period."""
