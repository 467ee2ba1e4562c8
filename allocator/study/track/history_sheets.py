"""A history as a workbook: the chain, then promised and delivered by domain and by capability."""

from collections.abc import Sequence

from allocator.accounts.dependence import european_share
from allocator.domain.period import month
from allocator.report.names import horizon
from allocator.report.prose import readable
from allocator.study.titled_page import FIRST, sentence_heights, sentence_labels
from allocator.study.track.chain import ChainedPlan
from allocator.study.track.delivered import Delivered, History
from allocator.study.track.history_charts import LABEL, share_chart
from allocator.study.track.history_page import PERIOD, TITLE, WHOLE, page, promise_columns
from allocator.study.track.history_sentences import FileOf, sentences
from allocator.study.track.history_told import together
from allocator.study.track.history_units import all_domains_chart, by_capability, by_domain
from allocator.tables.column import Column
from allocator.tables.frame import Frame
from allocator.tables.table import Block, Row, Table

HISTORY, SHARE, FILES = "history", "european_share", "files"
LETTERS, ACROSS = 200, 9
"""Characters that fit on a line of a sentence, and columns that it runs over."""
SAID = 2
"""Row of the first sentence."""
PLANS = (
    Column("order", "No."),
    Column("name", "File of the plan", "text", width=34),
    Column("title", "Title", "text", width=44),
    Column("after", "Goes on from", "text", width=34),
    Column("periods", "Periods", "text", width=13),
    Column("deadline", "Deadline", "code", width=10),
    Column("share", "European share\nat the deadline", "percent", width=15),
    Column("money", "New money\nEUR m", "money", digits=0, width=12),
    Column("told", "Actuals", "text", width=40),
    Column("as_of", "As of", "code", width=10),
    Column("rows", "Rows known", width=11),
)


def history_sheets(found: History, files: Sequence[FileOf]) -> tuple[Table, ...]:
    """All of them, the chain with its charts first."""
    share = _share_frame(found)
    return (
        _chain(found, share, files),
        _shares(found, share),
        by_domain(found),
        by_capability(found),
        _files(found, files),
    )


def _chain(found: History, share: Frame, files: Sequence[FileOf]) -> Table:
    told = list(sentences(found, files))
    frame = Frame(HISTORY, PLANS, row=SAID + len(told) + 1)
    rows = tuple(_plan(found, at) for at in range(len(found.chain.plans)))
    below = frame.row + len(rows) + 3
    return page(
        found,
        HISTORY,
        "History",
        "Plans in the order in which they went on from one another, and what became of them.",
        (Block(frame, rows),),
        labels=sentence_labels(told, SAID, ACROSS),
        heights=sentence_heights(told, SAID, LETTERS),
        charts=(share_chart(found, share, below), all_domains_chart(found, below)),
    )


def _plan(found: History, at: int) -> Row:
    plan = found.chain.plans[at]
    view = plan.view
    actuals = together(plan) if plan.told else None
    return (
        at + 1,
        readable(plan.name, WHOLE),
        readable(view.policy.title, TITLE),
        _after(found, plan, at),
        horizon(view),
        view.deadline,
        european_share(view.ledger),
        sum(view.ledger.new_money.values()),
        ", ".join(readable(each.name, LABEL) for each in plan.told) or None,
        None if actuals is None else month(actuals.as_of),
        None if actuals is None else len(actuals.rows),
    )


def _after(found: History, plan: ChainedPlan, at: int) -> str | None:
    if not plan.previous:
        return None
    before = [each.name for each in found.chain.plans[:at] if each.digest == plan.previous]
    return readable(before[-1], WHOLE) if before else "not in the folder"


def _share_frame(found: History) -> Frame:
    return Frame(SHARE, (PERIOD, *promise_columns(found, "percent")), row=FIRST)


def _shares(found: History, frame: Frame) -> Table:
    rows = tuple(
        (
            period,
            *(each.shares.get(period) for each in found.promised),
            *_told_share(found.delivered.get(period)),
        )
        for period in found.periods
    )
    return page(
        found,
        SHARE,
        "European share",
        "Part of the requirements that the states meet themselves, weighted by priority.",
        (Block(frame, rows),),
    )


def _told_share(made: Delivered | None) -> Row:
    if made is None or made.share is None:
        return None, None, None
    return made.share, sum(made.unconfirmed.values()), readable(made.by, LABEL)


def _files(found: History, files: Sequence[FileOf]) -> Table:
    columns = (
        Column("name", "File", "text", width=44),
        Column("what", "What it is", "text", width=16),
        Column("said", "Remark", "prose", width=110),
    )
    rows = tuple((readable(each.name, 60), each.what, each.remark or None) for each in files)
    return page(
        found,
        FILES,
        "Files of the folder",
        "What was read, what it is, and why it is not used where it is not.",
        (Block(Frame(FILES, columns, row=FIRST), rows),),
    )
