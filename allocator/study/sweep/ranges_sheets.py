"""The pages of ranges: of what matters most, and of what each state gives."""

from collections.abc import Sequence
from fractions import Fraction

from allocator.domain.scenario import Scenario
from allocator.report.proof import AIMS
from allocator.report.prose import opening, short_name
from allocator.study.sweep.page import ACROSS, FIRST, Names
from allocator.study.sweep.summary import Range, Summary
from allocator.study.titled_page import titled_page
from allocator.tables.column import Column, Kind
from allocator.tables.frame import Frame
from allocator.tables.table import Block, Label, Row, Table

RANGES, GIVEN = "ranges", "contributions"


def _range_columns(kind: Kind, digits: int | None = None) -> tuple[Column, ...]:
    headers = (
        ("base", "As it\nstands"),
        ("least", "Least"),
        ("low", "5 % are\nbelow"),
        ("median", "Median"),
        ("high", "5 % are\nabove"),
        ("most", "Most"),
    )
    return tuple(Column(key, head, kind, width=13, digits=digits) for key, head in headers)


def _spread(each: Range[int] | Range[Fraction]) -> Row:
    return each.base, each.least, each.low, each.median, each.high, each.most


def ranges_sheet(found: Summary, scenario: Scenario, names: Names) -> Table:
    """Coverage, aims, and burden and money of each state over all futures with a plan."""
    blocks, labels, row = [], [], FIRST

    def listed(title: str, first: Column, kind: Kind, rows: Sequence[Row], digits: int = 0) -> None:
        nonlocal row
        if rows:
            labels.append(Label(row, 0, title, "heading", columns=ACROSS - 3))
            columns = (first, *_range_columns(kind, digits or None))
            blocks.append(Block(Frame(RANGES, columns, row=row + 1), tuple(rows)))
            row += len(rows) + 3

    name = Column("name", "", "text", width=40)
    deadline, last = scenario.policy.deadline_period, scenario.periods[-1].code
    shares = {
        f"European share in {deadline}": found.european,
        f"Part missing in {deadline}": found.missing,
        f"European share in {last}": found.european_last,
        f"Part missing in {last}": found.missing_last,
    }
    parts = [(words, *_spread(each)) for words, each in shares.items() if each is not None]
    listed("Of what is required, by priority", name, "percent", parts)
    aims = [
        (opening(AIMS[aim]), *_spread(each))
        for aim, each in found.aims.items()
        if aim in AIMS and aim != "tie_break"
    ]
    listed("Aims, in their own units", name, "whole", aims)
    order = [code for code in names.states if code in found.burdens]
    named = Column("name", "State", "text", width=40)
    burdens = [(names.state(code), *_spread(found.burdens[code])) for code in order]
    listed("Burden, % of the key money", named, "basis_points", burdens, 2)
    money = [(names.state(code), *_spread(found.money[code])) for code in order]
    listed("New money, EUR m", named, "money", money)
    return titled_page(
        scenario.policy,
        RANGES,
        "Ranges",
        f"Over the {len(found.solved)} futures that have a plan; quantiles are figures that occur.",
        tuple(blocks),
        labels,
    )


def given_sheet(found: Summary, scenario: Scenario, names: Names) -> Table:
    """What counts of each state in the last period, capability by capability."""
    solved = len(found.solved)
    columns = (
        Column("name", "State", "text", width=26),
        Column("state", "Code", "code"),
        Column("capability", "Capability", "text", width=38),
        Column("code", "Code", "code", width=13),
        *_range_columns("decimal"),
        Column("same", "Futures in which\nit is as it stands", "text", width=18),
    )
    rows = []
    for state in names.states:
        for capability, called in names.capabilities.items():
            each = found.given.get((state, capability))
            if each is not None:
                same = "" if each.base is None else f"{each.same} of {solved - 1}"
                named = (names.state(state), state, short_name(called, 38), capability)
                rows.append((*named, *_spread(each), same))
    return titled_page(
        scenario.policy,
        GIVEN,
        "Who gives what",
        f"Units that count in {scenario.periods[-1].code}, over the {solved} futures with a plan.",
        (Block(Frame(GIVEN, columns, row=FIRST + 1), tuple(rows)),),
        keys=4,
    )
