"""A front as a page: what it comes to, its points, a picture of it, and what was not searched."""

from collections.abc import Sequence
from fractions import Fraction

from allocator.domain.policy import AimName
from allocator.domain.quantity import MILLE
from allocator.domain.scenario import Scenario
from allocator.report.proof import AIMS
from allocator.report.prose import opening, whole_listing
from allocator.study.pareto.curve import Curve, Plotted
from allocator.study.pareto.sentences import sentences, words
from allocator.study.titled_page import sentence_heights, sentence_labels
from allocator.tables.column import Column, Kind, Value
from allocator.tables.frame import Frame
from allocator.tables.table import Block, Chart, Label, Row, Series, Table

SHEET = "pareto"
ABOUT = "Plans of which none is better in one of these aims without being worse in another."
FIRST = 2
"""Row of the first sentence."""
LETTERS, ACROSS = 135, 9
"""Characters that fit on a line of a sentence, and columns that it runs over."""
SHOWN = 40
"""Regions that were not searched, the largest part of them."""
HEADS: dict[AimName, tuple[str, Kind, str]] = {
    "shortfall": ("Shortfall,\nweighted", "whole", "#,##0"),
    "spread": ("Largest\nburden", "basis_points", "0.00%"),
    "cost": ("Cost,\nEUR m", "money", "#,##0"),
    "reliance": ("Reliance,\nweighted", "whole", "#,##0"),
    "even_call": ("Uneven calls,\nweighted", "whole", "#,##0"),
    "changes": ("Changes,\nweighted", "whole", "#,##0"),
    "change_size": ("Size of\nchange", "whole", "#,##0"),
}
"""Header, kind and format of each aim."""


def pareto_sheet(found: Curve, scenario: Scenario) -> Table:
    """One page of at least one point."""
    policy, told = scenario.policy, list(sentences(found))
    columns = _columns(found)
    frame = Frame(SHEET, columns, row=FIRST + len(told) + 1)
    rows = tuple(_row(found, place) for place in range(len(found.plotted)))
    charts = _charts(found, frame, frame.row + len(rows) + 3)
    below = frame.row + len(rows) + 3 + (22 if charts else 0)
    left, labels = _left(found, below)
    heading = f"{opening(_named(found))}: {policy.title}"
    return Table(
        SHEET,
        "Pareto front",
        ABOUT,
        (Block(frame, rows, strong=frozenset(_knee(found))), *left),
        (
            Label(0, 0, " · ".join(filter(None, (heading, policy.what_if))), "title"),
            Label(1, 0, ABOUT, "subtitle"),
            *sentence_labels(told, FIRST, ACROSS),
            *labels,
        ),
        charts,
        policy.classification,
        policy.what_if,
        frozen=(0, 1),
        large_paper=True,
        heights=sentence_heights(told, FIRST, LETTERS),
    )


def shown(aim: AimName, value: int) -> Value:
    """An aim's value as its kind of column takes it: of the cost, which is in EUR, kEUR."""
    return Fraction(value, MILLE) if aim == "cost" else value


def _named(found: Curve) -> str:
    return " against ".join(map(words, found.aims))


def _columns(found: Curve) -> tuple[Column, ...]:
    aims = tuple(Column(aim, HEADS[aim][0], HEADS[aim][1], width=15) for aim in found.aims)
    first = HEADS[found.aims[0]]
    beside = (
        Column("all_shortfall", "Shortfall,\nweighted", width=15),
        Column("all_spread", "Largest\nburden", "basis_points", width=11),
        Column("money", "New money,\nEUR m", "money", width=14),
        Column("european", "European\nshare", "percent", width=11),
    )
    return (
        Column("number", "Point", width=8),
        *aims,
        Column("proof", "Proof", "text", width=17),
        Column("bound", f"{_short(found.aims[0])}\nat least", first[1], width=17),
        Column("gap", "Gap", "percent", digits=2, width=10),
        *((Column("exchange", _exchange_head(found), "percent", width=26),) if _two(found) else ()),
        *(column for column in beside if column.key.removeprefix("all_") not in found.aims),
        Column("remark", "Remark", "text", width=26),
    )


