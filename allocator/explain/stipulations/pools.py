"""What limits pools and who is in them."""

from collections.abc import Iterable
from typing import Any

from allocator.domain.address_book import Key
from allocator.domain.pool import Pool, PoolMember
from allocator.domain.quantity import WHOLE
from allocator.domain.record import Record
from allocator.domain.scenario import Scenario
from allocator.explain.stipulations.stipulation import Kind, by_law, column_kind


def _of_pool(row: Pool) -> tuple[str]:
    return (row.code,)


def _of_member(row: PoolMember) -> tuple[str, str]:
    return row.pool, row.state


def _start(scenario: Scenario, pool: Pool) -> Iterable[tuple[Key, int]]:
    """The position of the period, where it is not the first."""
    position = scenario.period_index[pool.start]
    if position:
        yield (pool.code,), position


def _started(scenario: Scenario, pool: Pool, _: Key, value: int | None) -> Record:
    return pool.model_copy(update={"start": scenario.periods[value or 0].code})


def _role(role: str) -> Any:
    def figures(_: Scenario, member: PoolMember) -> Iterable[tuple[Key, int]]:
        if member.role == role:
            yield _of_member(member), 1

    return figures


def _freed(role: str) -> Any:
    def edited(_: Scenario, member: PoolMember, _key: Key, value: int | None) -> Record:
        return member.model_copy(update={"role": role if value else "candidate"})

    return edited


def _role_kind(name: str, role: str, says: str, authority: Any) -> Kind:
    return Kind(
        name=name,
        sheet="pool_members",
        column="role",
        family="pooling",
        field="pool_members",
        identity=_of_member,
        figures=_role(role),
        edited=_freed(role),
        open_at=lambda _plenty, _row: 0,
        words=lambda _, row, _key, _figure: f"{row.state} {says} {row.pool}",
        measure="yes",
        loosens="down",
        authority=authority,
        basis=lambda row: row.legal_basis,
    )


KINDS: tuple[Kind, ...] = (
    column_kind(
        "least members",
        "pools.min_members",
        "pooling",
        _of_pool,
        lambda _, row, figure: f"{row.code} needs {figure} members",
        open_at=0,
        measure="members",
        loosens="down",
        authority="agreed",
        binds=lambda row: row.min_members > 0,
    ),
    column_kind(
        "most members",
        "pools.max_members",
        "pooling",
        _of_pool,
        lambda _, row, figure: f"{row.code} holds {figure} members that are not small states",
        open_at=lambda plenty, row: max(row.max_members, len(plenty.scenario.states)),
        measure="members",
        loosens="up",
        authority="agreed",
    ),
    column_kind(
        "least lots",
        "pools.min_lots",
        "pooling",
        _of_pool,
        lambda _, row, figure: f"{row.code} needs {figure} lots to operate",
        open_at=0,
        measure="lots",
        loosens="down",
        authority="agreed",
        binds=lambda row: row.min_lots > 0,
    ),
    column_kind(
        "pool size",
        "pools.max_lots",
        "pooling",
        _of_pool,
        lambda _, row, figure: f"{row.code} owns at most {figure} lots",
        open_at=lambda plenty, row: row.max_lots + plenty.lots(row.capability),
        measure="lots",
        loosens="up",
        authority="agreed",
    ),
    Kind(
        name="pool start",
        sheet="pools",
        column="start",
        family="pooling",
        field="pools",
        identity=_of_pool,
        figures=_start,
        edited=_started,
        open_at=lambda _plenty, _row: 0,
        words=lambda _, row, _key, _figure: f"{row.code} operates from {row.start} on",
        measure="months",
        loosens="down",
        authority="agreed",
    ),
    _role_kind("member by role", "member", "is in by its role whenever there is a", "own"),
    _role_kind("barred", "barred", "may not be in", by_law),
    column_kind(
        "framework nation",
        "pool_members.framework_eligible",
        "leadership",
        _of_member,
        lambda _, row, _figure: f"{row.state} cannot be the framework nation of {row.pool}",
        open_at=1,
        measure="yes",
        loosens="up",
        authority="agreed",
        binds=lambda row: not row.framework_eligible,
    ),
    column_kind(
        "least share",
        "pool_members.least_share",
        "pooling",
        _of_member,
        lambda _, row, figure: f"{row.state} takes at least {figure} shares of {row.pool}",
        open_at=0,
        measure="shares",
        loosens="down",
        authority="agreed",
        binds=lambda row: row.least_share > 0,
    ),
    column_kind(
        "most share",
        "pool_members.most_share",
        "pooling",
        _of_member,
        lambda _, row, figure: f"{row.state} takes at most {figure} shares of {row.pool}",
        open_at=lambda plenty, row: (
            row.most_share + plenty.shares(plenty.scenario.pool_by_code[row.pool].capability)
        ),
        measure="shares",
        loosens="up",
        authority="agreed",
    ),
    column_kind(
        "call",
        "calls.lots",
        "pooling",
        lambda row: (row.contingency, row.pool, row.state),
        lambda _, row, figure: (
            f"{row.state} calls for {figure} lots of {row.pool} in {row.contingency}"
        ),
        open_at=0,
        measure="lots",
        loosens="down",
        authority="agreed",
        binds=lambda row: row.lots > 0,
    ),
    column_kind(
        "availability",
        "pools.availability",
        "pooling",
        _of_pool,
        lambda _, row, figure: f"{figure} of the lots of {row.code} can answer calls",
        open_at=WHOLE,
        measure="share",
        loosens="up",
        authority="fact",
        binds=lambda row: row.availability < WHOLE,
    ),
)
"""Of pools, their members and what is called of them."""
