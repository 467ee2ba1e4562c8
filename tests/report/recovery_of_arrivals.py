"""An attack on what newly comes: the reader also knows that what a state gives does not fall."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import pairwise

from ortools.linear_solver import pywraplp

from allocator.accounts.decisions import Series
from tests.report.reading import rows
from tests.report.recovery import Range, Unknown, end
from tests.report.recovery_reader import Reader, is_told


def arrivals(reader: Reader) -> Iterator[Range]:
    """The range of every contribution that was nothing the period before, where a total is told."""
    told = {
        str(line["capability"])
        for line in rows(reader.tables["all_capabilities"])
        if is_told(line["european"])
    }
    given = reader.view.ledger.decisions.contribution
    for code in sorted(told):
        others = {s: x for (s, c), x in given.items() if c == code and s != reader.state}
        if any(first == 0 < then for series in others.values() for first, then in _pairs(series)):
            yield from _ranges(reader, code, others)


def _pairs(series: Series) -> Iterator[tuple[int, int]]:
    return pairwise(series)


def _ranges(reader: Reader, code: str, given: Mapping[str, Series]) -> Iterator[Range]:
    solver = pywraplp.Solver.CreateSolver("GLOP")
    stock = reader.view.ledger.stock
    variables = {
        (state, at): solver.NumVar(
            min(units, 1), max(units, stock.limit(state, code)[at]) if units else 0, ""
        )
        for state, series in given.items()
        for at, units in enumerate(series)
    }
    for at in reader.view.ledger.periods:
        total = sum(series[at] for series in given.values())
        solver.Add(sum(variables[state, at] for state in given) == total)
    for state, series in given.items():
        for at, (before, now) in enumerate(_pairs(series), 1):
            if now >= before:
                solver.Add(variables[state, at] >= variables[state, at - 1])
    lot = Fraction(reader.view.scenario.capability_by_code[code].lot)
    for state, series in given.items():
        for at, (before, now) in enumerate(_pairs(series), 1):
            if before == 0 < now:
                most = Fraction(max(now, stock.limit(state, code)[at]))
                unknown = Unknown(
                    ("give", state, code, str(at)), Fraction(now), Fraction(1), most, lot
                )
                low, high = (end(solver, variables[state, at], maximised=m) for m in (False, True))
                yield Range(unknown, low, high)
