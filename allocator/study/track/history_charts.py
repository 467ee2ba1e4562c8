"""Charts of a history: promised by some of the plans, and delivered."""

from allocator.report.prose import readable
from allocator.study.track.delivered import History
from allocator.tables.frame import Frame
from allocator.tables.table import Chart, Series

LABEL = 28
"""Characters of what a plan is called."""
CHARTED = 5
"""Plans in a chart: the first, and the latest of the others."""
ROWS = 13
"""That a chart takes beside a table."""


def labels(found: History) -> list[str]:
    """What each plan is called: its place in the chain and its file."""
    return [f"{at}. {readable(each.name, LABEL)}" for at, each in enumerate(found.promised, 1)]


def share_chart(found: History, frame: Frame, row: int) -> Chart:
    """Lines of the European share over the periods."""
    return Chart(
        "line",
        "European share, promised and delivered",
        _series(found, frame),
        row=row,
        column=0,
        width=700,
        height=360,
        number_format="0%",
        least=0.0,
        most=1.0,
    )


def units_chart(found: History, frame: Frame, title: str, row: int, column: int) -> Chart:
    """Columns of new units in each period."""
    return Chart(
        "column",
        title,
        _series(found, frame),
        row=row,
        column=column,
        width=620,
        height=20 * ROWS,
        number_format="#,##0",
        least=0.0,
    )


def _series(found: History, frame: Frame) -> tuple[Series, ...]:
    """Some of the plans, then what was delivered in amber, the second colour."""
    count, names = len(found.periods), labels(found)
    periods = frame.abroad(frame.down("period", count))

    def values(key: str) -> str:
        return frame.abroad(frame.down(key, count))

    promised = [
        Series(f"promised by {names[at]}", periods, values(f"plan_{at}"), place and place + 1)
        for place, at in enumerate(_charted(len(names)))
    ]
    return (*promised, Series("delivered", periods, values("delivered"), 1))


def _charted(count: int) -> list[int]:
    """Positions of the plans that charts show."""
    return sorted({0, *range(max(0, count - CHARTED + 1), count)})
