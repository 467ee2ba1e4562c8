"""The futures of a sweep as tables of a database, for whoever wants to question them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from allocator.domain.in_force import CODES
from allocator.domain.plan import NAMES
from allocator.study.sweep.told import Told

TEXT, WHOLE, REAL = "TEXT", "INTEGER", "REAL"
Value = str | int | float | None
Columns = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Records:
    """A table with its rows."""

    name: str
    columns: Columns
    key: int
    """How many of the columns, from the left, identify a row."""
    rows: Iterator[tuple[Value, ...]]


FUTURES: Columns = (
    ("future", TEXT),
    ("scenario", TEXT),
    ("draw", WHOLE),
    ("verdict", TEXT),
    ("reasons", TEXT),
    ("scenario_digest", TEXT),
    ("plan_digest", TEXT),
    ("european_share", REAL),
    ("missing_share", REAL),
    ("european_share_last", REAL),
    ("missing_share_last", REAL),
)
AIMS: Columns = (("future", TEXT), ("aim", TEXT), ("value", WHOLE), ("bound", WHOLE))
BURDENS: Columns = (
    ("future", TEXT),
    ("state", TEXT),
    ("basis_points", WHOLE),
    ("new_money_keur", WHOLE),
)
GIVEN: Columns = (
    ("future", TEXT),
    ("state", TEXT),
    ("capability", TEXT),
    ("numerator", WHOLE),
    ("denominator", WHOLE),
)
MISSING: Columns = (("future", TEXT), ("capability", TEXT), ("period", TEXT), ("units", WHOLE))
DECISIONS: Columns = (
    ("future", TEXT),
    ("decision", TEXT),
    *((name, TEXT) for name in CODES),
    ("value", WHOLE),
)


def records(futures: Sequence[Told]) -> tuple[Records, ...]:
    """Every future, and of those with a plan everything that is told of it."""
    return (
        Records("futures", FUTURES, 1, map(_future, futures)),
        Records("aims", AIMS, 2, _aims(futures)),
        Records("burdens", BURDENS, 2, _burdens(futures)),
        Records("given", GIVEN, 3, _given(futures)),
        Records("missing", MISSING, 3, _missing(futures)),
        Records("decisions", DECISIONS, 2 + len(CODES), _decisions(futures)),
    )


def _future(told: Told) -> tuple[Value, ...]:
    solved = told.plan is not None
    return (
        told.name,
        told.scenario,
        told.draw,
        told.verdict,
        "\n".join(told.reasons),
        told.scenario_digest,
        told.plan_digest,
        float(told.european) if solved else None,
        float(told.missing) if solved else None,
        float(told.european_last) if solved else None,
        float(told.missing_last) if solved else None,
    )


def _aims(futures: Sequence[Told]) -> Iterator[tuple[Value, ...]]:
    for told in futures:
        for name, aim in (told.aims or {}).items():
            yield told.name, name, aim.value, aim.bound


def _burdens(futures: Sequence[Told]) -> Iterator[tuple[Value, ...]]:
    for told in futures:
        for state, (points, money) in (told.burdens or {}).items():
            yield told.name, state, points, money


def _given(futures: Sequence[Told]) -> Iterator[tuple[Value, ...]]:
    for told in futures:
        for (state, capability), units in (told.given or {}).items():
            yield told.name, state, capability, units.numerator, units.denominator


def _missing(futures: Sequence[Told]) -> Iterator[tuple[Value, ...]]:
    for told in futures:
        for (capability, period), units in (told.missing_units or {}).items():
            yield told.name, capability, period, units


def _decisions(futures: Sequence[Told]) -> Iterator[tuple[Value, ...]]:
    """One row for each decision that is not zero; codes that it has not are empty."""
    for told in futures:
        for decision, names in NAMES.items():
            decided = getattr(told.plan, decision) if told.plan is not None else {}
            for codes, value in decided.items():
                named = dict(zip(names, codes, strict=True))
                yield told.name, decision, *(named.get(name, "") for name in CODES), value
