"""The built model: program, aims, and the way between plans and assignments."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from allocator.domain.in_force import plan_in_force
from allocator.domain.plan import Plan
from allocator.domain.policy import AimName
from allocator.domain.scenario import Scenario
from allocator.errors import ModelError
from allocator.model.basis import Basis
from allocator.model.counted import Counting
from allocator.model.crews import least_crews
from allocator.model.decisions import Decisions
from allocator.model.financing import Financing
from allocator.model.linear_form import Completion
from allocator.model.program import IntArray, LinearForm, Program
from allocator.model.status_quo import status_quo


@dataclass(frozen=True, slots=True)
class Model:
    """What the engine works on. `allocator.model.build.build` makes it.

    The spread aim is the single variable "largest burden"; its rows keep it at or above every
    state's burden, so a held spread is a bound on that variable.
    """

    scenario: Scenario
    program: Program
    aims: Mapping[AimName, LinearForm]
    """In the order of the policy."""
    basis: Basis
    decisions: Decisions
    completions: Mapping[int, Completion]
    """Auxiliary variables in the order in which they are computed."""
    posts: Mapping[str, Sequence[int]]
    """For states with personnel rows: the variables of posts needed, by period."""
    financing: Financing
    """Of each state's new money."""
    counting: Counting

    def vector(self, plan: Plan) -> IntArray:
        """The full assignment of a plan, auxiliary variables completed.

        Crews are no variables and are passed over. ModelError where the plan cannot be said at
        all: it gives a value to a decision that is always zero, or two to one that is shared.
        """
        decided: dict[int, int] = {}
        for name, entries in self.decisions.entries.items():
            stated: Mapping[tuple[str, ...], int] = getattr(plan, name)
            for codes in stated.keys() - entries.keys():
                raise ModelError(f"{name}[{','.join(codes)}] is always zero in this scenario")
            for codes, variable in entries.items():
                value = stated.get(codes, 0)
                if decided.setdefault(variable, value) != value:
                    raise ModelError(f"{name}[{','.join(codes)}] differs from its twin")
        values = [decided.get(number, 0) for number in range(len(self.program.variables))]
        return np.array(self._completed(values), dtype=np.int64)

    def plan(self, vector: IntArray) -> Plan:
        """The plan of an assignment, with crews, loans and carry at their least."""
        values = self._completed(vector.tolist())
        decided: dict[str, dict[Any, int]] = {
            name: {codes: values[variable] for codes, variable in entries.items()}
            for name, entries in self.decisions.entries.items()
        }
        decided |= self.financing.stated(values)
        decided["crews"] = self._crews(values)
        return Plan(
            **{
                name: {codes: value for codes, value in stated.items() if value}
                for name, stated in decided.items()
            }
        )

    def status_quo(self) -> IntArray:
        """The assignment in which nothing is ordered and each state gives what it has."""
        plan = status_quo(self.basis, self.decisions, self.program.upper)
        return self.tightened(self.vector(plan))

    def in_force(self) -> IntArray | None:
        """The assignment nearest to the plan in force, which may break rows; None where there is
        none."""
        if not self.scenario.plan_in_force:
            return None
        return self.nearest(plan_in_force(self.scenario))

    def nearest(self, stated: Plan) -> IntArray:
        """The assignment nearest to a plan of a scenario that is nearly this one; it may break
        rows. What is always zero here is left out, and bounds are kept."""
        decided = np.minimum(self._decided(stated), self.program.upper)
        return np.array(self._completed(decided.tolist()), dtype=np.int64)

    def stated(self, stated: Plan) -> IntArray:
        """The same, but what the plan says of a decision stands beyond its bounds, too."""
        return np.array(self._completed(self._decided(stated)), dtype=np.int64)

    def _decided(self, stated: Plan) -> list[int]:
        values = [0] * len(self.program.variables)
        for name, entries in self.decisions.entries.items():
            held: Mapping[tuple[str, ...], int] = getattr(stated, name)
            for codes, variable in entries.items():
                values[variable] = held.get(codes, 0)
        return values

    def counted(self, vector: IntArray) -> IntArray:
        """The assignment with as much of combat capabilities counted as their enablers allow."""
        values = vector.tolist()
        for variable, units in self.counting.most(values).items():
            values[variable] = units
        return np.array(self._completed(values), dtype=np.int64)

    def tightened(self, vector: IntArray) -> IntArray:
        """The assignment of the same plan in which what follows from its decisions is as low, and
        what counts of combat capabilities as much, as they make it."""
        return self.counted(self.vector(self.plan(vector)))

    def settled(self, vector: IntArray) -> IntArray:
        """The assignment with loans and carry at their least, and the auxiliary variables that no
        capability owns computed anew."""
        values = vector.tolist()
        capability = self.program.labels["capability"]
        for number, complete in self.completions.items():
            if capability[number] < 0:
                values[number] = complete(values)
        for name, amounts in self.financing.stated(values).items():
            for codes, variable in self.decisions.entries[name].items():
                values[variable] = amounts[codes]
        return np.array(values, dtype=np.int64)

    def _completed(self, values: list[int]) -> list[int]:
        for number, complete in self.completions.items():
            values[number] = complete(values)
        return values

    def _crews(self, values: Sequence[int]) -> dict[tuple[str, str], int]:
        crews = {}
        for state, numbers in self.posts.items():
            rows = [self.scenario.personnel_by_key[state, code] for code in self.basis.codes]
            filled = least_crews([values[number] for number in numbers], rows)
            crews.update({(state, c): f for c, f in zip(self.basis.codes, filled, strict=True)})
        return crews