def _two(found: Curve) -> bool:
    return len(found.aims) == 2


def _exchange_head(found: Curve) -> str:
    """What the local rate between two points says."""
    first, second = map(_short, found.aims)
    return f"{first} less for\n1 % more {second[:1].lower()}{second[1:]}"


def _short(aim: AimName) -> str:
    return opening(AIMS[aim].removeprefix("the "))


def _row(found: Curve, place: int) -> Row:
    each = found.plotted[place]
    figures = each.figures
    beside: dict[str, Value] = {
        "shortfall": figures.shortfall,
        "spread": figures.largest,
        "money": figures.money,
        "european": figures.european,
    }
    rate = found.exchange(place)
    return (
        place + 1,
        *(shown(aim, value) for aim, value in zip(found.aims, each.values, strict=True)),
        proof(found, each),
        shown(found.aims[0], each.bound),
        each.gap,
        *((None if rate is None else rate / 100,) if _two(found) else ()),
        *(value for key, value in beside.items() if key not in found.aims),
        remark(found, place),
    )


def proof(found: Curve, each: Plotted) -> str:
    """What is known of a point beyond that there is such a plan."""
    if each.point.proven:
        return "proven"
    return "best found" if not found.whole else "not proven"


def remark(found: Curve, place: int) -> str | None:
    """Which ends of the front a point is, or that it is the knee."""
    least = [words(aim) for aim, end in zip(found.aims, found.ends, strict=True) if end == place]
    if least:
        return f"least of {whole_listing(least)}"
    if place == found.knee:
        return "knee" if _two(found) else "gives up least in all"
    return None


def _knee(found: Curve) -> Sequence[int]:
    return () if found.knee is None else (found.knee,)


def _charts(found: Curve, frame: Frame, row: int) -> tuple[Chart, ...]:
    """The first aim upwards, another to the right; the proven bound where it is not reached."""
    count = len(found.plotted)
    if count < 2:
        return ()
    upward = HEADS[found.aims[0]]
    charts = []
    for place, aim in enumerate(found.aims[1:]):
        across = frame.abroad(frame.down(aim, count))
        series = [Series("plans", across, frame.abroad(frame.down(found.aims[0], count)))]
        if _two(found) and any(each.gap for each in found.plotted):
            bounds = frame.abroad(frame.down("bound", count))
            series.append(Series("proven bound", across, bounds, dashed=True))
        head = HEADS[aim]
        charts.append(
            Chart(
                "curve" if _two(found) else "scatter",
                f"{opening(words(found.aims[0]))} against {words(aim)}",
                tuple(series),
                row,
                6 * place,
                720 if _two(found) else 560,
                400,
                upward[2],
                legend=len(series) > 1,
                axes=(_flat(head[0]), _flat(upward[0])),
                category_format=head[2],
            )
        )
    return tuple(charts)


def _flat(header: str) -> str:
    return header.replace("\n", " ")


def _left(found: Curve, row: int) -> tuple[tuple[Block, ...], tuple[Label, ...]]:
    """Where plans may be that nobody looked for."""
    if not found.left:
        return (), ()
    columns = []
    for aim in found.aims:
        kind = HEADS[aim][1]
        columns += [
            Column(f"{aim}_least", f"{_short(aim)}\nat least", kind, width=15),
            Column(f"{aim}_below", "below", kind, width=15),
        ]
    rows = []
    for number, (least, below) in enumerate(found.left[:SHOWN], 1):
        values: list[Value] = [number]
        for aim, low, limit, top in zip(found.aims, least, below, found.unlimited, strict=True):
            values += [shown(aim, low), shown(aim, limit) if limit < top else None]
        rows.append(tuple(values))
    count = len(found.left)
    more = f" (the first {SHOWN} of {count:,})" if count > SHOWN else ""
    label = Label(row, 0, f"Where plans may be that were not found{more}", "heading", columns=6)
    frame = Frame(SHEET, (Column("region", "Region", width=8), *columns), row=row + 1)
    return (Block(frame, tuple(rows)),), (label,)
