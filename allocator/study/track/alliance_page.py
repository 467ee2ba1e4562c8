"""Sheet `progress`: the plan against what happened, on one printed page."""

from collections.abc import Iterator, Mapping
from math import ceil

from allocator.report.names import horizon, spread
from allocator.report.numbers import month_name, per_cent
from allocator.report.prose import readable
from allocator.report.view import View
from allocator.study.track.figure_sheet import THREE
from allocator.study.track.headlines import headlines
from allocator.study.track.printed_page import CHARACTERS, COLUMNS, card, chart, sentences_below
from allocator.study.track.progress_words import beside, sentences
from allocator.study.track.told import AMBER, GREEN, Tracked
from allocator.tables.table import Block, Chart, Label, Table

PROGRESS = "progress"
CARDS = 5
"""Row of the cards' labels."""
UPPER, LOWER, BELOW = 9, 22, 35
"""First rows of the two rows of charts, and of what stands below them."""
ACROSS = 3
"""Charts in a row."""
THIRD = COLUMNS // ACROSS
HEIGHTS = {0: 36.0, 1: 18.0, 2: 18.0, 3: 18.0, 4: 6.0, 5: 16.0, 6: 28.0, 7: 46.0, 8: 6.0}
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
    for at, shown in enumerate(headlines(found, view, figures)):
        yield from card(CARDS, at, shown)


def _charts(figures: Mapping[str, Block]) -> Iterator[Chart]:
    for at, (measure, title, shape) in enumerate(CHARTS):
        block = figures[measure]
        row = UPPER if at < ACROSS else LOWER
        place = (row, at % ACROSS * THIRD, THIRD)
        most = 1 if shape == PER_CENT else None
        yield chart(title, shape, block.frame, THREE, (0, len(block.rows)), place, most)


def _told(
    causes: tuple[str, ...], words: tuple[str, ...], more: str
) -> tuple[tuple[Label, ...], dict[int, float]]:
    """Sentences under two headings."""
    labels, heights = sentences_below(BELOW, "Where it stands", words)
    row = BELOW + len(words) + 2 if words else BELOW
    others, more_heights = sentences_below(row, f"What began it: {more}", causes)
    return (*labels, *others), {**heights, **more_heights}
