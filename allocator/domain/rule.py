"""Rules of law and policy, and pledges."""

from typing import Annotated, Literal

from pydantic import Field

from allocator.domain.quantity import Thousandth
from allocator.domain.record import Record

Effect = Literal["forbid", "cap", "floor"]
Scope = Literal["capability", "line", "domain"]
PledgeObject = Literal["contribution", "order", "pool_join", "pool_open", "expansion"]
Relation = Literal["at_least", "exactly", "at_most"]


class Rule(Record):
    """A rule that binds each of `states` on what it names.

    forbid: the states neither buy, contribute, pool, fund nor host it. cap and floor: on units of
    their own contribution (scope capability) or of their own deliveries from the line (scope line),
    on money (scope domain); `value` is in thousandths of a unit or in kEUR.
    """

    code: str
    binds: str
    on: str
    """Code as the workbook gives them; with `code` they identify the row."""
    kind: str
    states: tuple[str, ...]
    scope: Scope
    capabilities: tuple[str, ...]
    """Capabilities named: one for scope capability, all of the domain for scope domain."""
    line: str | None
    effect: Effect
    value: Annotated[Thousandth, Field(ge=0)]
    legal_basis: str

    @property
    def key(self) -> tuple[str, str, str]:
        """Of its row in the workbook."""
        return self.code, self.binds, self.on


class Pledge(Record):
    """A promise or a demand about one decision by the end of a period.

    `state` is None for pool_open and expansion. `quantity` is units (contribution, order), steps
    (expansion) or 0/1 (pool_join, pool_open).
    """

    row: int
    """Distinguishes pledges that agree in every code."""
    state: str | None
    object: PledgeObject
    code: str
    period: str
    relation: Relation
    quantity: Annotated[int, Field(ge=0)]
    announced: bool
    basis: str
