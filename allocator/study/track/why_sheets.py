"""Sheets `chains` and `forecast`: why something is late, and what is missing because of it."""

from collections.abc import Iterator, Sequence

from allocator.accounts.ledger import Ledger
from allocator.accounts.shortfall import shortfalls
from allocator.report.names import unit_name
from allocator.report.prose import readable
from allocator.report.view import View
from allocator.study.titled_page import FIRST, titled_page
from allocator.study.track.told import Tracked, light
from allocator.tables.column import Column
from allocator.tables.frame import Frame
from allocator.tables.table import Block, Label, Row, Table, exact

CHAINS, FORECAST = "chains", "forecast"
COLUMNS = (
    Column("rank", "Rank", width=7),
    Column("kind", "Where it began", "text", width=16),
    Column("code", "Code", "code", width=22),
    Column("sentence", "What happened, and what follows", "prose", width=110),
    Column("behind", "Rows\nbehind", width=9),
    Column("lots", "Lots\nlate", width=9),
    Column("added", "Weighted shortfall\nadded at the deadline", width=20),
)
SHORT = (
    Column("capability", "Capability", "code", width=16),
    Column("name", "In words", "text", width=44),
    Column("period", "Period", "code", width=9),
    Column("unit", "Unit", "text", width=22),
    Column("required", "Required", width=11),
    Column("planned", "Missing,\nplan", width=11),
    Column("forecast", "Missing,\nforecast", width=11),
    Column("more", "More than\nplanned", width=11),
    Column("light", "Light", "text", width=9),
    Column("planned_value", "Weighted,\nplan", width=14),
    Column("forecast_value", "Weighted,\nforecast", width=14),
)


def chain_sheet(found: Tracked, view: View) -> Table:
    """Causes from the one that adds most, then what gives way to what has happened."""
    main = Block(
        Frame(CHAINS, COLUMNS, row=FIRST),
        tuple(
            (
                rank,
                chain.kind,
                chain.code,
                chain.sentence,
                len(chain.behind),
                sum(each.lots for each in chain.slipped),
                chain.added(view.deadline),
            )
            for rank, chain in enumerate(found.chains, 1)
        ),
    )
    blocks, labels = [main], list[Label]()
    for heading, words in (
        ("Ordered, and later than ordered", found.late),
        ("Not confirmed, and cannot have been as planned", found.unlike),
        ("Promises and rules that give way to what has happened", found.given),
    ):
        if words:
            row = blocks[-1].frame.row + blocks[-1].height + 2
            labels.append(Label(row - 1, 0, heading, "heading", columns=4))
            blocks.append(_listed(row, words))
    return titled_page(
        view.policy,
        CHAINS,
        "Chains of causes",
        "What fell behind, which deliveries follow and what is missing at the deadline; a "
        "capability that several chains concern is told whole in each.",
        tuple(blocks),
        labels=labels,
    )


def _listed(row: int, words: Sequence[str]) -> Block:
    columns = (
        Column("number", "No.", width=7),
        Column("words", "In words", "prose", width=16 + 22 + 110, span=3),
    )
    return Block(
        Frame(CHAINS, columns, row=row),
        tuple((number, said) for number, said in enumerate(words, 1)),
    )


def forecast_sheet(found: Tracked, view: View) -> Table:
    """Requirements at the deadline and at the end of which anything is missing or changes."""
    block = Block(
        Frame(FORECAST, SHORT, row=FIRST),
        tuple(sorted(_short(found, view), key=_worst_first)),
        alarm=("more",),
        lights=("light",),
    )
    return titled_page(
        view.policy,
        FORECAST,
        "Forecast",
        "What is missing at the deadline and at the end, in the plan and if nothing is decided "
        "anew; the light is that of the units that are there.",
        (block,),
        keys=2,
    )


def _worst_first(row: Row) -> int:
    """By what is added to the weighted shortfall; `sorted` keeps the workbook's order besides."""
    return int(exact(row[-2]) - exact(row[-1]))


def _short(found: Tracked, view: View) -> Iterator[Row]:
    before = shortfalls(Ledger(found.scenario, found.plan))
    after = shortfalls(Ledger(found.scenario, found.forecast.plan))
    for capability in view.capabilities:
        for period in view.looked_at:
            was, now = before[capability, period], after[capability, period]
            if not was.missing and not now.missing:
                continue
            met, comes = was.required - was.missing, now.required - now.missing
            yield (
                capability,
                readable(view.short_capability(capability)),
                period,
                unit_name(view, capability),
                was.required,
                was.missing,
                now.missing,
                now.missing - was.missing,
                light(met, comes),
                was.value,
                now.value,
            )
