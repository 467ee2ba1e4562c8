"""Member states, their money and their people."""

from allocator.io.layout_columns import (
    code,
    codes,
    decimal,
    free_text,
    money,
    period,
    share,
    state,
    text,
    whole,
    yes_no,
)
from allocator.tables.input_sheet import CellKind, InputColumn, InputSheet

MEMBER_STATES = InputSheet(
    "member_states",
    "Member states",
    "The allies among whom the burden is split.",
    (
        code("state", "Code, such as EST.", key=True, defines="state"),
        text("name", "Name."),
        free_text("region", "Region, for reports."),
        InputColumn("gdp", CellKind.BILLION, "Gross domestic product of a year.", "EUR bn"),
        decimal("population", "Inhabitants.", "million"),
        decimal(
            "nato_cost_share",
            "Share of NATO common funding as a number in per cent: 15.881 is 15.881 %.",
            "per cent",
            maximum=100_000,
        ),
        decimal(
            "burden_key",
            "Your own burden key in any unit; used where the setting burden_key names column.",
            "any",
            blank="none",
        ),
        money(
            "baseline_effort",
            "Yearly defence spending without the plan; used by the burden measure effort.",
            "EUR m a year",
            blank="none",
            default=0,
        ),
        share(
            "burden_floor",
            "Least new money over the horizon as a share of the key money.",
            blank="no floor",
        ),
        share(
            "burden_ceiling",
            "Most new money over the horizon as a share of the key money.",
            blank="no ceiling",
        ),
        yes_no("small_state", "Whether the small-state rules hold: large systems only in pools."),
        codes(
            "groups",
            "Groups the state belongs to, such as EU; SAFE.",
            blank="none",
            defines="group",
        ),
    ),
    required=True,
)

BUDGETS = InputSheet(
    "budgets",
    "Budgets",
    "Money free for new capability once today's force is paid: each state in each period.",
    (
        state(),
        period(),
        money("ceiling", "Most money."),
        money("floor", "Least money to be spent.", blank="no floor", default=0),
        money(
            "carry_over_limit",
            "Most unspent money carried into the next period.",
            blank="nothing is carried",
            default=0,
        ),
    ),
    required=True,
)

BUDGET_WINDOWS = InputSheet(
    "budget_windows",
    "Budget windows",
    "Money of a state over several periods together, the first and the last included, beside its "
    "budget of each period.",
    (
        state(),
        period("first_period", "First period of the window."),
        period("last_period", "Last period of the window."),
        money("ceiling", "Most money.", blank="no ceiling"),
        money("floor", "Least money to be spent.", blank="no floor", default=0),
    ),
)

PERSONNEL = InputSheet(
    "personnel",
    "Personnel",
    "Posts beyond those that man today's force. A state has a row for every period, or none: then "
    "its crews have no limit.",
    (
        state(),
        period(),
        whole("posts_free", "Posts that can move to new tasks, again in every period.", "posts"),
        whole(
            "posts_limit",
            "Most extra posts filled by the end of the period.",
            "posts",
            blank="no limit but training",
        ),
        whole("pipeline", "Extra posts that training can fill in the period.", "posts"),
    ),
)
