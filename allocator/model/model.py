"""The built model: program, aims, and the way between plans and assignments."""

from collections.abc import Mapping
from dataclasses import dataclass

from allocator.domain.plan import Plan
from allocator.domain.policy import AimName
from allocator.domain.scenario import Scenario
from allocator.model.program import IntArray, LinearForm, Program


@dataclass(frozen=True, slots=True)
class Model:
    """What the engine works on. `allocator.model.build.build` makes it.

    The spread aim is the single variable "largest burden"; its rows keep it at or above every
    state's burden, so a held spread is a bound on that variable.
    """

    scenario: Scenario
    program: Program
    aims: Mapping[AimName, LinearForm]

    def vector(self, plan: Plan) -> IntArray:
        """The full assignment of a plan, auxiliary variables completed."""
        raise NotImplementedError

    def plan(self, vector: IntArray) -> Plan:
        """The plan of an assignment, with crews and carry at their least."""
        raise NotImplementedError

    def status_quo(self) -> IntArray:
        """The assignment in which nothing is ordered and each state gives what it has."""
        raise NotImplementedError
