"""What the first sheet of a workbook of actuals tells those who fill it in."""

from collections.abc import Iterator

from allocator.tables.actuals_sheets import COLUMNS, FIGURES, OBJECTS, ORDER, TOLD

INTRODUCTION = (
    ("What this is", "What has become of a plan, row by row, next to what the plan promised."),
    (
        "What to do",
        "Write the month up to which you report into as_of on the sheet settings. Then fill "
        "actual, money, source and date on the sheet actuals for what you know. Leave the rest.",
    ),
    (
        "Blank",
        "A blank cell means not yet known, and never zero. What has not happened is a 0, or no.",
    ),
    (
        "Cumulative",
        "Where the unit says by the end of the period, write all there is by then, earlier periods "
        "included: such a figure never falls. Money is that of the period alone.",
    ),
    (
        "Past, running, future",
        "A period that has ended by as_of is past: its figure is final. One that has begun is "
        "running: write what there is so far. Rows of later periods are grey and stay blank.",
    ),
    (
        "Do not touch",
        "Columns with a sand-coloured ground come from the plan; each row carries a check of them. "
        "Sorting and filtering harm nothing. Rows of others may be deleted, none may be added. "
        "Columns whose names start with _ are yours.",
    ),
    ("Money", "In EUR million with at most three decimals; planned_money leaves out rebates."),
    (
        "Several files",
        "`allocator track merge A.xlsx B.xlsx -o merged.xlsx` puts the files of several states "
        "together. Where they contradict each other the cell stays blank, and the sheet conflicts "
        "lists who says what: write the figure that holds into the cell.",
    ),
)
MEANINGS = {
    "order": "lots that the line has delivered to the state",
    "contribution": "units that the state has assigned to the alliance",
    "pool_order": "lots that the line has delivered to the pool",
    "pool_share": "shares that the state has bought in them",
    "pool_join": "whether the state is in the pool",
    "pool_lead": "whether the state is the pool's framework nation",
    "pool_operating": "whether the pool operates",
    "expansion": "steps of expansion of the line that are decided",
    "funding": "tenths of such steps that the state has paid",
    "component_expansion": "steps of expansion of a maker of components that are decided",
    "component_funding": "tenths of such steps that the state has paid",
    "crews": "extra posts that the state has filled",
}


def help_lines() -> Iterator[tuple[str, str]]:
    """What is at issue, and what is to be known of it."""
    yield from INTRODUCTION
    for called in OBJECTS.values():
        yield f"object {called.name}", MEANINGS[called.name]
    for name in ORDER:
        yield f"column {name}", COLUMNS[name].help


def comment(name: str) -> str:
    """What is seen by those who point at the header."""
    column = COLUMNS[name]
    unit = f" ({column.unit})" if column.unit else ""
    filled = name in {each.name for each in TOLD}
    blank = "blank: not yet known" if name in FIGURES else "" if filled else "do not change"
    return "\n".join(filter(None, (f"{column.help}{unit}", blank)))
