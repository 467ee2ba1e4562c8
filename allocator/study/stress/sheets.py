"""A stress test as a workbook: points of failure in words, all losses ranked, a sheet by kind."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from allocator.domain.outcome import gap
from allocator.report.prose import listing
from allocator.study.stress.loss import KINDS, Kind
from allocator.study.stress.ranking import Entry, Stress
from allocator.study.stress.sentences import sentences
from allocator.study.stress.words import TITLES, basis, cell, consent, hit, name, unused
from allocator.study.titled_page import sentence_heights, sentence_labels, titled_page
from allocator.tables.column import Column
from allocator.tables.frame import Frame
from allocator.tables.table import Block, Chart, Label, Row, Series, Table

STRESS, SEEN, UNUSED = "stress", "at_once", "unused"
FIRST = 2
"""Row of the first sentence."""
LETTERS, ACROSS = 190, 11
"""Characters that fit on a line of a sentence, and columns that it runs over."""
CHARTED = 20
LOSS = Column("loss", "What is lost", "text", width=44)
FIGURES = (
    Column("cell", "Cell", "text", width=20),
    Column("shortfall", "Shortfall that\nremains", width=15),
    Column("base", "With nothing\nlost", width=15),
    Column("added", "More than with\nnothing lost", width=15),
    Column("part", "The same in\nper cent", "percent", width=12),
    Column("certain", "Proven to\ncost", "flag", width=10),
    Column("gap", "Gap", "percent", width=9, digits=2),
    Column("immediate", "More at once,\nnothing decided", width=16),
    Column("good", "Of that\nmade good", "percent", width=11),
    Column("missing", "Part missing\nat the end", "percent", width=12),
    Column("european", "European\nshare", "percent", width=11),
    Column("european_last", "European\nshare, end", "percent", width=11),
    Column("largest", "Largest\nburden", "basis_points", width=10, digits=2),
    Column("money", "New money\nEUR m", "money", width=12),
    Column("hits", "Hit hardest", "prose", width=56),
    Column("dropped", "Promises and orders not kept", "prose", width=46),
)
BASIS = Column("basis", "Legal basis", "prose", width=50)
KIND = Column("kind", "Kind", "text", width=13)


def stress_sheets(found: Stress) -> tuple[Table, ...]:
    """The ranking, a sheet for each kind of which anything was tried, and what is not used."""
    kinds = [kind for kind in KINDS if found.ranked_of(kind)]
    sheets = [_ranking(found), *(_of_kind(found, kind) for kind in kinds)]
    if found.seen:
        sheets.append(_seen(found))
    if found.unused or found.unsolved:
        sheets.append(_unused(found))
    return tuple(sheets)


def _ranking(found: Stress) -> Table:
    told = list(sentences(found))
    labels = sentence_labels(told, FIRST, ACROSS)
    frame = Frame(STRESS, (LOSS, KIND, *FIGURES), row=FIRST + len(told) + 1)
    rows = tuple(
        (lost, TITLES[entry.loss.kind], *rest)
        for entry in found.ranked
        for lost, *rest in (_row(found, entry),)
    )
    return _page(
        found,
        STRESS,
        "Points of failure",
        "Each row is the best plan without one thing, in every period; the worst loss first.",
        Block(frame, rows),
        labels,
        heights=sentence_heights(told, FIRST, LETTERS),
        charts=_chart(frame, len(rows)),
    )


def _chart(frame: Frame, count: int) -> tuple[Chart, ...]:
    """Bars of what remains of the worst, beside what is short with nothing lost."""
    shown = min(CHARTED, count)
    if not shown:
        return ()
    names = frame.abroad(frame.down("loss", shown))
    return (
        Chart(
            "bar",
            f"Weighted shortfall that remains, {shown} worst losses",
            tuple(
                Series(words, names, frame.abroad(frame.down(key, shown)), colour)
                for colour, (key, words) in enumerate(
                    (("shortfall", "remains"), ("base", "with nothing lost"))
                )
            ),
            row=frame.row + count + 3,
            column=0,
            width=1_000,
            height=160 + 36 * shown,
            number_format="#,##0",
            least=0.0,
        ),
    )


def _of_kind(found: Stress, kind: Kind) -> Table:
    licence, entries = kind == "licences", found.ranked_of(kind)
    columns = (LOSS, *FIGURES, *((BASIS,) if licence else ()))
    rows: tuple[Row, ...] = tuple(
        (*_row(found, entry), *((basis(found.scenario, entry.loss),) if licence else ()))
        for entry in entries
    )
    return _page(
        found,
        kind,
        TITLES[kind],
        f"{TITLES[kind]} that the plan uses, the worst loss first.",
        Block(Frame(kind, columns, row=FIRST + 1), rows),
    )


def _seen(found: Stress) -> Table:
    """Losses for which nothing was decided anew."""
    columns = (LOSS, KIND, *(each for each in FIGURES if each.key in ("cell", "immediate")))
    rows = tuple(
        (
            name(found.scenario, entry.loss),
            TITLES[entry.loss.kind],
            cell(found.scenario, entry.loss),
            found.immediate(entry.told),
        )
        for entry in found.seen
    )
    return _page(
        found,
        SEEN,
        "At once",
        "Losses that take less at once than those in the ranking; for them nothing was decided "
        "anew, so that what remains of them is not known.",
        Block(Frame(SEEN, columns, row=FIRST + 1), rows),
    )


def _unused(found: Stress) -> Table:
    columns = (
        LOSS,
        KIND,
        Column("cell", "Cell", "text", width=20),
        Column("reason", "Why", "prose", width=110),
    )
    return _page(
        found,
        UNUSED,
        "Not in the ranking",
        "What the plan does not use, so that its loss changes nothing in it; and losses for which "
        "no plan was found.",
        Block(Frame(UNUSED, columns, row=FIRST + 1), tuple(_reasons(found))),
    )


def _reasons(found: Stress) -> Iterator[Row]:
    scenario = found.scenario
    for entry in (*found.unsolved, *found.unused):
        loss, verdict = entry.loss, entry.told.verdict
        reason = unused(loss) if verdict == "unused" else f"{verdict}: no plan was found"
        yield (name(scenario, loss), TITLES[loss.kind], cell(scenario, loss), reason)


def _row(found: Stress, entry: Entry) -> Row:
    scenario, told, added = found.scenario, entry.told, found.added(entry.told)
    own = found.compared.shortfall if found.compared else 0
    also = " or its foreign consent" if consent(scenario, entry.loss) else ""
    return (
        name(scenario, entry.loss) + also,
        cell(scenario, entry.loss),
        told.shortfall,
        own,
        added,
        Fraction(added, own) if own else None,
        int(found.certain(told)),
        gap(told.shortfall, told.bound),
        found.immediate(told),
        found.made_good(told),
        told.missing_last,
        told.european,
        told.european_last,
        told.largest,
        told.money,
        listing(hit(scenario, each) for each in found.hits(told)),
        "\n".join((*told.dropped, *told.unkept)) or None,
    )


def _page(
    found: Stress,
    sheet: str,
    title: str,
    about: str,
    block: Block,
    labels: Sequence[Label] = (),
    *,
    heights: dict[int, float] | None = None,
    charts: tuple[Chart, ...] = (),
) -> Table:
    return titled_page(
        found.scenario.policy,
        sheet,
        title,
        about,
        (block,),
        labels,
        heights=heights,
        charts=charts,
        # With sentences above and a chart below, all of it on one page would be tiny.
        breaks=(charts[0].row - 1,) if charts else (),
    )
