"""Capabilities, what is required of them, and what is there or under contract."""

from allocator.io.layout_columns import (
    capability,
    code,
    decimal,
    free_text,
    money,
    period,
    share,
    state,
    text,
    unit_money,
    whole,
    yes_no,
    yes_no_or,
)
from allocator.tables.input_sheet import InputSheet

CAPABILITIES = InputSheet(
    "capabilities",
    "Capabilities",
    "Kinds of force or stock, each counted in whole units and bought in whole lots.",
    (
        code("capability", "Code.", key=True, defines="capability"),
        text("name", "Name."),
        text("domain", "Domain it belongs to; rules may name it.", defines="domain"),
        text("unit", "What one unit is: battery, aircraft, 1,000 rounds."),
        whole("lot", "Units bought at once.", "units", minimum=1),
        whole("priority", "Importance in the shortfall.", "1 to 9", minimum=1, maximum=9),
        free_text("kind", "Label, for reports."),
        yes_no("large_system", "Whether small states acquire it only through pools."),
        yes_no("sensitive", "Whether data-sharing rules touch it."),
        unit_money("operating_cost", "Yearly cost of a unit beyond today's force.", "EUR m a year"),
        unit_money(
            "readiness_cost",
            "Yearly cost of holding a contributed unit beyond today's force ready.",
            "EUR m a year",
            blank="none",
            default=0,
        ),
        whole("posts", "Posts of a unit beyond today's force.", "posts"),
        whole("shares_per_lot", "Shares into which a lot of a pool is cut.", "shares", minimum=1),
        share(
            "concentration_cap",
            "Most of the requirement that one state may cover.",
            blank="the setting concentration_cap",
        ),
        share(
            "dependence_cap",
            "Most of the requirement that outside support may cover from the deadline on.",
            blank="the setting dependence_cap",
        ),
        share("host_cap", "Most of the new lots that come from one host.", blank="no cap"),
        whole(
            "second_source_from",
            "New units above which two hosts must deliver.",
            "units",
            blank="no such rule",
        ),
    ),
    required=True,
)

REQUIREMENTS = InputSheet(
    "requirements",
    "Requirements",
    "Units the alliance needs: each capability in each period.",
    (capability(), period(), whole("units", "Units needed.", "units")),
    required=True,
)

OUTSIDE_SUPPORT = InputSheet(
    "outside_support",
    "Outside support",
    "Units offered by providers that are not member states. A provider named here may also host "
    "lines; one that only hosts lines has a row with 0 units.",
    (
        code("provider", "Code, such as USA.", key=True, defines="provider"),
        capability(),
        period(),
        whole("units", "Units offered.", "units"),
    ),
)

HOLDINGS = InputSheet(
    "holdings",
    "Holdings",
    "What states have today. A state and capability without a row holds none.",
    (
        state(),
        capability(),
        whole("units", "Units held today.", "units"),
        share(
            "available_share",
            "Part that can be given to the alliance.",
            blank="100 %",
            default=10_000,
        ),
    ),
)

RETIREMENTS = InputSheet(
    "retirements",
    "Retirements",
    "Units of today's holdings that leave service at the start of a period.",
    (state(), capability(), period(), whole("units", "Units that leave service.", "units")),
)

ORDER_BOOK = InputSheet(
    "order_book",
    "Order book",
    "Deliveries under contract today: they join holdings, use the line's capacity, and only their "
    "unpaid part costs money.",
    (
        code("holder", "State or pool that receives them.", refers=("state", "pool")),
        code(
            "line",
            "Line that delivers them.",
            blank="an outside supplier without a line here",
            refers=("line",),
        ),
        capability(key=False),
        period("period", "Period of delivery.", key=False),
        whole("units", "Units delivered.", "units"),
        money(
            "unpaid",
            "What is still owed in that period; always blank or 0 for a pool.",
            blank="nothing",
            default=0,
        ),
        free_text("basis", "Contract, or the key by which output was allotted."),
    ),
)

ENABLERS = InputSheet(
    "enablers",
    "Enablers",
    "What a combat capability needs beside it: units of it count only as far as their enablers are "
    "there, at alliance level.",
    (
        code(
            "combat_capability",
            "Capability that counts only with its enablers.",
            key=True,
            refers=("capability",),
        ),
        code(
            "enabler_capability",
            "Capability it needs.",
            key=True,
            refers=("capability",),
        ),
        decimal("per_unit", "Units of the enabler for one unit that counts.", "units", minimum=1),
        yes_no_or(
            "shared",
            "Whether the same enabler units may serve other capabilities as well.",
            default=False,
        ),
    ),
)
