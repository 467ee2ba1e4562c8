"""Sheet `indicators`: a few figures of each period against which progress is held."""

from collections.abc import Iterator, Mapping

from allocator.accounts.indicators import ALL, Indicators, indicators
from allocator.accounts.spending import SUPPLY_CHAIN
from allocator.report.sheet import TITLE_ROWS, titled_page
from allocator.report.view import View
from allocator.tables.column import Column, Formula
from allocator.tables.frame import Frame
from allocator.tables.table import Block, Chart, Label, Row, Series, Table

SHEET = "indicators"
SHARES = (
    Column("european", "European\nshare", "percent", width=11),
    Column("outside", "Dependence:\noutside support", "percent", width=16),
    Column("missing", "Missing", "percent", width=10),
)
BOUGHT = (
    Column("delivered", "Lots\ndelivered", "whole", width=11, total=True),
    Column("delivered_money", "Delivered\nEUR m", "money", width=11, total=True),
    Column("ordered", "Lots\nordered", "whole", width=11, total=True),
    Column("committed", "Committed\nEUR m", "money", width=12, total=True),
)
DUE = Column("due", "New money\ndue EUR m", "money", width=12, total=True)
NEEDED = Column("posts", "Posts needed\nbeyond today", "whole", width=13)
ALLIANCE = (
    Column("period", "Period", "text", width=44),
    *SHARES,
    *BOUGHT,
    Column("so_far", "Committed\nso far EUR m", "money", width=13),
    DUE,
    NEEDED,
    Column("crews", "Extra posts\nfilled", "whole", width=12),
)
BY_DOMAIN = (
    Column("domain", "Domain", "text", width=44),
    Column("period", "Period", "text", width=11),
    *SHARES,
    *BOUGHT,
    DUE,
    NEEDED,
)
SHARE, NUMBER = "0%", "#,##0"
CHARTS = (
    (
        "Who meets the requirements (priority-weighted)",
        SHARE,
        (
            ("european", "European share", 0),
            ("outside", "Outside support", 1),
            ("missing", "Missing", 7),
        ),
    ),
    (
        "Money by period, EUR m",
        NUMBER,
        (("committed", "Committed", 0), ("due", "New money due", 1)),
    ),
    ("Lots by period", NUMBER, (("ordered", "Ordered", 0), ("delivered", "Delivered", 1))),
    (
        "Posts",
        NUMBER,
        (("posts", "Needed beyond today's force", 0), ("crews", "Extra posts filled", 1)),
    ),
)
"""Title, format, and the columns that are drawn with their names and colours; two in a row."""
WIDE, HIGH, ROWS, RIGHT = 560, 260, 14, 5
"""Pixels of a chart, the rows that it takes, and the column of those on the right."""


def indicator_sheet(view: View) -> Table:
    """The whole plan by period with charts, then every domain by period."""
    found = indicators(view.ledger)
    alliance = _alliance(view, found)
    below = TITLE_ROWS + alliance.height + 1
    row = below + 2 * ROWS + 2
    frame = Frame(SHEET, BY_DOMAIN, row=row)
    domains = Block(frame, tuple(_domain_rows(view, found)), heat={"european": 1})
    return titled_page(
        view,
        SHEET,
        "Indicators of progress",
        "Lots and prices by the period in which they are handed over and by the one in which they "
        "must be ordered at the latest; money committed is what decisions of the period bind.",
        (alliance, domains),
        labels=(Label(row - 1, 0, "By domain", "heading", columns=8),),
        charts=_charts(alliance, below),
        breaks=(row - 1,),
    )


def _alliance(view: View, found: Mapping[tuple[str, str], Indicators]) -> Block:
    frame = Frame(SHEET, ALLIANCE, row=TITLE_ROWS)
    rows: list[Row] = []
    so_far = 0
    for index, period in enumerate(view.periods):
        each = found[ALL, period]
        so_far += each.committed
        first, now = frame.at("committed", 0), frame.at("committed", index)
        rows.append(
            (
                period,
                *_shares(each),
                *_bought(each),
                Formula(f"=SUM({first}:{now})", so_far),
                each.due,
                each.posts_needed,
                each.crews,
            )
        )
    deadline = frozenset({view.periods.index(view.deadline)})
    return Block(frame, tuple(rows), total="Together", strong=deadline)


def _shares(each: Indicators) -> Row:
    return each.european, each.outside, each.missing


def _bought(each: Indicators) -> Row:
    return each.delivered, each.delivered_money, each.ordered, each.committed


def _domain_rows(view: View, found: Mapping[tuple[str, str], Indicators]) -> Iterator[Row]:
    """What nothing is required of, as the supply chain, has no shares."""
    asked = {
        (view.scenario.capability_by_code[code].domain, period)
        for (code, period), units in view.scenario.required.items()
        if units
    }
    for domain in (*view.domains, SUPPLY_CHAIN):
        for period in view.periods:
            each = found.get((domain, period))
            if each is not None:
                shares = _shares(each) if (domain, period) in asked else (None,) * len(SHARES)
                yield domain, period, *shares, *_bought(each), each.due, each.posts_needed


def _charts(block: Block, row: int) -> tuple[Chart, ...]:
    frame, count = block.frame, len(block.rows)
    names = frame.abroad(frame.down("period", count))
    return tuple(
        Chart(
            "line" if form == SHARE else "column",
            title,
            tuple(
                Series(name, names, frame.abroad(frame.down(key, count)), colour)
                for key, name, colour in drawn
            ),
            row=row + ROWS * (at // 2),
            column=RIGHT * (at % 2),
            width=WIDE,
            height=HIGH,
            number_format=form,
            least=0,
            most=1 if form == SHARE else None,
        )
        for at, (title, form, drawn) in enumerate(CHARTS)
    )
