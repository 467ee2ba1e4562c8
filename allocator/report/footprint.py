"""Sheet `footprint`: money that states put into lines, and the work that comes back."""

from fractions import Fraction

from allocator.report.sheet import TITLE_ROWS, titled_page
from allocator.report.view import View
from allocator.tables.column import Column, Formula
from allocator.tables.frame import Frame
from allocator.tables.table import Block, Chart, Row, Series, Table

ROW, HEAD = 20, 60
"""Pixels of a row, and of a chart's title and legend."""
COLUMNS = (
    Column("name", "State", "text", width=18),
    Column("state", "Code", "code", width=7),
    Column("money", "Money put\nin EUR m", "money", total=True, width=13),
    Column("work", "Work placed\nEUR m", "money", total=True, width=13),
    Column("balance", "Work less\nmoney EUR m", "money", total=True, width=13),
    Column("return", "Return", "percent"),
    Column("rate", "Return\nasked for", "basis_points"),
    Column("required", "Work asked\nfor EUR m", "money", total=True, width=13),
    Column("missing", "Missing\nEUR m", "money", total=True, width=12),
    Column("exempt", "Exempt", "flag", width=9),
)


def footprint(view: View) -> Table:
    """One row a state; a state without work in any line it could come from is exempt."""
    frame = Frame("footprint", COLUMNS, row=TITLE_ROWS)
    rows = tuple(_row(view, frame, index, state) for index, state in enumerate(view.states))
    block = Block(frame, rows, total="All states", alarm=("missing",))
    rule = "must come back" if view.policy.return_rule == "hard" else "should come back, at a price"
    return titled_page(
        view,
        frame.sheet,
        "Industrial footprint",
        "Payments for lots and shares less rebates, and for expansions, of components too, and the "
        f"work they place in each state; {_percent(view.policy.return_rate)} of the money {rule}.",
        (block,),
        charts=(_chart(block),),
        frozen_columns=2,
    )


def _chart(block: Block) -> Chart:
    """Money in and work placed, beside the rows of the states."""
    frame, count = block.frame, len(block.rows)
    names = frame.abroad(frame.down("name", count))
    return Chart(
        "bar",
        "Money put in and work placed, EUR million",
        tuple(
            Series(name, names, frame.abroad(frame.down(key, count)))
            for key, name in (("money", "Money put in"), ("work", "Work placed"))
        ),
        row=frame.row,
        column=len(COLUMNS) + 1,
        width=640,
        height=max(300, ROW * (count + 2) + HEAD),
        number_format="#,##0",
    )


def _row(view: View, frame: Frame, index: int, state: str) -> Row:
    account = view.footprints[state]
    money, work = frame.at("money", index), frame.at("work", index)
    return (
        view.state_name(state),
        state,
        account.money,
        account.work,
        Formula(f"={work}-{money}", account.work - account.money),
        Formula(
            f"=IF({money}=0,0,{work}/{money})",
            account.work / account.money if account.money else Fraction(0),
        ),
        None if account.exempt else account.return_rate,
        account.required,
        account.missing,
        int(account.exempt),
    )


def _percent(basis_points: int) -> str:
    return f"{basis_points / 100:g} %"
