"""An attack on an extract: everything in it as linear equations, everything withheld as unknowns.

The attacker is the state the extract is for. It knows which states stand behind each figure, that
nothing is below zero and what is there comes in whole units, what one state may count for, and all
prices, instalments and work shares of lines and pools it buys from, pays for or works for. For each
withheld figure the least and the most it can be are found by linear programming. Unknowns that
stand in the same equations with the same factors are one column: what one of them may be follows
from the range of their sum.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

from ortools.linear_solver import pywraplp

Codes = tuple[str, ...]
SHARE = Fraction(1, 10)
"""Part of itself that the range of a figure must span."""
SLACK = 1e-6
"""What the least and the most may be off in floating point, relative to their size."""


class Unknown(NamedTuple):
    """A withheld figure, its true value and what is known of it beforehand."""

    name: Codes
    value: Fraction
    least: Fraction
    most: Fraction | None
    lot: Fraction


@dataclass
class Equation:
    """A stated figure: a sum of unknowns, between two values."""

    name: Codes
    factors: dict[Codes, Fraction]
    low: Fraction
    high: Fraction


@dataclass
class Attack:
    """What the attacker has to work with."""

    unknowns: dict[Codes, Unknown]
    equations: list[Equation] = field(default_factory=list)

    def value(self, factors: Mapping[Codes, Fraction]) -> Fraction:
        """What a sum of unknowns truly is."""
        return sum((f * self.unknowns[name].value for name, f in factors.items()), Fraction(0))


class Range(NamedTuple):
    """What a withheld figure may be, given all equations."""

    unknown: Unknown
    low: float
    high: float

    @property
    def narrow(self) -> bool:
        """Whether the figure is as good as told, which its limits do not tell already."""
        wanted = max(SHARE * self.unknown.value, self.unknown.lot)
        if self.unknown.most is not None:
            wanted = min(wanted, self.unknown.most - self.unknown.least)
        size = max(1.0, abs(self.low)) if self.high == float("inf") else max(1.0, abs(self.high))
        return self.high - self.low < float(wanted) - SLACK * size


def ranges(attack: Attack) -> Iterator[Range]:
    """Of every unknown that stands in an equation; of others nothing is told."""
    for columns, equations in _parts(attack):
        found = _solved(columns, equations)
        for column in columns:
            low, high = found[column.name]
            least, most = column.least, column.most
            for unknown in column.members:
                below = None if most is None or unknown.most is None else most - unknown.most
                others = float("inf") if below is None else float(below)
                alone = len(column.members) == 1
                yield Range(
                    unknown,
                    max(float(unknown.least), low - (0 if alone else others)),
                    min(
                        float("inf") if unknown.most is None else float(unknown.most),
                        high - float(least - unknown.least),
                    ),
                )


class Column(NamedTuple):
    """Unknowns that no equation tells apart."""

    name: Codes
    members: tuple[Unknown, ...]
    factors: Mapping[int, Fraction]
    """By equation."""

    @property
    def least(self) -> Fraction:
        """Of their sum."""
        return sum((unknown.least for unknown in self.members), Fraction(0))

    @property
    def most(self) -> Fraction | None:
        """Of their sum; None: no limit."""
        total = Fraction(0)
        for unknown in self.members:
            if unknown.most is None:
                return None
            total += unknown.most
        return total


Part = tuple[list[Column], list[Equation]]


def _parts(attack: Attack) -> Iterator[Part]:
    """Columns with the equations they stand in, such that no part shares one with another."""
    factors: dict[Codes, dict[int, Fraction]] = {name: {} for name in attack.unknowns}
    for index, equation in enumerate(attack.equations):
        for name, factor in equation.factors.items():
            if factor:
                factors[name][index] = factor
    groups: dict[tuple[tuple[int, Fraction], ...], list[Codes]] = {}
    for name, of in factors.items():
        groups.setdefault(tuple(of.items()), []).append(name)
    columns = [
        Column(names[0], tuple(attack.unknowns[name] for name in names), dict(key))
        for key, names in groups.items()
        if key
    ]
    root = list(range(len(attack.equations)))

    def top(index: int) -> int:
        while root[index] != index:
            index = root[index]
        return index

    for column in columns:
        for index in column.factors:
            root[top(index)] = top(next(iter(column.factors)))
    parts: dict[int, Part] = {}
    for column in columns:
        key = top(next(iter(column.factors)))
        parts.setdefault(key, ([], attack.equations))[0].append(column)
    yield from parts.values()


def _solved(
    columns: list[Column], equations: list[Equation]
) -> Mapping[Codes, tuple[float, float]]:
    """The range of each column."""
    solver = pywraplp.Solver.CreateSolver("GLOP")
    # Presolve does not tell what has no end from what cannot be.
    assert solver.SetSolverSpecificParametersAsString("use_preprocessing: false")
    endless = solver.infinity()
    variables = {
        column.name: solver.NumVar(
            float(column.least), endless if column.most is None else float(column.most), ""
        )
        for column in columns
    }
    rows: dict[int, list[tuple[Column, Fraction]]] = {}
    for column in columns:
        for index, factor in column.factors.items():
            rows.setdefault(index, []).append((column, factor))
    for index, terms in rows.items():
        size = max(abs(factor) for _, factor in terms)
        equation = equations[index]
        row = solver.Constraint(float(equation.low / size), float(equation.high / size))
        for column, factor in terms:
            row.SetCoefficient(variables[column.name], float(factor / size))
    found = {}
    for column in columns:
        # Where others have no limit, each member may be as little as it must.
        shared = column.most is None and len(column.members) > 1
        variable = variables[column.name]
        low = float(column.least) if shared else end(solver, variable, maximised=False)
        found[column.name] = low, end(solver, variable, maximised=True)
    return found


def end(solver: pywraplp.Solver, variable: pywraplp.Variable, *, maximised: bool) -> float:
    """The least or the most that a variable can be."""
    objective = solver.Objective()
    objective.Clear()
    objective.SetCoefficient(variable, 1)
    objective.SetOptimizationDirection(maximised)
    status = solver.Solve()
    endless = status == pywraplp.Solver.UNBOUNDED
    assert endless or status == pywraplp.Solver.OPTIMAL, status
    return float("inf") if endless else float(objective.Value())
