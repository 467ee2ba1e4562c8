"""Where a conflict is looked for first: what stands close to demands and to rows that gave way."""

from collections.abc import Iterable, Iterator

from allocator.domain.outcome import ElasticRow
from allocator.explain.conflict.oracle import Kept, Oracle
from allocator.explain.places import Place, place_of


def rings(oracle: Oracle, demands: Kept) -> Iterator[Kept]:
    """Growing sets of stipulations around demands; the last has all that there are.

    First those that name no states, lines or pools but such as the demands name, then all that
    are about the same capabilities, money or people.
    """
    scenario, stipulations = oracle.scenario, oracle.stipulations
    named = frozenset[str]().union(*(stipulations[place].codes for place in demands))
    around = oracle.within(oracle.scope(demands))
    tables = (scenario.state_by_code, scenario.line_by_code, scenario.pool_by_code)
    foreign = frozenset[str]().union(*(set(t) - named for t in tables if not named.isdisjoint(t)))
    yield frozenset(place for place in around if foreign.isdisjoint(stipulations[place].codes))
    yield around
    yield oracle.everything


def hinted(oracle: Oracle, rows: Iterable[ElasticRow]) -> Kept:
    """Demands behind rows that gave way: their own, or those about the same capabilities, or about
    the same state where it is its money that gave way."""
    places = {
        Place(one.sheet, one.key, one.column): at for at, one in enumerate(oracle.stipulations)
    }
    found: set[int] = set()
    for row in rows:
        place = place_of(row.family, row.subject)
        at = places.get(place) if place is not None else None
        if at is None:
            continue
        found |= {at} & oracle.asking or _related(oracle, at)
    return frozenset(found)


def _related(oracle: Oracle, at: int) -> set[int]:
    """Demands that have to do with a stipulation that asks for nothing."""
    about, spoken = oracle.subjects[at], oracle.stipulations[at].codes
    if about is None:
        return {d for d in oracle.asking if spoken & oracle.stipulations[d].codes}
    return {d for d in oracle.asking if about & (oracle.subjects[d] or about)}
