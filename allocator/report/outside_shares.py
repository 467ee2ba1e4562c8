"""Sheet `outside_shares`: how far each requirement rests on outsiders, period by period."""

from fractions import Fraction

from allocator.domain.quantity import WHOLE
from allocator.report.coverage import period_key
from allocator.report.prose import short_name
from allocator.report.requirements import cover
from allocator.report.sheet import TITLE_ROWS, titled_page
from allocator.report.view import View
from allocator.tables.column import Column, Formula
from allocator.tables.frame import Frame
from allocator.tables.table import Block, Chart, Label, Row, Series, Table

SHEET = "outside_shares"
NAMED = 5
"""Capabilities that get a line in the chart: those that rest most on outsiders at first."""
WIDE = 24
"""Capabilities from which on the page needs large paper."""


def outside_shares(view: View, dependence: Block, coverage: Block) -> Table:
    """Periods across, with a line at the deadline; live from `dependence` and `coverage`."""
    whole = _alliance(view, coverage)
    each = _capabilities(view, dependence, TITLE_ROWS + whole.height + 3)
    heading = Label(each.frame.row - 2, 0, "By capability", "heading", columns=8)
    return titled_page(
        view,
        SHEET,
        "Dependence over time",
        f"Outside support over each requirement. The heavy line is the deadline, {view.deadline}: "
        "from then on the cap holds. Shares above the cap stand out.",
        (whole, each),
        labels=(heading,),
        charts=(_chart(view, whole, each, coverage),),
        large_paper=len(view.capabilities) > WIDE,
    )


def _columns(view: View) -> tuple[Column, ...]:
    return (
        Column("name", "Share from outside", "text", width=42),
        Column("capability", "Code", "code", width=14),
        *(Column(period_key(period), period, "percent", width=9) for period in view.periods),
        Column("cap", "Cap", "percent", width=9),
        Column("over", "Periods\nabove it", width=10),
    )


def _alliance(view: View, coverage: Block) -> Block:
    """All requirements together, and the cap."""
    frame = Frame(SHEET, _columns(view)[:-2], row=TITLE_ROWS)
    deadline = view.scenario.period_index[view.deadline]
    cap = Fraction(view.policy.dependence_cap, WHOLE)
    shares = (
        Formula(
            f"={coverage.frame.abroad(coverage.frame.at('outside', at))}",
            cover(view, period).outside,
        )
        for at, period in enumerate(view.periods)
    )
    rows: tuple[Row, ...] = (
        ("All requirements, by priority", None, *shares),
        (
            "Cap of the policy",
            None,
            *(cap if at >= deadline else None for at in range(len(view.periods))),
        ),
    )
    return Block(frame, rows, edge=period_key(view.deadline))


def _capabilities(view: View, dependence: Block, row: int) -> Block:
    frame = Frame(SHEET, _columns(view), row=row)
    rows = tuple(
        _row(view, frame, dependence, at, code) for at, code in enumerate(view.capabilities)
    )
    beyond = {period_key(period): "cap" for period in view.periods}
    return Block(frame, rows, beyond=beyond, edge=period_key(view.deadline))


def _row(view: View, frame: Frame, dependence: Block, index: int, code: str) -> Row:
    own = view.scenario.capability_by_code[code].dependence_cap
    cap = Fraction(view.policy.dependence_cap if own is None else own, WHOLE)
    over = sum(view.dependences[code, period].outside_share > cap for period in view.periods)
    reach = frame.across(period_key(view.periods[0]), period_key(view.last), index)
    return (
        short_name(view.capability_name(code), 46),
        code,
        *(_share(view, frame, dependence, index, code, period) for period in view.periods),
        cap,
        Formula(f"=SUMPRODUCT(1*({reach}>{frame.at('cap', index)}))", over),
    )


def _share(
    view: View, frame: Frame, dependence: Block, index: int, code: str, period: str
) -> Formula:
    """The row of the capability and the period, wherever it has been sorted to."""
    source, count = dependence.frame, len(dependence.rows)
    capability, when, share = (
        source.abroad(source.down(key, count)) for key in ("capability", "period", "outside_share")
    )
    found = (
        f"({capability}={frame.at('capability', index)})*({when}={frame.head(period_key(period))})"
    )
    return Formula(f"=SUMPRODUCT({found}*{share})", view.dependences[code, period].outside_share)


def _chart(view: View, whole: Block, each: Block, coverage: Block) -> Chart:
    """The capabilities that rest most on outsiders at first, all together, and the cap."""
    frame = whole.frame
    first, last = period_key(view.periods[0]), period_key(view.last)
    heads = frame.abroad(frame.along(first, last, -1))
    shares = [view.dependences[code, view.periods[0]].outside_share for code in view.capabilities]
    falling = sorted(range(len(shares)), key=lambda at: -shares[at])
    deadline = coverage.frame.down("deadline", len(view.periods))
    named = [at for at in falling[:NAMED] if shares[at]]
    return Chart(
        "band_and_lines",
        "Outside share of the requirement: where it is largest at first, and all together",
        (
            Series(f"Deadline {view.deadline}", heads, coverage.frame.abroad(deadline)),
            Series("All requirements", heads, frame.abroad(frame.along(first, last, 0)), 0),
            *(
                Series(
                    view.short_capability(view.capabilities[at]),
                    heads,
                    each.frame.abroad(each.frame.along(first, last, at)),
                    colour,
                )
                for colour, at in enumerate(named, 1)
            ),
            Series(
                "Cap", heads, frame.abroad(frame.along(first, last, 1)), len(named) + 1, dashed=True
            ),
        ),
        row=TITLE_ROWS,
        column=len(_columns(view)) + 1,
        width=720,
        height=440,
        number_format="0%",
        least=0,
        most=1,
    )
