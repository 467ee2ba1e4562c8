"""Production lines, what they deliver, to whom, with whose work and whose parts."""

from allocator.io.layout_columns import (
    capability,
    choice,
    code,
    codes,
    decimal,
    free_text,
    line,
    money,
    period,
    share,
    state,
    text,
    unit_money,
    whole,
    yes_no,
)
from allocator.tables.input_sheet import CellKind, InputColumn, InputSheet

MOST_MONTHS = 600
HOST = "Where it stands: a member state or an outside provider."
FIXED = "cannot be expanded"
UNGROWN = "cannot be expanded; a problem where max_steps is above 0"

EXPANSION = (
    decimal(
        "step", "Output a period that one expansion step adds.", "units", blank=FIXED, default=0
    ),
    money("step_cost", "Cost of a step; 0 if it is free.", blank=UNGROWN),
    whole(
        "step_lead_months",
        "From the decision to the added output; 0 if at once.",
        "months",
        blank=UNGROWN,
        maximum=MOST_MONTHS,
    ),
    whole("max_steps", "Most steps.", "steps", blank=FIXED, default=0),
    share(
        "host_least_share",
        "Least part of an expansion that the host state pays.",
        blank="none",
        default=0,
    ),
)
"""How a line, or the maker of a component, can grow."""

LINES = InputSheet(
    "lines",
    "Lines",
    "Production lines, each in one host and for one capability; a state's own force generation is "
    "a line too.",
    (
        code("line", "Code.", key=True, defines="line"),
        text("name", "What it makes."),
        free_text("company", "Who runs it."),
        code("host", HOST, refers=("state", "provider")),
        codes(
            "customers",
            "To whom it sells: all, own (its host alone), or groups and states such as EU; NOR.",
            refers=("group", "state"),
            words=("all", "own"),
        ),
        capability(key=False),
        unit_money("unit_price", "Price of a unit."),
        whole("lead_months", "From order to delivery.", "months", maximum=MOST_MONTHS),
        decimal(
            "min_rate",
            "Least units in a period in which it delivers anything new.",
            "units",
            blank="no least rate",
            default=0,
        ),
        *EXPANSION,
        share("inside_share", "Part of the product's value made inside the Union."),
        choice(
            "design_authority",
            "Where the right to change the design lies.",
            ("inside", "outside"),
        ),
        InputColumn(
            "payment_profile",
            CellKind.PROFILE,
            "When a price is paid, as periods from delivery : per cent, such as -2:30;-1:30;0:40.",
        ),
    ),
    required=True,
)

LINE_RATES = InputSheet(
    "line_rates",
    "Line rates",
    "Gross output of a line in a period, before expansions. No row: nothing is delivered then.",
    (line(), period(), decimal("units", "Units delivered.", "units")),
)

WORK_SHARES = InputSheet(
    "work_shares",
    "Work shares",
    "Where the work of a line is done. A line without rows gives all its work to its host; what "
    "the rows leave open falls to no member state.",
    (line(), state(), share("share", "Part of each payment that is work in the state.")),
)

PRICE_BANDS = InputSheet(
    "price_bands",
    "Price bands",
    "Lower unit prices of a line once all its new lots together reach a quantity (volume, or "
    "learning). What is saved comes back to the buyers in the last period.",
    (
        line(),
        InputColumn(
            "from_units",
            CellKind.WHOLE,
            "New units of all customers together from which the price holds.",
            "units",
            key=True,
            minimum=1,
        ),
        unit_money("unit_price", "Price of every new unit then."),
    ),
)

ACCESS = InputSheet(
    "access",
    "Access",
    "Exceptions for one state at one line. No row: the state may buy at the line's price.",
    (
        line(),
        state(),
        yes_no("permitted", "Whether the state may buy at all."),
        unit_money("price", "Unit price for this state.", blank="the line's"),
        whole(
            "posts",
            "Posts of a unit from this line in this state.",
            "posts",
            blank="the capability's",
        ),
        whole(
            "delay_months",
            "Added to the line's lead time.",
            "months",
            blank="no delay",
            default=0,
            maximum=MOST_MONTHS,
        ),
        free_text("legal_basis", "Licence, law or agreement behind the exception."),
    ),
)

COMPONENTS = InputSheet(
    "components",
    "Components",
    "Parts that several lines need: what each host makes in each period. No row: nothing is made "
    "then.",
    (
        code("component", "Code.", key=True, defines="component"),
        code("host", HOST, key=True, refers=("state", "provider")),
        period(),
        decimal("output", "Parts made in the period.", "parts"),
        *EXPANSION,
    ),
)

COMPONENT_USE = InputSheet(
    "component_use",
    "Component use",
    "Parts a line needs for a unit.",
    (
        line(),
        code("component", "Component.", key=True, refers=("component",)),
        decimal("per_unit", "Parts for one unit.", "parts"),
    ),
)
