"""Sheet `explain_replan`: what a re-plan changes of the old plan and why, and what that costs."""

from collections.abc import Iterator, Sequence

from allocator.domain.period import month
from allocator.report.numbers import amount, per_cent_of_key
from allocator.report.prose import number, verb
from allocator.report.view import View
from allocator.study.titled_page import sentence_heights, sentence_labels
from allocator.study.track.replan_told import Changed, PriceOfKeeping
from allocator.tables.column import Column
from allocator.tables.frame import Frame
from allocator.tables.table import Block, Label, Row, Table

NAME, TITLE = "explain_replan", "What the re-plan changes"
ABOUT = "Every decision that differs from the plan that was in force, with its cause."
COLUMNS = (
    Column("decision", "decision", "text", width=20),
    Column("codes", "codes", "text", width=34),
    Column("before", "in force", "text", width=22),
    Column("after", "re-plan", "text", width=22),
    Column("announced", "announced", "flag", width=11),
    Column("settled", "past only", "flag", width=10),
    Column("size", "weighted size, EUR m", "money", width=14),
    Column("cause", "cause", "text", width=20),
    Column("words", "in words", "prose", width=100),
)
NOTHING = "–"
FIRST, LETTERS = 3, 190
"""Row of the first sentence, and characters that fit on a line."""


def replan_sheet(
    view: View,
    as_of: int,
    changes: Sequence[Changed],
    price: PriceOfKeeping | None,
    remarks: Sequence[str] = (),
) -> Table:
    """One page: what it comes to in sentences, then change by change."""
    told = [*sentences(as_of, changes, price), *remarks]
    row = FIRST + len(told) + 1
    rows = tuple(_row(view, each) for each in changes)
    return Table(
        NAME,
        TITLE,
        ABOUT,
        (Block(Frame(NAME, COLUMNS, row=row), rows),),
        labels=(
            Label(0, 0, view.titled(TITLE), "title"),
            Label(1, 0, ABOUT, "subtitle", columns=len(COLUMNS)),
            Label(2, 0, "← briefing", "link", link="briefing"),
            *sentence_labels(told, FIRST, len(COLUMNS)),
        ),
        marking=view.marking,
        what_if=view.policy.what_if,
        frozen=(row + 1, 2),
        heights=sentence_heights(told, FIRST, LETTERS),
    )


def sentences(
    as_of: int, changes: Sequence[Changed], price: PriceOfKeeping | None
) -> Iterator[str]:
    """What is held, what changes, and what holding on costs."""
    open_ones = [each for each in changes if not each.settled]
    yield (
        f"What had happened by the start of {month(as_of)} and what was ordered by then stands. "
        + _count(changes, len(open_ones))
    )
    if price is None:
        yield "The price of keeping the old plan was not worked out."
        return
    yield price_words(price)


def price_words(price: PriceOfKeeping) -> str:
    """The best plan that is free of the old one, beside the re-plan."""
    short, largest, money = price.shortfall, price.largest, price.money
    proof = "" if price.proven else ", as far as the search found one"
    left = "" if "cost" in price.searched else "; its burdens and money were not searched"
    return (
        f"Free of the old plan the best plan with the same past{proof} has a weighted shortfall of "
        f"{short.free:,} (this plan {short.steady:,}), a largest burden of "
        f"{per_cent_of_key(largest.free)} of the key ({per_cent_of_key(largest.steady)}) and costs "
        f"{amount(money.free)} ({amount(money.steady)}){left}."
    )


def _count(changes: Sequence[Changed], left: int) -> str:
    if not changes:
        return "The plan in force stays as it is, row by row."
    public = sum(each.announced and not each.settled for each in changes)
    return (
        f"{number(len(changes), 'decision')} {verb(len(changes), 'differs', 'differ')} from the "
        f"plan in force, {left:,} of them decided anew and the others by what has happened alone; "
        f"{public:,} of those decided anew had been announced."
    )


def _row(view: View, each: Changed) -> Row:
    return (
        each.decision,
        ", ".join(each.codes),
        _series(view, each.before),
        _series(view, each.after),
        int(each.announced),
        int(each.settled),
        each.size,
        each.cause,
        each.sentence,
    )


def _series(view: View, values: object) -> str:
    """`0 2 4 –`: a figure for each period, none for those that the old plan does not speak of; yes
    or no where there are no periods."""
    stated = dict(values) if isinstance(values, dict) else {}
    if "" in stated:
        return "yes" if stated[""] else "no"
    return "  ".join(f"{stated[at]:,}" if at in stated else NOTHING for at in view.periods)
