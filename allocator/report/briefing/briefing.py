"""Sheet `briefing`: the whole plan on one printed page."""

from collections.abc import Mapping
from math import ceil

from allocator.report.briefing.card import Sources
from allocator.report.briefing.cards import cards
from allocator.report.briefing.words import sentences
from allocator.report.burden_measures import measured_by
from allocator.report.coverage import over_time
from allocator.report.investment import invested
from allocator.report.limits.limit import Limit
from allocator.report.names import horizon
from allocator.report.prose import verb
from allocator.report.view import View
from allocator.tables.table import Block, Chart, Label, Series, Table

COLUMNS = 12
CHARACTERS = 18
PIXELS = COLUMNS * (7 * CHARACTERS + 5)
"""Width of the page: twelve columns of eighteen characters."""
HALF = COLUMNS // 2
BURDENS, INVESTED, BELOW = 8, 20, 33
"""First rows of the two charts of states and of what stands below them."""
LOW, MIDDLE, TALL = 236, 256, 336
"""Pixels of the charts; a row has twenty."""
HEIGHTS = {0: 36.0, 1: 18.0, 2: 18.0, 3: 6.0, 4: 16.0, 5: 28.0, 6: 50.0, 7: 6.0}
SENTENCE = 3
"""Rows of a sentence."""
BESIDE = 3
"""Links in a row."""
LINKS = (
    ("burden_split", "Who pays what"),
    ("allocation", "Who contributes what"),
    ("outside_shares", "What rests on outsiders"),
    ("shortfalls", "What is missing, and why"),
    ("limits", "Limits the plan has reached"),
    ("milestones", "What must be decided by when"),
    ("footprint", "Where the work goes"),
    ("confidence", "How sure the figures are"),
    ("contents", "All sheets"),
)


def briefing(
    view: View, limits: tuple[Limit, ...], sources: Sources, *, money: Block, shares: Block
) -> Table:
    """Band, cards, charts, what decides the result, links; figures are live.

    `money` holds new money by state and domain, `shares` the European share by domain and period.
    """
    words = sentences(view, limits)
    band = _band(view)
    return Table(
        "briefing",
        view.policy.title,
        f"Burden split {horizon(view)}: the plan on one page.",
        (),
        (*band, *cards(view, sources), *_closing(words)),
        (
            _burdens(view, sources.split),
            invested(view, money, row=INVESTED, width=PIXELS, height=MIDDLE),
            over_time(
                view, shares, row=BELOW, column=0, width=HALF * PIXELS // COLUMNS - 32, height=TALL
            ),
        ),
        view.marking,
        view.policy.what_if,
        page=True,
        widths=(CHARACTERS,) * COLUMNS,
        heights={**HEIGHTS, **_band_heights(band)},
    )


def _band(view: View) -> tuple[Label, ...]:
    proof = "aims within the gaps shown, see provenance"
    if view.provenance.verdict == "optimal":
        given_up = any(aim.value > aim.least for aim in view.provenance.aims)
        proof = "least of every aim proven, some given up within tolerances"
        proof = proof if given_up else "proven optimal"
    again = "reproducible" if view.provenance.reproducible else "not reproducible"
    facts = (
        f"Burden split {horizon(view)}",
        f"deadline {view.deadline}",
        f"{len(view.states)} {verb(len(view.states), 'state', 'states')}",
        f"{len(view.capabilities)} {verb(len(view.capabilities), 'capability', 'capabilities')}",
        f"EUR at {view.policy.price_base_year} prices",
    )
    proofs = filter(None, (view.marking, "verified plan", proof, again))
    return (
        Label(0, 0, view.titled(view.policy.title), "band", columns=COLUMNS),
        Label(1, 0, " · ".join(facts), "band_small", columns=COLUMNS),
        Label(2, 0, " · ".join(proofs), "band_small", columns=COLUMNS),
    )


def _band_heights(band: tuple[Label, ...]) -> Mapping[int, float]:
    """Rows of the band below the title, as high as what they say needs: a marking may be long."""
    return {
        label.row: HEIGHTS[label.row] * ceil(len(str(label.value)) / (CHARACTERS * COLUMNS))
        for label in band[1:]
    }


def _burdens(view: View, split: Block) -> Chart:
    frame, count = split.frame, len(split.rows)
    names = frame.abroad(frame.down("state", count))
    return Chart(
        "column_and_line",
        f"Burden against key by state: {measured_by(view)} {horizon(view)}, % of key money",
        (
            Series("Burden", names, frame.abroad(frame.down("burden", count))),
            Series("If all followed the key", names, frame.abroad(frame.down("average", count))),
        ),
        row=BURDENS,
        column=0,
        width=PIXELS,
        height=LOW,
        number_format="0.0%",
        least=0,
    )


def _closing(words: tuple[str, ...]) -> tuple[Label, ...]:
    below = BELOW + 1 + SENTENCE * len(words)
    each = HALF // BESIDE
    return (
        Label(BELOW, HALF, "What decides the result", "heading", columns=HALF),
        *(
            Label(BELOW + 1 + SENTENCE * at, HALF, text, "sentence", columns=HALF, rows=SENTENCE)
            for at, text in enumerate(words)
        ),
        Label(below, HALF, "Read on", "heading", columns=HALF),
        *(
            Label(
                below + 1 + at // BESIDE,
                HALF + at % BESIDE * each,
                text,
                "link",
                columns=each,
                link=sheet,
            )
            for at, (sheet, text) in enumerate(LINKS)
        ),
    )
