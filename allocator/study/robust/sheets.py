"""One plan for several scenarios as a workbook: what it comes to, and what to decide by when."""

from allocator.domain.period import month
from allocator.domain.scenario import Scenario
from allocator.report.prose import readable
from allocator.study.robust.sentences import sentences
from allocator.study.robust.told import Account, Figures, Told
from allocator.study.titled_page import sentence_heights, sentence_labels, titled_page
from allocator.tables.column import Column
from allocator.tables.frame import Frame
from allocator.tables.table import Block, Chart, Row, Series, Table

SHEET, DECIDE = "robust", "decide_now"
ABOUT = "One plan for several scenarios: the same until it is known which of them it is."
FIRST = 2
"""Row of the first sentence."""
LETTERS, ACROSS = 150, 10
"""Characters that fit on a line of a sentence, and columns that it runs over."""
AIMS = {
    "worst shortfall": "Largest shortfall of any scenario, weighted",
    "all shortfalls": "Shortfalls of all scenarios together, weighted",
    "largest burden": "Largest burden in any scenario, basis points",
    "all money": "New money in all scenarios together, kEUR",
}
SCENARIOS = (
    Column("scenario", "Scenario", "text", width=44),
    Column("robust", "Shortfall,\nplan for all", width=15),
    Column("own", "Shortfall,\nown plan", width=15),
    Column("bound", "at least,\nproven", width=15),
    Column("regret", "More than\nown plan", width=15),
    Column("part", "the same,\nper cent", "percent", width=11),
    Column("european", "European,\nplan for all", "percent", width=12),
    Column("own_european", "European,\nown plan", "percent", width=12),
    Column("largest", "Burden,\nplan for all", "basis_points", width=12, digits=2),
    Column("own_largest", "Burden,\nown plan", "basis_points", width=12, digits=2),
    Column("money", "EUR m,\nplan for all", "money", width=13),
    Column("own_money", "EUR m,\nown plan", "money", width=13),
    Column("carried", "Shortfall,\nplanned for base", width=16),
    Column("carried_european", "European,\nplanned for base", "percent", width=16),
    Column("carried_largest", "Burden,\nplanned for base", "basis_points", width=16, digits=2),
    Column("carried_money", "EUR m,\nplanned for base", "money", width=16),
    Column("verdict", "Planned for base", "text", width=18),
)
REACHED = (
    Column("aim", "Aims, in their order", "text", width=44),
    Column("value", "Value", width=15),
    Column("least", "at least,\nproven", width=15),
    Column("gap", "Gap", "percent", width=11, digits=2),
)
DECISIONS = (
    Column("by", "Decide by", "code", width=11),
    Column("what", "What", "text", width=14),
    Column("who", "Who", "text", width=30),
    Column("of", "Of", "text", width=44),
    Column("period", "There in", "code", width=11),
    Column("quantity", "Quantity", width=11),
    Column("unit", "Unit", "text", width=18),
    Column("money", "EUR m", "money", width=13, total=True),
)


def robust_sheets(found: Account, scenario: Scenario) -> tuple[Table, ...]:
    """Two pages: what the plan comes to in each scenario, and what to decide now."""
    return _scenarios(found, scenario), _decisions(found, scenario)


def _scenarios(found: Account, scenario: Scenario) -> Table:
    told = list(sentences(found))
    frame = Frame(SHEET, SCENARIOS, row=FIRST + len(told) + 1)
    rows = tuple(map(_row, found.told))
    below = Frame(SHEET, REACHED, row=frame.row + len(rows) + 2)
    reached = tuple((AIMS[aim.name], aim.value, aim.bound, aim.gap) for aim in found.together.aims)
    worst = found.told.index(found.worst)
    return titled_page(
        scenario.policy,
        SHEET,
        "Plan for all scenarios",
        ABOUT,
        (Block(frame, rows, strong=frozenset({worst})), Block(below, reached)),
        sentence_labels(told, FIRST, ACROSS),
        heights=sentence_heights(told, FIRST, LETTERS),
        charts=_chart(frame, len(rows), below.row + len(reached) + 2),
    )


def _row(told: Told) -> Row:
    carried = told.carried
    figures = carried if isinstance(carried, Figures) else None
    return (
        readable(told.name, 200),
        told.robust.shortfall,
        told.own.shortfall,
        told.bound,
        told.regret,
        told.part,
        told.robust.european,
        told.own.european,
        told.robust.largest,
        told.own.largest,
        told.robust.money,
        told.own.money,
        None if figures is None else figures.shortfall,
        None if figures is None else figures.european,
        None if figures is None else figures.largest,
        None if figures is None else figures.money,
        "feasible" if isinstance(carried, Figures) else carried,
    )


def _chart(frame: Frame, count: int, row: int) -> tuple[Chart, ...]:
    names = frame.abroad(frame.down("scenario", count))
    series = tuple(
        Series(name, names, frame.abroad(frame.down(key, count)))
        for key, name in (
            ("own", "own plan"),
            ("robust", "plan for all"),
            ("carried", "planned for base"),
        )
    )
    title = "Weighted shortfall in each scenario"
    return (Chart("column", title, series, row, 0, 900, 380, "#,##0", least=0.0),)


def _decisions(found: Account, scenario: Scenario) -> Table:
    when = found.robust.asked.when
    about = (
        f"The same in every scenario: what must be ordered or decided before {month(when.month)}."
    )
    frame = Frame(DECIDE, DECISIONS, row=FIRST + 1)
    rows = tuple(
        (
            month(each.by),
            each.what,
            each.who,
            each.of,
            each.period,
            each.quantity,
            each.unit,
            each.money or None,
        )
        for each in found.decided
    )
    blocks = (Block(frame, rows, total="Total"),)
    return titled_page(scenario.policy, DECIDE, "To decide now", about, blocks, keys=0)
