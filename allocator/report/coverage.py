"""Sheet `coverage`: how much of what is required Europe, outside providers and nobody supplies."""

from collections.abc import Iterator
from fractions import Fraction

from allocator.report.names import allies
from allocator.report.prose import opening
from allocator.report.requirements import cover, short
from allocator.report.sheet import TITLE_ROWS, titled_page
from allocator.report.view import View
from allocator.tables.column import Column, Formula
from allocator.tables.frame import Frame
from allocator.tables.table import Block, Chart, Label, Row, Series, Table

PARTS = ("european", "outside", "missing")
WIDE, BELOW = 640, 16
"""Pixels of a chart; rows that the first one takes."""
HEADS = {"european": "European\nshare", "outside": "Outside\nsupport", "missing": "Missing"}


def coverage(view: View, dependence: Table) -> Table:
    """By period over everything, then by domain: live from the sheet `dependence`."""
    source = dependence.blocks[0]
    periods = _periods(view, source)
    domains = _domains(view, source, TITLE_ROWS + periods.height + 3)
    heading = Label(domains.frame.row - 2, 0, "By domain: European share", "heading", columns=8)
    aside = 1 + max(len(block.frame.columns) for block in (periods, domains))
    return titled_page(
        view,
        "coverage",
        "Coverage of the requirements",
        "Priority-weighted mean over capabilities of the part of each requirement that is met; "
        "a requirement counts as met at most once.",
        (periods, domains),
        labels=(heading,),
        charts=(
            _parts(view, periods, aside),
            over_time(
                view,
                domains,
                row=TITLE_ROWS + BELOW,
                column=aside,
                width=WIDE,
                height=max(260, 26 * len(domains.rows) + 80),
            ),
        ),
    )


def _parts(view: View, periods: Block, column: int) -> Chart:
    frame, count = periods.frame, len(periods.rows)
    names = frame.abroad(frame.down("period", count))
    return Chart(
        "stacked_column",
        "Who meets the requirements (priority-weighted)",
        tuple(
            Series(name, names, frame.abroad(frame.down(key, count)), colour)
            for key, name, colour in (
                ("european", opening(allies(view)), 0),
                ("outside", "Outside support", 1),
                ("missing", "Missing", 7),
            )
        ),
        row=frame.row,
        column=column,
        width=WIDE,
        height=300,
        number_format="0%",
        least=0,
        most=1,
    )


def over_time(
    view: View, domains: Block, *, row: int, column: int, width: int, height: int
) -> Chart:
    """European share by domain: at first, at the deadline and at the end."""
    frame, count = domains.frame, len(domains.rows)
    names = frame.abroad(frame.down("domain", count))
    periods = dict.fromkeys((view.periods[0], view.deadline, view.last))
    return Chart(
        "bar",
        "European share by domain, % of what is required",
        tuple(Series(p, names, frame.abroad(frame.down(period_key(p), count))) for p in periods),
        row=row,
        column=column,
        width=width,
        height=height,
        number_format="0%",
        least=0,
        most=1,
    )


def _periods(view: View, source: Block) -> Block:
    columns = (
        Column("period", "Period", "text", width=44),
        *(Column(part, HEADS[part], "percent", width=12) for part in PARTS),
        Column("deadline", "Deadline", "flag"),
    )
    frame = Frame("coverage", columns, row=TITLE_ROWS)
    rows: list[Row] = []
    for index, period in enumerate(view.periods):
        there = cover(view, period)
        where = _where(source, frame.at("period", index))
        rows.append(
            (
                period,
                _mean(source, "european_share", where, there.european, 1),
                Formula(
                    f"=1-{frame.at('european', index)}-{frame.at('missing', index)}", there.outside
                ),
                _mean(source, "missing_share", where, there.missing, 0),
                int(period == view.deadline),
            )
        )
    return Block(frame, tuple(rows))


def _domains(view: View, source: Block, row: int) -> Block:
    columns = (
        Column("domain", "Domain", "prose", width=44),
        *(Column(period_key(period), period, "percent", width=12) for period in view.periods),
        Column("short", "Capabilities short\nat the deadline", width=16),
    )
    frame = Frame("coverage", columns, row=row)
    body = tuple(_domain_rows(view, source, frame))
    return Block(frame, body, heat=dict.fromkeys(map(period_key, view.periods), 1))


def period_key(period: str) -> str:
    """Column of a period, whatever its code."""
    return f"period {period}"


def _domain_rows(view: View, source: Block, frame: Frame) -> Iterator[Row]:
    records = view.scenario.capability_by_code
    for index, domain in enumerate(view.domains):
        missed = sum(records[code].domain == domain for code in short(view, view.deadline))
        yield (domain, *_domain_means(view, source, frame, index, domain), missed)


def _domain_means(
    view: View, source: Block, frame: Frame, index: int, domain: str
) -> Iterator[Formula]:
    for period in view.periods:
        where = (
            f"{_where(source, frame.head(period_key(period)))}"
            f"*EXACT({_down(source, 'domain')},{frame.at('domain', index)})"
        )
        yield _mean(source, "european_share", where, cover(view, period, domain).european, 1)


def _down(source: Block, key: str) -> str:
    return source.frame.abroad(source.frame.down(key, len(source.rows)))


def _where(source: Block, period: str) -> str:
    """1 for the rows of a period in which anything is required."""
    return f"({_down(source, 'period')}={period})*({_down(source, 'required')}>0)"


def _mean(source: Block, key: str, where: str, value: Fraction, empty: int) -> Formula:
    weight = f"{where}*{_down(source, 'priority')}"
    sums = f"SUMPRODUCT({weight}*{_down(source, key)})", f"SUMPRODUCT({weight})"
    return Formula(f"=IF({sums[1]}=0,{empty},{sums[0]}/{sums[1]})", value)
