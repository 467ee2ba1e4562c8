"""Rows of lines and of component makers -> records."""

from collections.abc import Mapping, Sequence
from typing import Any

from allocator.domain.production_line import Component, Payment, ProductionLine
from allocator.io.draft import Draft, record
from allocator.io.sheet_rows import Row

Members = Mapping[str, tuple[str, ...]]
"""States by group, by their own code, and under `all`."""
CONSTANT = ("step", "step_cost", "step_lead_months", "max_steps", "host_least_share")
"""What the maker of a component has once, though it has a row for every period."""
GROWTH = {
    "step_cost": "write what a step costs, 0 if it is free, or leave max_steps blank",
    "step_lead_months": "write the months, 0 if it adds at once, or leave max_steps blank",
}
"""What a maker that grows must say of a step, with the remedy where it does not."""


def lines(draft: Draft, members: Members) -> tuple[ProductionLine, ...]:
    """Production lines, their customers spelt out as states."""
    return tuple(_line(draft, row, members) for row in draft.rows("lines"))


def _line(draft: Draft, row: Row, members: Members) -> ProductionLine:
    values: Mapping[str, Any] = row.values
    names: tuple[str, ...] = values["customers"]
    if names == ("own",):
        customers: tuple[str, ...] = (values["host"],)
        if values["host"] and members.get(values["host"]) != customers:
            what = f'own customers, but the host "{values["host"]}" is no member state'
            draft.refuse("lines", row, "customers", what, "name the states it sells to, or all")
    else:
        customers = tuple(sorted({code for name in names for code in members[name]}))
    return record(
        ProductionLine,
        row,
        code=values["line"],
        customers=customers,
        **_growth(draft, "lines", row),
        design_authority_inside=values["design_authority"] == "inside",
        payment_profile=tuple(
            Payment(offset=offset, share=share) for offset, share in values["payment_profile"]
        ),
    )


def _growth(draft: Draft, sheet: str, row: Row) -> dict[str, Any]:
    """What a step costs and how long it takes. A blank is zero only where there are no steps."""
    steps = row.values["max_steps"]
    for column, remedy in GROWTH.items():
        if steps and row.values[column] is None:
            draft.refuse(sheet, row, column, f"blank, but max_steps is {steps}", remedy)
    return {column: row.values[column] or 0 for column in GROWTH}


def components(draft: Draft) -> tuple[Component, ...]:
    """Makers of components, their rows gathered."""
    makers: dict[tuple[Any, Any], list[Row]] = {}
    for row in draft.rows("components"):
        makers.setdefault((row.values["component"], row.values["host"]), []).append(row)
    for rows in makers.values():
        _require_sameness(draft, rows)
    return tuple(
        record(
            Component,
            rows[0],
            **_growth(draft, "components", rows[0]),
            code=code,
            output=tuple(sorted((row.values["period"], row.values["output"]) for row in rows)),
        )
        for (code, _), rows in makers.items()
    )


def _require_sameness(draft: Draft, rows: Sequence[Row]) -> None:
    for row in rows[1:]:
        for column in CONSTANT:
            if not _same(rows[0], row, column):
                what = f"{column} differs from row {rows[0].number} of the same maker"
                remedy = "write the same value in every row of a component and host"
                draft.refuse("components", row, column, what, remedy)


def _same(first: Row, row: Row, column: str) -> bool:
    """Where nothing grows a blank is as good as zero; a blank that is refused itself is passed."""
    wanted, found = first.values[column], row.values[column]
    if first.values["max_steps"]:
        return wanted is None or wanted == found
    return (wanted or 0) == (found or 0)
