"""The settings and the periods: how a scenario is judged and how time is cut."""

from allocator.domain.policy import AIMS, OPTIONAL_FAMILIES
from allocator.io.layout_columns import choice, code, decimal, period, share, text, whole, yes_no_or
from allocator.tables.input_sheet import CellKind, InputColumn, InputSheet

SCHEMA_VERSION = 1


def _tolerance(aim: str) -> InputColumn:
    return share(
        f"tolerance_{aim}",
        f"How much of the aim {aim} may be given up for the aims after it.",
        blank="nothing",
        default=0,
    )


SETTINGS: tuple[InputColumn, ...] = (
    text("title", "Name of the scenario, on every page."),
    whole(
        "schema_version",
        "Version of this layout.",
        "version",
        minimum=SCHEMA_VERSION,
        maximum=SCHEMA_VERSION,
    ),
    text("classification", "Marking printed on every page of the output."),
    whole(
        "price_base_year", "Year of whose prices all money is.", "year", minimum=1990, maximum=2100
    ),
    period(
        "deadline_period",
        "Period from which the dependence caps hold and at which the European share is read.",
        key=False,
    ),
    InputColumn(
        "aims",
        CellKind.AIMS,
        "All aims, most important first; shortfall is the first and tie_break the last. The two of "
        "steadiness (changes, change_size) count only where a plan is in force.",
        blank="; ".join(AIMS),
        default=AIMS,
        choices=AIMS,
    ),
    *(_tolerance(aim) for aim in AIMS[:-1]),
    whole(
        "leximin_rounds",
        "How far down the aim spread settles burdens, one round after the other: the largest "
        "burden and how many states bear it, then the next largest; 0 settles all of them.",
        "rounds",
        blank="3",
        default=3,
    ),
    InputColumn(
        "burden_key",
        CellKind.BLEND,
        "What a fair burden is measured against: one key, or a blend with whole-number weights "
        "such as gdp:70;population:30. The key called column is member_states.burden_key.",
        blank="gdp",
        default=(("gdp", 1),),
        choices=("gdp", "population", "nato_cost_share", "column"),
    ),
    choice(
        "burden_measure",
        "What is set against the key: new_money, or effort: the baseline effort of the horizon "
        "and new money together.",
        ("new_money", "effort"),
        blank="new_money",
        default="new_money",
    ),
    InputColumn(
        "shortfall_steps",
        CellKind.STEPS,
        "Price of a missing unit by how much is missing, such as 20:1;50:2;100:4: up to 20 % of "
        "the requirement a missing unit costs 1, from there to 50 % it costs 2, above that 4.",
        blank="20:1;50:2;100:4",
        default=((2_000, 1), (5_000, 2), (10_000, 4)),
    ),
    share(
        "concentration_cap",
        "Most of a requirement that one state may cover.",
        blank="50 %",
        default=5_000,
    ),
    share(
        "dependence_cap",
        "Most of a requirement that outside support may cover from the deadline on.",
        blank="50 %",
        default=5_000,
    ),
    share(
        "return_rate",
        "Least work a state gets back for the money it puts into lines.",
        blank="no such rule",
        default=0,
    ),
    choice(
        "return_rule",
        "Whether missing return is forbidden (hard) or priced (elastic).",
        ("hard", "elastic"),
        blank="elastic",
        default="elastic",
    ),
    decimal(
        "return_price",
        "Price of a euro of missing return in the aim cost, under the elastic rule.",
        "EUR per EUR",
        blank="1",
        default=1_000,
    ),
    whole("small_state_pool_limit", "Most pools a small state is in.", "pools", blank="no limit"),
    share(
        "small_state_burden_ceiling",
        "Most new money of a small state over the horizon, as a share of its key money.",
        blank="no ceiling",
    ),
    yes_no_or(
        "stand_alone_limit",
        "Whether no state pays more than it would cost it alone to reach its key share of every "
        "requirement.",
        default=False,
    ),
    yes_no_or(
        "burden_limit_in_force",
        "Whether no state pays more than in the plan in force.",
        default=False,
    ),
    InputColumn(
        "families_off",
        CellKind.WORDS,
        "Families of constraints left out of a what-if; every output says so.",
        blank="none",
        default=(),
        choices=OPTIONAL_FAMILIES,
    ),
)
"""The rows of the sheet settings: `name` is the key, the rest describes the cell `value`."""

SETTINGS_SHEET = InputSheet(
    "settings",
    "Settings",
    "How the scenario is judged: a row for each setting, its value written as the setting asks.",
    (
        code("key", "Name of the setting.", key=True),
        InputColumn("value", CellKind.TEXT, "Its value.", blank="the setting's default"),
    ),
    required=True,
)

PERIODS = InputSheet(
    "periods",
    "Periods",
    "Stretches of time in which needs, deliveries and payments are counted, without gaps.",
    (
        InputColumn("period", CellKind.PERIOD, "Code, such as 2026.", key=True, defines="period"),
        InputColumn(
            "start", CellKind.MONTH, "First month: a year such as 2026, or text such as 2026-07."
        ),
        whole("months", "Length.", "months", minimum=1, maximum=120),
        whole("weight", "Importance in the shortfall.", "1 to 10", minimum=1, maximum=10),
    ),
    required=True,
)
