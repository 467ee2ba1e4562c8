"""All that a scenario stipulates, and the scenario with some of it changed or dropped."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from allocator.domain.address_book import Key
from allocator.domain.record import Record
from allocator.domain.scenario import Scenario
from allocator.explain.stipulations import (
    forces,
    industry,
    law,
    money,
    pools,
    promises,
    settings,
)
from allocator.explain.stipulations.plenty import Plenty
from allocator.explain.stipulations.stipulation import (
    AUTHORITIES,
    Kind,
    Stipulation,
    worded,
)

KINDS: tuple[Kind, ...] = (
    *promises.KINDS,
    *money.KINDS,
    *settings.KINDS,
    *pools.KINDS,
    *forces.KINDS,
    *industry.KINDS,
    *law.KINDS,
)


def stipulations(scenario: Scenario) -> tuple[Stipulation, ...]:
    """Every figure that leaves less room than none would, those easiest to change first.

    What a what-if leaves out stipulates nothing.
    """
    plenty = Plenty(scenario)
    found = [
        _stipulation(scenario, kind, record, key, own, kind.open_at(plenty, record))
        for kind in KINDS
        if scenario.policy.holds(kind.family)
        for record in (*_records(scenario, kind.field), *kind.missing(scenario))
        for key, own in kind.figures(scenario, record)
    ]
    narrow = [one for one in found if one.open_value != one.own]
    return tuple(sorted(narrow, key=lambda one: AUTHORITIES.index(one.authority)))


def altered(scenario: Scenario, changes: Mapping[Stipulation, int | None]) -> Scenario:
    """The scenario with other figures; None leaves a cell blank or a row out."""
    by_field: dict[str, dict[Key, list[tuple[Stipulation, int | None]]]] = {}
    for one, value in changes.items():
        identity = one.origin.identity(one.record)
        by_field.setdefault(one.origin.field, {}).setdefault(identity, []).append((one, value))
    edited = {field: _edited(scenario, field, wanted) for field, wanted in by_field.items()}
    return scenario.replaced(**edited)


def without(scenario: Scenario, dropped: Collection[Stipulation]) -> Scenario:
    """The scenario in which these hold nothing back."""
    return altered(scenario, {one: one.open_value for one in dropped})


def _stipulation(
    scenario: Scenario, kind: Kind, record: Any, key: Key, own: int, open_value: int | None
) -> Stipulation:
    authority = kind.authority if isinstance(kind.authority, str) else kind.authority(record)
    return Stipulation(
        kind.name,
        key,
        kind.sheet,
        kind.column,
        scenario.book.address(kind.sheet, key, kind.column),
        kind.family,
        own,
        open_value,
        kind.measure,
        kind.loosens,
        authority,
        kind.words(scenario, record, key, worded(kind.measure, own)),
        kind.basis(record),
        record,
        kind,
    )


def _records(scenario: Scenario, field: str) -> tuple[Record, ...]:
    records: Record | tuple[Record, ...] = getattr(scenario, field)
    return records if isinstance(records, tuple) else (records,)


def _edited(
    scenario: Scenario, field: str, wanted: Mapping[Key, Sequence[tuple[Stipulation, int | None]]]
) -> object:
    """The records of a field, each with all its changes; rows that were missing are added."""
    identity = next(iter(wanted.values()))[0][0].origin.identity
    there: dict[Key, Record] = {identity(record): record for record in _records(scenario, field)}
    for key, changes in wanted.items():
        there.setdefault(key, changes[0][0].record)
    records: list[Record] = []
    for key, record in there.items():
        changed: Record | None = record
        for one, value in wanted.get(key, ()):
            if changed is not None:
                changed = one.origin.edited(scenario, changed, one.key, value)
        if changed is not None:
            records.append(changed)
    return tuple(records) if isinstance(getattr(scenario, field), tuple) else records[0]
