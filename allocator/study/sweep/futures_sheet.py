"""The page with a row for each future."""

from allocator.domain.scenario import Scenario
from allocator.study.sweep.page import ACROSS, FIRST
from allocator.study.sweep.sentences import NO_PLAN, sentences
from allocator.study.sweep.summary import Summary
from allocator.study.sweep.told import Told
from allocator.study.titled_page import sentence_heights, sentence_labels, titled_page
from allocator.tables.column import Column
from allocator.tables.frame import Frame
from allocator.tables.table import Block, Chart, Row, Series, Table

NAME = "sweep"
LETTERS = 150
"""Characters that fit on a line of a sentence."""
CHARTED = 30
"""Futures up to which there is a chart with bars for each."""
COLUMNS = (
    Column("future", "Future", "text", width=34),
    Column("verdict", "Verdict", "text", width=13),
    Column("european", "European\nshare", "percent", width=11),
    Column("missing", "Part\nmissing", "percent", width=11),
    Column("european_last", "European\nshare, end", "percent", width=11),
    Column("missing_last", "Part mis-\nsing, end", "percent", width=11),
    Column("shortfall", "Shortfall,\nweighted", width=13),
    Column("gap", "Gap of it", "percent", width=11, digits=2),
    Column("largest", "Largest\nburden", "basis_points", width=11, digits=2),
    Column("smallest", "Smallest\nburden", "basis_points", width=11, digits=2),
    Column("money", "New money\nEUR m", "money", width=13),
)
REASONS = Column("reasons", "Why there is no plan", "prose", width=60)
"""Only where some future has none."""


def futures_sheet(found: Summary, scenario: Scenario) -> Table:
    """What the futures come to in sentences, the list of them, and a chart of a few."""
    told = list(sentences(found, scenario))
    columns = COLUMNS if len(found.solved) == len(found.futures) else (*COLUMNS, REASONS)
    frame = Frame(NAME, columns, row=FIRST + len(told) + 1)
    rows = tuple(_future(future)[: len(columns)] for future in found.futures)
    return titled_page(
        scenario.policy,
        NAME,
        "Futures",
        "Each row is the best plan found for one future; all passed every check.",
        (Block(frame, rows),),
        sentence_labels(told, FIRST, ACROSS),
        heights=sentence_heights(told, FIRST, LETTERS),
        charts=_chart(found, frame, len(rows), scenario.periods[-1].code),
    )


def _future(told: Told) -> Row:
    if told.plan is None:
        reason = "\n".join(told.reasons) or NO_PLAN.get(told.verdict, told.verdict)
        return (told.name, told.verdict, *[None] * 9, reason)
    shortfall, burdens = (told.aims or {})["shortfall"], list((told.burdens or {}).values())
    return (
        told.name,
        told.verdict,
        told.european,
        told.missing,
        told.european_last,
        told.missing_last,
        shortfall.value,
        shortfall.gap,
        max((points for points, _ in burdens), default=0),
        min((points for points, _ in burdens), default=0),
        sum(money for _, money in burdens),
        None,
    )


def _chart(found: Summary, frame: Frame, count: int, last: str) -> tuple[Chart, ...]:
    if len(found.solved) < 2 or count > CHARTED:
        return ()
    names = frame.abroad(frame.down("future", count))
    series = tuple(
        Series(name, names, frame.abroad(frame.down(key, count)), colour)
        for colour, (key, name) in enumerate(
            (("european_last", "European share"), ("missing_last", "missing"))
        )
    )
    return (
        Chart(
            "bar",
            f"Of what is required in {last}, in {count} futures",
            series,
            row=frame.row + count + 3,
            column=0,
            width=900,
            height=160 + 34 * count,
            number_format="0%",
            least=0.0,
        ),
    )
