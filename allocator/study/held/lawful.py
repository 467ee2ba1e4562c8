"""What is left of a plan, with as much more taken out as it takes to keep every row."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from allocator.accounts.decisions import Codes, Decisions, Series, increases
from allocator.domain.plan import Plan
from allocator.model.linear_form import IntArray
from allocator.model.model import Model
from allocator.model.program import RowName
from allocator.study.held.remains import given, with_lots

GENTLE, ROUNDS = 24, 40
"""Rounds in which one delivery gives way for a row, and rounds in all."""
OF_POOLS = ("open", "join", "lead", "operating")


def lawful(model: Model, plan: Plan) -> Plan | None:
    """The plan without pools, lots and steps because of which rows are broken; None where that
    does not mend it. Rows that a first phase can mend may stay broken."""
    program = model.program
    for number in range(ROUNDS):
        plan = replace(plan, counted={})
        vector = model.tightened(model.counted(model.nearest(plan)))
        broken = np.nonzero((program.excess(vector) > 0) & ~program.elastic)[0].tolist()
        beyond = np.nonzero((vector < program.lower) | (vector > program.upper))[0].tolist()
        if not broken and not beyond:
            return model.plan(vector)
        cut = _Cut(model, plan, vector, gentle=number < GENTLE)
        for row in broken:
            cut.row(row)
        for variable in beyond:
            cut.bound(variable)
        plan = cut.plan
    return None


@dataclass(slots=True)
class _Cut:
    """A plan that is being cut down."""

    model: Model
    plan: Plan
    vector: IntArray
    gentle: bool

    def row(self, row: int) -> None:
        """Take out something that a broken row speaks of."""
        name, codes = self.model.program.rows[row], self.model.scenario.period_index
        match name:
            case RowName("pooling" | "leadership"):
                self._shut(self._named(row, "pool"))
            case RowName("capacity" | "components", (*_, first, last)) if (
                first in codes and last in codes
            ):
                self._deliver_less(self._named(row, "line"), codes[first], codes[last])
            case RowName("capacity", (line, period, "min_rate" | "runs")):
                self._deliver_less({line}, codes[period], codes[period], whole=True)
            case RowName("capacity" | "components", _):
                self._grow_less(self._named(row, "line"), name.codes[:2])
            case RowName("origin", (state, *_)):
                loans = {key: lent for key, lent in self.plan.loan.items() if key[0] != state}
                self.plan = replace(self.plan, loan=loans)
            case _:
                self._of_states(row)

    def bound(self, variable: int) -> None:
        """Of what follows from decisions and is too much, posts above all: the state's last
        delivery, or its first pool."""
        place = int(self.model.program.labels["state"][variable])
        if place < 0:
            return
        scenario = self.model.scenario
        state, last = scenario.states[place].code, len(scenario.periods) - 1
        if not self._deliver_less(set(scenario.line_by_code), 0, last, states={state}):
            self._shut(sorted(pool for member, pool in self.plan.join if member == state)[:1])

    def _of_states(self, row: int) -> None:
        """Of rows of money, people and shares in work: the last delivery that they speak of."""
        states, lines = self._named(row, "state") or None, self._named(row, "line")
        last = len(self.model.scenario.periods) - 1
        if not self.gentle:
            self._shut(self._named(row, "pool"))
            self._shut({pool for state, pool in self.plan.join if state in (states or ())})
            self._deliver_less(lines, 0, last, states=states, whole=True)
        elif not self._deliver_less(lines, 0, last, states=states):
            self._shut({pool for state, pool in self.plan.lead if state in (states or ())})

    def _named(self, row: int, label: str) -> set[str]:
        """Codes of the states, lines or pools of variables that push a row beyond its side."""
        program, scenario = self.model.program, self.model.scenario
        entries = slice(int(program.start[row]), int(program.start[row + 1]))
        touched, data = program.index[entries], program.data[entries]
        terms = data * self.vector[touched]
        pushing = terms > 0 if terms.sum() > program.row_upper[row] else terms < 0
        if not pushing.any():
            pushing = terms != 0
        places = set(program.labels[label][touched[pushing]].tolist())
        records: Any = {"state": scenario.states, "line": scenario.lines, "pool": scenario.pools}
        return {records[label][place].code for place in places if place >= 0}

    def _shut(self, pools: Iterable[str]) -> None:
        shut = set(pools)
        left: dict[str, Any] = {
            name: {key: 1 for key in getattr(self.plan, name) if not shut & set(_pool(name, key))}
            for name in OF_POOLS
        }
        left["pool_delivered"] = {
            key: lots for key, lots in self.plan.pool_delivered.items() if key[0] not in shut
        }
        left["pool_shares"] = {
            key: held for key, held in self.plan.pool_shares.items() if key[1] not in shut
        }
        self.plan = replace(self.plan, **left)

    def _deliver_less(
        self,
        lines: set[str],
        first: int,
        last: int,
        *,
        states: set[str] | None = None,
        whole: bool = False,
    ) -> bool:
        """Take the last delivery of lines within a window out, or all of them; whether there was
        any. `states`: only of these, where they buy anything themselves."""
        after = self.model.scenario
        decisions = Decisions(after, self.plan)
        own, pooled = dict(decisions.delivered), dict(decisions.pool_delivered)
        found = False
        for period in range(last, first - 1, -1):
            for buyers in (own, pooled):
                for key in sorted(buyers, reverse=True):
                    named = key[1] in lines and (states is None or key[0] in states)
                    new = increases(buyers[key])[period] if named else 0
                    if new:
                        buyers[key] = _fewer(buyers[key], period, new)
                        found = True
                        if not whole:
                            self._set(own, pooled)
                            return True
        self._set(own, pooled)
        return found

    def _set(self, own: dict[Codes, Series], pooled: dict[Codes, Series]) -> None:
        after = self.model.scenario
        self.plan = given(with_lots(self.plan, after, own, pooled), after)

    def _grow_less(self, lines: set[str], maker: Codes) -> None:
        """No steps of a line, or of a maker of a component."""
        left: dict[str, Any] = {
            "expansion": {k: n for k, n in self.plan.expansion.items() if k[0] not in lines},
            "funding": {k: n for k, n in self.plan.funding.items() if k[1] not in lines},
            "component_expansion": {
                k: n for k, n in self.plan.component_expansion.items() if k[:2] != maker
            },
            "component_funding": {
                k: n for k, n in self.plan.component_funding.items() if k[1:3] != maker
            },
        }
        self.plan = replace(self.plan, **left)


def _pool(name: str, key: Codes) -> Codes:
    return key[1:] if name in ("join", "lead") else key[:1]


def _fewer(series: Series, period: int, lots: int) -> Series:
    return (*series[:period], *(n - lots for n in series[period:]))
