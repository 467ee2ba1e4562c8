"""Rows of lines and of component makers -> records."""

from collections.abc import Mapping
from typing import Any

from allocator.domain.production_line import Component, Payment, ProductionLine
from allocator.io.draft import Draft, record
from allocator.io.sheet_rows import Row

Members = Mapping[str, tuple[str, ...]]
"""States by group, by their own code, and under `all`."""
CONSTANT = ("step", "step_cost", "step_lead_months", "max_steps", "host_least_share")
"""What the maker of a component has once, though it has a row for every period."""


def lines(draft: Draft, members: Members) -> tuple[ProductionLine, ...]:
    """Production lines, their customers spelt out as states."""
    return tuple(_line(draft, row, members) for row in draft.rows("lines"))


def _line(draft: Draft, row: Row, members: Members) -> ProductionLine:
    values: Mapping[str, Any] = row.values
    names: tuple[str, ...] = values["customers"]
    if names == ("own",):
        customers: tuple[str, ...] = (values["host"],)
        if members.get(values["host"]) != customers:
            what = f'own customers, but the host "{values["host"]}" is no member state'
            draft.refuse("lines", row, "customers", what, "name the states it sells to, or all")
    else:
        customers = tuple(sorted({code for name in names for code in members[name]}))
    return record(
        ProductionLine,
        row,
        code=values["line"],
        customers=customers,
        design_authority_inside=values["design_authority"] == "inside",
        payment_profile=tuple(
            Payment(offset=offset, share=share) for offset, share in values["payment_profile"]
        ),
    )


def components(draft: Draft) -> tuple[Component, ...]:
    """Makers of components, their rows gathered."""
    makers: dict[tuple[Any, Any], list[Row]] = {}
    for row in draft.rows("components"):
        makers.setdefault((row.values["component"], row.values["host"]), []).append(row)
    for rows in makers.values():
        for row in rows[1:]:
            for column in CONSTANT:
                if row.values[column] != rows[0].values[column]:
                    what = f"{column} differs from row {rows[0].number} of the same maker"
                    remedy = "write the same value in every row of a component and host"
                    draft.refuse("components", row, column, what, remedy)
    return tuple(
        record(
            Component,
            rows[0],
            code=code,
            output=tuple(sorted((row.values["period"], row.values["output"]) for row in rows)),
        )
        for (code, _), rows in makers.items()
    )
