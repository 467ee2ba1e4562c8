"""Sheet `briefing`: the whole plan on one printed page."""

from allocator.report.briefing_cards import cards
from allocator.report.briefing_words import sentences
from allocator.report.burden_measures import measured_by
from allocator.report.coverage import period_key
from allocator.report.limit import Limit
from allocator.report.view import View
from allocator.tables.table import Block, Chart, Label, Series, Table

COLUMNS = 12
CHARACTERS = 13
PIXELS = 1152
"""Width of the page: twelve columns of thirteen characters."""
ASIDE = 384
"""Width of the lower left chart: four columns."""
SENTENCES = 9
"""Columns of the closing sentences; the links stand beside them."""
TOP, MIDDLE, DECIDES = 8, 21, 34
"""First rows of the upper chart, the lower charts and the closing sentences."""
TALL = 240
"""Pixels of a chart: twelve rows."""
HEIGHTS = {0: 36.0, 1: 18.0, 2: 18.0, 3: 8.0, 5: 32.0, 6: 30.0, 7: 8.0, 20: 8.0, 33: 8.0}
LINKS = (
    ("burden_split", "Who pays what"),
    ("allocation", "Who contributes what"),
    ("shortfalls", "What is missing, and why"),
    ("limits", "Limits the plan has reached"),
    ("milestones", "What must be decided by when"),
    ("contents", "All sheets"),
)


def briefing(
    view: View, limits: tuple[Limit, ...], *, split: Table, cover: Table, support: Table
) -> Table:
    """Band, four cards, three charts, what decides the result, links; figures are live."""
    words = sentences(view, limits)
    labels = (
        *_band(view),
        *cards(view, split.blocks[0], cover.blocks[0], support.blocks[0]),
        *_closing(words),
    )
    rows = {DECIDES + 1 + 2 * index + half: 20.0 for index in range(len(words)) for half in (0, 1)}
    return Table(
        "briefing",
        view.policy.title,
        "The plan on one page.",
        (),
        labels,
        (_burdens(view, split.blocks[0]), _parts(cover.blocks[0]), _domains(view, cover.blocks[1])),
        view.marking,
        view.policy.what_if,
        page=True,
        widths=(CHARACTERS,) * COLUMNS,
        heights={**HEIGHTS, **rows},
    )


def _band(view: View) -> tuple[Label, ...]:
    proof = (
        "proven optimal"
        if view.provenance.verdict == "optimal"
        else "aims within the gaps shown, see provenance"
    )
    again = "reproducible" if view.provenance.reproducible else "not reproducible"
    facts = (
        f"Burden split {view.periods[0]}–{view.last}",
        f"deadline {view.deadline}",
        f"{len(view.states)} states",
        f"{len(view.capabilities)} capabilities",
        f"EUR at {view.policy.price_base_year} prices",
    )
    proofs = filter(None, (view.marking, "verified plan", proof, again))
    return (
        Label(0, 0, view.titled(view.policy.title), "band", columns=COLUMNS),
        Label(1, 0, " · ".join(facts), "band_small", columns=COLUMNS),
        Label(2, 0, " · ".join(proofs), "band_small", columns=COLUMNS),
    )


def _burdens(view: View, split: Block) -> Chart:
    frame, count = split.frame, len(split.rows)
    names = frame.abroad(frame.down("state", count))
    return Chart(
        "column_and_line",
        f"Burden by state: {measured_by(view)} over all periods, % of key money",
        (
            Series("Burden", names, frame.abroad(frame.down("burden", count))),
            Series("All states together", names, frame.abroad(frame.down("average", count))),
        ),
        row=TOP,
        column=0,
        width=PIXELS,
        height=TALL,
        number_format="0.0%",
        least=0,
    )


def _parts(cover: Block) -> Chart:
    frame, count = cover.frame, len(cover.rows)
    names = frame.abroad(frame.down("period", count))
    return Chart(
        "stacked_column",
        "Who meets the requirements (priority-weighted)",
        tuple(
            Series(name, names, frame.abroad(frame.down(key, count)), colour)
            for key, name, colour in (
                ("european", "Europe and Canada", 0),
                ("outside", "Outside support", 1),
                ("missing", "Missing", 7),
            )
        ),
        row=MIDDLE,
        column=0,
        width=ASIDE,
        height=TALL,
        number_format="0%",
        least=0,
        most=1,
    )


def _domains(view: View, domains: Block) -> Chart:
    frame, count = domains.frame, len(domains.rows)
    names = frame.abroad(frame.down("domain", count))
    periods = dict.fromkeys((view.periods[0], view.deadline, view.last))
    return Chart(
        "bar",
        "European share by domain",
        tuple(Series(p, names, frame.abroad(frame.down(period_key(p), count))) for p in periods),
        row=MIDDLE,
        column=4,
        width=PIXELS - ASIDE,
        height=TALL,
        number_format="0%",
        least=0,
        most=1,
    )


def _closing(words: tuple[str, ...]) -> tuple[Label, ...]:
    links = COLUMNS - SENTENCES
    return (
        Label(DECIDES, 0, "What decides the result", "heading", columns=SENTENCES),
        Label(DECIDES, SENTENCES, "Read on", "heading", columns=links),
        *(
            Label(DECIDES + 1 + 2 * index, 0, text, "sentence", columns=SENTENCES - 1, rows=2)
            for index, text in enumerate(words)
        ),
        *(
            Label(DECIDES + 1 + index, SENTENCES, text, "link", columns=links, link=sheet)
            for index, (sheet, text) in enumerate(LINKS)
        ),
    )
