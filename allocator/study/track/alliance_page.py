"""Sheet `progress`: the plan against what happened, on one printed page."""

from collections.abc import Iterator, Mapping
from math import ceil

from allocator.report.names import horizon, spread
from allocator.report.numbers import month_name, per_cent
from allocator.report.prose import readable
from allocator.report.view import View
from allocator.study.track.headlines import Headline, headlines
from allocator.study.track.progress_words import beside, sentences
from allocator.study.track.told import AMBER, GREEN, Tracked
from allocator.tables.table import Block, Chart, Label, Series, Table

PROGRESS = "progress"
COLUMNS, CHARACTERS = 12, 18
PIXELS = COLUMNS * (7 * CHARACTERS + 5)
"""Width of the page: twelve columns of eighteen characters."""
CARDS, WIDE = 5, 2
"""Row of the cards' labels; columns of a card."""
UPPER, LOWER, BELOW = 9, 22, 35
"""First rows of the two rows of charts, and of what stands below them."""
ACROSS, TALL = 3, 244
"""Charts in a row, and their pixels: a row of the sheet has twenty."""
THIRD = COLUMNS // ACROSS
HEIGHTS = {0: 36.0, 1: 18.0, 2: 18.0, 3: 18.0, 4: 6.0, 5: 16.0, 6: 28.0, 7: 46.0, 8: 6.0}
LETTERS, LINE, SPACE = 225, 15.0, 4.0
"""Characters that fit on a line of the page, its points, and those below a heading."""
WORST = 5
"""Chains of causes that the page has room for."""
PER_CENT, NUMBER = "0%", "#,##0"
CHARTS = (
    ("european", "European share of what is required", PER_CENT),
    ("missing", "Weighted shortfall", NUMBER),
    ("delivered", "Units delivered, all kinds, so far", NUMBER),
    ("contributed", "Units assigned to the alliance, all kinds", NUMBER),
    ("crews", "Extra posts filled, so far", NUMBER),
    ("money", "New money by period, EUR m (actual: as reported)", NUMBER),
)
SERIES = (("plan", "Plan", 0), ("actual", "Actual", 2), ("forecast", "Forecast", 1))


def progress_page(
    found: Tracked, view: View, figures: Mapping[str, Block], files: tuple[str, str]
) -> Table:
    """Band, headlines with lights, plan against actual against forecast, the worst causes.

    `figures` holds the alliance by measure; `files` are the names of the plan and of the actuals.
    """
    causes = tuple(chain.sentence for chain in found.chains[:WORST])
    words = tuple(sentences(found, view))
    told, heights = _told(causes, words, beside(found, WORST))
    band = tuple(_band(found, view, files))
    for label in band[1:]:
        lines = ceil(len(str(label.value)) / (COLUMNS * CHARACTERS))
        heights[label.row] = HEIGHTS[label.row] * lines
    return Table(
        PROGRESS,
        f"Progress: {view.policy.title}",
        "The plan against what happened and what is forecast, on one page.",
        (),
        (*band, *_cards(found, view, figures), *told),
        tuple(_charts(figures)),
        view.marking,
        view.policy.what_if,
        page=True,
        widths=(CHARACTERS,) * COLUMNS,
        heights={**HEIGHTS, **heights},
    )


def _band(found: Tracked, view: View, files: tuple[str, str]) -> Iterator[Label]:
    past = found.past.periods
    facts = (
        f"As of {month_name(found.past.as_of)}",
        f"{spread(past[0], past[-1])} ended" if past else "no period has ended",
        f"burden split {horizon(view)}",
        f"deadline {view.deadline}",
        view.marking,
    )
    plan, actuals = (readable(name, 60) for name in files)
    made = f"Plan {plan} · actuals {actuals} · {_forecast(found)}"
    lights = (
        f"Green: at least {per_cent(GREEN, 0)} of what was planned · amber: at least "
        f"{per_cent(AMBER, 0)} · red: less · grey: nothing to judge yet. Of what is missing: the "
        "plan's over the forecast's."
    )
    yield Label(0, 0, view.titled(f"Progress: {view.policy.title}"), "band", columns=COLUMNS)
    for row, text in enumerate((" · ".join(filter(None, facts)), made, lights), 1):
        yield Label(row, 0, text, "band_small", columns=COLUMNS)


def _forecast(found: Tracked) -> str:
    if found.as_planned:
        return "the plan goes on as it is"
    proof = "" if found.forecast.proven else ", best found"
    return f"forecast: the past stands, nothing is decided anew{proof}"


def _cards(found: Tracked, view: View, figures: Mapping[str, Block]) -> Iterator[Label]:
    for at, card in enumerate(headlines(found, view, figures)):
        yield from _card(at * WIDE, card)


def _card(column: int, card: Headline) -> Iterator[Label]:
    yield Label(CARDS, column, card.label, "card_label", columns=WIDE)
    yield Label(
        CARDS + 1,
        column,
        card.value,
        card.light,
        card.kind,
        columns=WIDE,
        number_format=card.shape,
    )
    yield Label(CARDS + 2, column, f"{card.light.upper()} · {card.note}", "card_note", columns=WIDE)


def _charts(figures: Mapping[str, Block]) -> Iterator[Chart]:
    for at, (measure, title, shape) in enumerate(CHARTS):
        frame, count = figures[measure].frame, len(figures[measure].rows)
        names = frame.abroad(frame.down("label", count))
        yield Chart(
            "column",
            title,
            tuple(
                Series(name, names, frame.abroad(frame.down(which, count)), colour)
                for which, name, colour in SERIES
            ),
            row=UPPER if at < ACROSS else LOWER,
            column=at % ACROSS * THIRD,
            width=THIRD * PIXELS // COLUMNS - 12,
            height=TALL,
            number_format=shape,
            least=0,
            most=1 if shape == PER_CENT else None,
        )


def _told(
    causes: tuple[str, ...], words: tuple[str, ...], more: str
) -> tuple[tuple[Label, ...], dict[int, float]]:
    """Sentences under two headings, each as high as it needs."""
    labels, heights, row = list[Label](), dict[int, float](), BELOW
    for heading, told in (("Where it stands", words), (f"What began it: {more}", causes)):
        if told:
            labels.append(Label(row, 0, heading, "heading", columns=COLUMNS))
            heights[row + 1] = SPACE
            for at, text in enumerate(told, row + 2):
                labels.append(Label(at, 0, text, "sentence", columns=COLUMNS))
                heights[at] = LINE * ceil(len(text) / LETTERS) + 2
            row += len(told) + 2
    return tuple(labels), heights
