"""Lists of the page: pools, what is missing, what is due, limits, proof."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from allocator.report.names import component_name
from allocator.report.page.grids import Record, block_with, grid, picked, records
from allocator.report.view import View
from allocator.tables.column import Column
from allocator.tables.page import Grid
from allocator.tables.plan_sheets import ROUND_COLUMNS
from allocator.tables.table import Row, Table

COUNTED = frozenset({"steps", "members"})
"""Units that the sheet `milestones` gives in the plural."""
PLURAL = {
    "order": "orders",
    "pool order": "pool orders",
    "expansion": "expansions",
    "pool": "pools",
}
"""Milestones that are decisions; what these lead to stands beside them on the sheet."""
POOLS = (
    Column("name", "Pool", "text"),
    Column("capability", "Capability", "text"),
    Column("leader", "Framework nation", "text"),
    Column("others", "Other members", "text"),
    Column("since", "Operates from", "code"),
    Column("stock", "Lots before"),
    Column("bought", "Lots bought"),
    Column("money", "Cost EUR m", "money"),
)
MISSING = {
    "name": "Capability",
    "period": "Period",
    "required": "Required",
    "european": "European",
    "support": "Outside",
    "missing": "Missing",
    "unit": "Unit",
    "part": "Missing, %",
    "binds": "What stands in the way",
}
DUE = (
    Column("decide_by", "Decide by", "code"),
    Column("what", "What", "text"),
    Column("for", "Of what", "text"),
    Column("quantity", "How much", "text"),
    Column("who", "Who decides", "text"),
    Column("there_by", "Counts from", "code"),
)
LIMITS = (
    Column("kind", "Kind", "text"),
    Column("words", "What it means", "prose"),
    Column("period", "Period", "text"),
    Column("used", "Used", "decimal"),
    Column("most", "Most", "decimal"),
    Column("unit", "Unit", "text"),
    Column("legal_basis", "Legal basis", "prose"),
)
AIMS = {
    "aim": "Aim",
    "measures": "What it measures",
    "value": "Value of the plan",
    "least": "Least in its turn",
    "bound": "Proven bound",
    "gap": "Gap of the least",
    "proven": "Proven",
    "unit": "Unit",
}
ITEMS = {"item": "Item", "value": "Value", "meaning": "Meaning"}


def pool_grid(view: View, pools: Table, members: Table) -> Grid:
    """Pools that are open, with their members."""
    joined = [row for row in records(members.blocks[0]) if row["in_pool"]]
    return grid(
        "pools-table", "Pools that the plan opens or keeps", POOLS, _pools(view, pools, joined)
    )


def _pools(view: View, pools: Table, joined: Sequence[Record]) -> Iterator[Row]:
    rows = records(pools.blocks[0])
    for code in view.pools:
        own = [row for row in rows if row["pool"] == code]
        since = next((row["period"] for row in own if row["operating"]), None)
        if since is None:
            continue
        inside = [row for row in joined if row["pool"] == code]
        pool = view.scenario.pool_by_code[code]
        yield (
            pool.name,
            view.short_capability(pool.capability),
            _names(view, (row for row in inside if row["framework_nation"])),
            _names(view, (row for row in inside if not row["framework_nation"])),
            since,
            own[-1]["stock_lots"],
            own[-1]["bought_lots"],
            sum(int(str(row["money"])) for row in inside),
        )


def _names(view: View, rows: Iterable[Record]) -> str:
    return ", ".join(view.state_name(str(row["state"])) for row in rows)


def looked_at_words(view: View) -> str:
    """When it is that requirements are looked at."""
    return "at the deadline and at the end" if len(view.looked_at) > 1 else "at the deadline"


def missing_grid(view: View, shortfalls: Table) -> Grid:
    """What is missing at the deadline and at the end, and what stands in the way."""
    block = block_with(shortfalls, *MISSING)
    period = block.frame.offset["period"]
    code, name = block.frame.offset["capability"], block.frame.offset["name"]
    rows = [
        (*row[:name], view.short_capability(str(row[code])), *row[name + 1 :])
        for row in block.rows
        if row[period] in view.looked_at
    ]
    caption = f"Requirements not met {looked_at_words(view)}"
    return picked("missing-table", caption, block, MISSING, rows)


def due_grid(view: View, milestones: Table) -> Grid:
    """What must be decided by when: decisions of one month on one thing are one row."""
    due: dict[tuple[str, str, str, str], list[Record]] = {}
    for row in records(milestones.blocks[0]):
        if row["what"] not in PLURAL:
            continue
        subject = str(row["capability"] or row["item"])
        key = (str(row["decide_by"]), str(row["what"]), subject, str(row["unit"]))
        due.setdefault(key, []).append(row)
    return grid(
        "due-table",
        "Decisions by the month in which they are due",
        DUE,
        (_due(view, key, rows) for key, rows in due.items()),
    )


def _due(view: View, key: tuple[str, str, str, str], rows: Sequence[Record]) -> Row:
    month, what, subject, unit = key
    known = subject in view.scenario.capability_by_code
    there = sorted({str(row["there_by"]) for row in rows})
    quantity = sum(int(str(row["quantity"])) for row in rows)
    return (
        month,
        what if len(rows) == 1 else f"{len(rows)} {PLURAL[what]}",
        view.short_capability(subject) if known else component_name(subject),
        _quantity(quantity, unit),
        ", ".join(dict.fromkeys(_who(view, row) for row in rows)),
        there[0] if len(there) == 1 else f"{there[0]} to {there[-1]}",
    )


def _quantity(number: int, unit: str) -> str:
    """`3 steps`, `1 step`; `5 × 10 missiles` of a unit that is a number itself."""
    if unit[:1].isdigit():
        return f"{number:,} × {unit}"
    return f"{number:,} {unit.removesuffix('s') if number == 1 and unit in COUNTED else unit}"


def _who(view: View, row: Record) -> str:
    """A name: of the state, the pool, or the host of the line that grows."""
    code = str(row["who"])
    if row["what"] in ("pool", "pool order"):
        return view.scenario.pool_by_code[code].name
    line = view.scenario.line_by_code.get(code) if row["what"] == "expansion" else None
    return view.state_name(code if line is None else line.host)


def limit_grid(limits: Table) -> Grid:
    """Limits reached; what is said alike of several periods is said once."""
    said: dict[tuple[object, ...], dict[str, None]] = {}
    for row in records(limits.blocks[0]):
        key = tuple(row[column.key] for column in LIMITS if column.key != "period")
        said.setdefault(key, {})[str(row["period"])] = None
    return grid("limits-table", "Limits the plan has reached", LIMITS, _limits(said))


def _limits(said: Mapping[tuple[object, ...], Iterable[str]]) -> Iterator[Row]:
    for (kind, words, *rest), periods in said.items():
        values = (kind, words, ", ".join(periods), *rest)
        yield tuple(v if isinstance(v, int | str | Fraction) else None for v in values)


def proof_grids(provenance: Table) -> tuple[Grid, ...]:
    """The aims with what is proven of them, the rounds of burdens where there are any, and how the
    plan came about."""
    aims, items = block_with(provenance, *AIMS), block_with(provenance, *ITEMS)
    rounds = [block for block in provenance.blocks if ROUND_COLUMNS[0] in block.frame.offset]
    return (
        picked("aims-table", "Aims in strict order, with their proof", aims, AIMS),
        *(
            picked(
                "rounds-table", "Burdens from the top", block, dict.fromkeys(block.frame.offset, "")
            )
            for block in rounds
        ),
        picked("items-table", "How the plan came about", items, ITEMS),
    )
