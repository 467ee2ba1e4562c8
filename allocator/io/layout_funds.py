"""Funds that lend to member states, and what each may draw."""

from allocator.io.layout_columns import (
    code,
    free_text,
    money,
    share,
    state,
    yes_no,
)
from allocator.tables.input_sheet import CellKind, InputColumn, InputSheet

FUNDS = InputSheet(
    "funds",
    "Funds",
    "Loans for lots and shares of lines whose product is made and designed inside the Union to the "
    "extent the fund asks. A loan eases the budget; in the burden it counts in full.",
    (
        code("fund", "Code, such as SAFE.", key=True, defines="fund"),
        code(
            "group",
            "Group of states it lends to, or all.",
            refers=("group", "state"),
            words=("all",),
        ),
        share(
            "min_inside_share",
            "Least part of a product's value made inside; each product by itself.",
        ),
        yes_no("needs_design_authority", "Whether the design authority must lie inside."),
        InputColumn(
            "joint_from_period",
            CellKind.PERIOD,
            "From this period on it lends for joint buying alone: shares in pools, or lots of "
            "lines from which two of its states take delivery.",
            blank="joint buying is never asked",
            refers=("period",),
        ),
        free_text("legal_basis", "Regulation behind it."),
    ),
)

FUND_LIMITS = InputSheet(
    "fund_limits",
    "Fund limits",
    "The most a state may draw from a fund over the horizon. No row: nothing.",
    (
        code("fund", "Fund.", key=True, refers=("fund",)),
        state(),
        money("amount", "Most money drawn."),
    ),
)
