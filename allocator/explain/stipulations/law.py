"""Licences, bans and data-sharing rules."""

from collections.abc import Callable, Iterable
from typing import Any

from allocator.domain.address_book import Key
from allocator.domain.production_line import Access
from allocator.domain.record import Record
from allocator.domain.rule import Rule
from allocator.domain.scenario import Scenario
from allocator.explain.stipulations.stipulation import Authority, Kind, by_law, column_kind


def _of_access(row: Access) -> tuple[str, str]:
    return row.line, row.state


def _who(row: Rule) -> str:
    return row.states[0] if len(row.states) == 1 else row.binds


def _row_kind(
    name: str,
    place: str,
    family: str,
    identity: Callable[[Any], Key],
    words: Callable[[Any], str],
    authority: Callable[[Any], Authority],
    binds: Callable[[Any], bool] = lambda _: True,
) -> Kind:
    """A kind whose rows say what they say by being there."""
    sheet, column = place.split(".")

    def figures(_: Scenario, record: Any) -> Iterable[tuple[Key, int]]:
        if binds(record):
            yield identity(record), 1

    def edited(_: Scenario, record: Any, _key: Key, value: int | None) -> Record | None:
        kept: Record = record
        return kept if value else None

    return Kind(
        name=name,
        sheet=sheet,
        column=column,
        family=family,
        field=sheet,
        identity=identity,
        figures=figures,
        edited=edited,
        open_at=lambda _plenty, _row: None,
        words=lambda _, row, _key, _figure: words(row),
        measure="yes",
        loosens="down",
        authority=authority,
        basis=lambda row: row.legal_basis,
    )


KINDS: tuple[Kind, ...] = (
    column_kind(
        "licence",
        "access.permitted",
        "access",
        _of_access,
        lambda _, row, _figure: f"{row.state} may not buy from {row.line}",
        open_at=1,
        measure="yes",
        loosens="up",
        authority="law",
        binds=lambda row: not row.permitted,
        basis=lambda row: row.legal_basis,
    ),
    column_kind(
        "licence delay",
        "access.delay_months",
        "lead_time",
        _of_access,
        lambda _, row, figure: f"{row.line} delivers to {row.state} {figure} months later",
        open_at=0,
        measure="months",
        loosens="down",
        authority="law",
        binds=lambda row: row.permitted and row.delay_months > 0,
        basis=lambda row: row.legal_basis,
    ),
    _row_kind(
        "ban",
        "rules.effect",
        "access",
        lambda row: row.key,
        lambda row: f"{_who(row)} may have nothing to do with {row.on}",
        by_law,
        lambda row: row.effect == "forbid",
    ),
    _row_kind(
        "exclusion",
        "exclusions.capability",
        "pooling",
        lambda row: (row.state, row.state_2, row.on),
        lambda row: f"{row.state} and {row.state_2} share no pool of {row.on}",
        lambda _: "law",
    ),
    column_kind(
        "inside share",
        "funds.min_inside_share",
        "origin",
        lambda row: (row.code,),
        lambda _, row, figure: f"{row.code} lends for what is made inside by {figure}",
        open_at=0,
        measure="share",
        loosens="down",
        authority="law",
        basis=lambda row: row.legal_basis,
    ),
    column_kind(
        "design authority",
        "funds.needs_design_authority",
        "origin",
        lambda row: (row.code,),
        lambda _, row, _figure: f"{row.code} lends only for what is designed inside",
        open_at=0,
        measure="yes",
        loosens="down",
        authority="law",
        binds=lambda row: bool(row.needs_design_authority),
        basis=lambda row: row.legal_basis,
    ),
)
"""Of access rows, bans, exclusions and funds' conditions."""
