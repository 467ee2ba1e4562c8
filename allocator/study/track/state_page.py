"""Sheet of one state: what it had to do, what is there, what is forecast, on one printed page."""

from collections.abc import Iterator

from allocator.report.followed_rows import row_name
from allocator.report.numbers import MILLION, month_name
from allocator.report.prose import readable
from allocator.report.view import View
from allocator.study.track.figure_sheet import THREE, states_frame
from allocator.study.track.headlines import Headline
from allocator.study.track.printed_page import CHARACTERS, COLUMNS, card, chart, sentences_below
from allocator.study.track.state_sheet import state_light, tallies
from allocator.study.track.told import WORST_FIRST, Chain, Light, Tracked, Variance, light
from allocator.tables.actuals_sheets import row_key
from allocator.tables.column import Column
from allocator.tables.frame import Frame
from allocator.tables.table import Block, Chart, Label, Row, Table

CARDS, CHARTS_ROW, BELOW = 4, 8, 21
"""Row of the cards' labels, first row of the charts, and of what stands below them."""
HEIGHTS = {0: 36.0, 1: 18.0, 2: 18.0, 3: 6.0, 4: 16.0, 5: 28.0, 6: 32.0, 7: 6.0}
CHARTS = (
    ("delivered", "Units delivered, all kinds, so far", "#,##0"),
    ("contributed", "Units assigned to the alliance", "#,##0"),
    ("crews", "Extra posts filled, so far", "#,##0"),
    ("money", "New money by period, EUR m", "#,##0"),
)
ROWS = (
    Column("object", "What", "text", "", width=CHARACTERS, span=2),
    Column("name", "In words", "text", "", width=CHARACTERS, span=4),
    Column("period", "Period", "code", width=CHARACTERS),
    Column("planned", "Planned", width=CHARACTERS),
    Column("actual", "Actual", width=CHARACTERS),
    Column("forecast", "Forecast", width=CHARACTERS),
    Column("status", "Status", "text", width=CHARACTERS),
    Column("light", "Light", "text", width=CHARACTERS),
)
MOST = 25
"""Rows on the page, the reddest first; the sheet `variance` has all."""


def state_page(found: Tracked, view: View, state: str) -> Table:
    """Band, light, figures at the deadline, charts, what is behind or will be, and why."""
    rows = _behind(found, state)
    frame = Frame(sheet_name(state), ROWS, row=BELOW + 1)
    block = Block(
        frame, tuple(_row(view, each) for each in rows[:MOST]), lights=("light",) if rows else ()
    )
    causes = [chain.sentence for chain in found.chains if _concerned(chain, state)]
    told, heights = sentences_below(frame.row + block.height + 1, "What began it", causes)
    more = len(rows) - MOST
    head = f"Behind plan, or forecast to be ({len(rows):,} rows"
    head += f", the first {MOST}; the sheet variance has all)" if more > 0 else ")"
    name = readable(view.state_name(state))
    title = f"{name}: progress, {view.policy.title}"
    facts = (f"As of {month_name(found.past.as_of)}", f"deadline {view.deadline}", view.marking)
    return Table(
        sheet_name(state),
        title,
        f"What {name} had to do, what is there and what is forecast.",
        (block,) if rows else (),
        (
            Label(0, 0, view.titled(title), "band", columns=COLUMNS),
            Label(1, 0, " · ".join(filter(None, facts)), "band_small", columns=COLUMNS),
            Label(2, 0, _standing(found, state), "band_small", columns=COLUMNS),
            *_cards(found, view, state),
            Label(BELOW, 0, head if rows else "Nothing is behind plan", "heading", columns=COLUMNS),
            *told,
        ),
        tuple(_charts(found, view, state)),
        view.marking,
        view.policy.what_if,
        page=True,
        widths=(CHARACTERS,) * COLUMNS,
        heights={**HEIGHTS, **heights},
    )


def sheet_name(state: str) -> str:
    """Of a state's page."""
    return f"state_{state}"[:31]


def _standing(found: Tracked, state: str) -> str:
    count = tallies(found)[state]
    return (
        f"Rows of past periods: {count['as planned'] + count['ahead']:,} on time, "
        f"{count['behind']:,} late, {count['not confirmed']:,} not confirmed and taken as planned; "
        f"open rows forecast behind plan: {count['coming']:,}"
    )


def _cards(found: Tracked, view: View, state: str) -> Iterator[Label]:
    there = found.figure(view.deadline, state)
    by = f"by the end of {view.deadline}"
    past = [found.figure(period, state) for period in found.past.periods]
    due = sum(each.plan.money for each in past)
    said = [each.reported_money for each in past if each.reported_money is not None]
    overall = state_light(found, state)
    said_of = "as it was" if view.deadline in found.past.periods else "forecast"
    cards: list[tuple[str, str, Light, str]] = [
        ("State of play", overall.upper(), overall, "the worse of what is delivered and assigned"),
        *(
            (
                f"{label} {by}",
                f"{after:,}",
                light(before, after),
                f"{said_of}, of {before:,} planned",
            )
            for label, before, after in (
                ("Units delivered", there.plan.delivered, there.forecast.delivered),
                ("Units assigned", there.plan.contributed, there.forecast.contributed),
                ("Posts filled", there.plan.crews, there.forecast.crews),
            )
        ),
        (
            "Money due so far, EUR m",
            MILLION.number(due),
            "grey",
            "in the plan",
        ),
        (
            "Money reported, EUR m",
            MILLION.number(sum(said)) if said else "–",
            "grey",
            "as the state says" if said else "nothing was reported",
        ),
    ]
    for at, (label, value, shade, note) in enumerate(cards):
        yield from card(CARDS, at, Headline("", label, value, "text", shade, note))


def _charts(found: Tracked, view: View, state: str) -> Iterator[Chart]:
    frame, count = states_frame(found, view), len(view.periods)
    rows, across = (view.states.index(state) * count, count), COLUMNS // len(CHARTS)
    for at, (measure, title, shape) in enumerate(CHARTS):
        keys = [f"{measure}_{which}" for which in THREE]
        yield chart(title, shape, frame, keys, rows, (CHARTS_ROW, at * across, across))


def _behind(found: Tracked, state: str) -> list[Variance]:
    rows = [
        each
        for each in found.variances
        if each.state == state and (each.status == "behind" or each.forecast < each.planned)
    ]
    return sorted(rows, key=lambda each: (each.period, WORST_FIRST.index(each.light), each.codes))


def _row(view: View, each: Variance) -> Row:
    key = row_key(each.decision, each.codes)
    return (
        key[1],
        row_name(view, each.decision, each.codes),
        each.period,
        each.planned,
        each.actual,
        each.forecast,
        each.status,
        each.light,
    )


def _concerned(chain: Chain, state: str) -> bool:
    """Whether it began with the state, or its deliveries come late because of it."""
    own = any(each.state == state for each in chain.behind)
    return own or any(each.buyer == state for each in chain.slipped)
