"""Rows of funds and exclusions -> records."""

from collections.abc import Sequence

from allocator.domain.capability import Capability
from allocator.domain.fund import Fund
from allocator.domain.pool import Exclusion
from allocator.io.draft import Draft, record
from allocator.io.line_rows import Members


def funds(draft: Draft, members: Members) -> tuple[Fund, ...]:
    """Funds, the group each lends to spelt out as states."""
    return tuple(
        record(Fund, row, code=row.values["fund"], states=members[str(row.values["group"])])
        for row in draft.rows("funds")
    )


def exclusions(draft: Draft, capabilities: Sequence[Capability]) -> tuple[Exclusion, ...]:
    """Exclusions, `sensitive` spelt out as the capabilities that are."""
    sensitive = tuple(sorted(c.code for c in capabilities if c.sensitive))
    return tuple(
        record(
            Exclusion,
            row,
            on=row.values["capability"],
            capabilities=(
                sensitive
                if row.values["capability"] == "sensitive"
                else (str(row.values["capability"]),)
            ),
        )
        for row in draft.rows("exclusions")
    )
