"""The price of a principle as a sheet: a row for each solve, and a curve where there is one."""

from collections.abc import Mapping
from fractions import Fraction

from allocator.domain.scenario import Scenario
from allocator.study.price import Point, Price, Principle
from allocator.tables.column import Column
from allocator.tables.frame import Frame
from allocator.tables.table import Block, Chart, Label, Row, Series, Table

TITLES: Mapping[Principle, str] = {
    "fairness": "Price of fairness",
    "return": "Price of a hard return rule",
    "stability": "Price of stability",
}
ABOUTS: Mapping[Principle, str] = {
    "fairness": "New money against the largest burden allowed; each plan has the least shortfall.",
    "return": "New money of the cheapest plan when money must come back as work.",
    "stability": "What holding on to the plan in force costs in shortfall, fairness and money.",
}
COLUMNS = (
    Column("label", "plan", "text", width=46),
    Column("verdict", "verdict", "text", width=12),
    Column("shortfall", "shortfall, weighted", "whole", width=18),
    Column("shortfall_gap", "gap of it", "percent", digits=2, width=11),
    Column("beyond", "beyond the first, weighted", "whole", width=18),
    Column("cost", "new money, EUR m", "money", width=16),
    Column("cost_gap", "gap of it", "percent", digits=2, width=11),
    Column("factor", "money against the first", "percent", digits=2, width=15),
    Column("largest", "largest burden", "basis_points", width=14),
    Column("missing", "return missing, EUR m", "money", width=18),
    Column("changes", "changed series, weighted", "whole", width=20),
    Column("change_size", "size of change, weighted kEUR", "whole", width=24),
)
FIRST = 4
"""Row of the headers."""


def price_sheet(price: Price, scenario: Scenario) -> Table:
    """One page: title, table and chart."""
    columns = COLUMNS if price.principle == "stability" else COLUMNS[:-2]
    name = f"price_of_{price.principle}"
    frame = Frame(name, columns, row=FIRST)
    heading = f"{TITLES[price.principle]}: {scenario.policy.title}"
    rows = tuple(_row(price, point)[: len(columns)] for point in price.points)
    return Table(
        name,
        TITLES[price.principle],
        ABOUTS[price.principle],
        (Block(frame, rows),),
        labels=(
            Label(0, 0, " · ".join(filter(None, (heading, scenario.policy.what_if))), "title"),
            Label(1, 0, ABOUTS[price.principle], "subtitle"),
            Label(2, 0, _sentence(price), "sentence", columns=len(columns)),
        ),
        charts=_charts(price, frame, len(rows)),
        marking=scenario.policy.classification,
        what_if=scenario.policy.what_if,
        frozen=(FIRST + 1, 1),
        heights={2: 30.0},
    )


def _row(price: Price, point: Point) -> Row:
    shortfall, cost = point.shortfall, point.result("cost")
    return (
        point.label,
        point.outcome.verdict,
        None if shortfall is None else shortfall.value,
        None if shortfall is None else shortfall.gap,
        price.beyond(point),
        point.cost,
        None if cost is None else cost.gap,
        price.factor(point),
        point.largest,
        point.missing,
        point.changes,
        point.change_size,
    )


def _sentence(price: Price) -> str:
    """What the table comes to, with the proof it rests on."""
    solved = [point for point in price.points if point.cost is not None]
    if len(solved) < 2:
        return "Fewer than two of these plans could be found: there is nothing to compare."
    words = f"{_money(price, solved[-1])}{_shortfall(price, solved[-1])}"
    return (
        f"{words}. Each row is a plan of its own that passed every check; its gaps say how much "
        "of a difference may be the search's."
    )


def _money(price: Price, last: Point) -> str:
    """New money of the last plan against the first."""
    base, factor = price.base, price.factor(last)
    if base is None or base.cost is None or last.cost is None or factor is None:
        return "The first plan costs nothing and there is no ratio to tell"
    more = Fraction(last.cost - base.cost, 1_000)
    if not more:
        return f'"{last.label}" costs as much as "{base.label}"'
    direction = "more" if more > 0 else "less"
    return (
        f'"{last.label}" costs {float(factor):.3f} times "{base.label}", '
        f"EUR {abs(float(more)):,.0f} m {direction}"
    )


def _shortfall(price: Price, last: Point) -> str:
    """What the last plan leaves short beyond the first; empty where it is the same."""
    beyond = price.beyond(last)
    if not beyond or last.shortfall is None:
        return ""
    value = last.shortfall.value
    base = value - beyond
    direction = "more" if beyond > 0 else "less"
    part = f"{abs(float(Fraction(100 * beyond, base))):,.2f} % " if base else ""
    return (
        f", and leaves {part}{direction} short: a weighted shortfall of {value:,} against "
        f"{base:,}, so the money alone is no price"
    )


def _charts(price: Price, frame: Frame, count: int) -> tuple[Chart, ...]:
    if price.principle == "stability":
        return ()
    series = Series(
        "new money, EUR m",
        frame.abroad(frame.down("label", count)),
        frame.abroad(frame.down("cost", count)),
    )
    note = "" if price.alike else " (shortfalls differ: see the table)"
    return (
        Chart(
            "line",
            f"{TITLES[price.principle]}: new money, EUR m{note}",
            (series,),
            row=FIRST + count + 3,
            column=0,
            width=960,
            height=360,
            number_format="#,##0",
            legend=False,
        ),
    )
