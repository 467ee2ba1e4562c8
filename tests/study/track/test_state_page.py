"""The page of one state: its figures, its charts, what it has behind plan."""

from allocator.io.chart_values import ChartValues
from allocator.study.track.sheets import Sources, track_sheets
from allocator.tables.table import Table, plain
from tests.report.reading import texts
from tests.study.track.progress import FALLEN_BEHIND, progress, view

FOUND = progress(*FALLEN_BEHIND)


def pages() -> dict[str, Table]:
    sources = Sources("p.xlsx", "a.xlsx")
    return {each.name: each for each in track_sheets(FOUND, view(), sources, ("A", "B"))}


def test_pages_follow_the_first_in_the_order_asked_for() -> None:
    assert list(pages())[:4] == ["progress", "state_A", "state_B", "chains"]


def test_charts_draw_the_states_own_rows() -> None:
    """Planned for A are 1, 2 and 3 lots; it got none in 2026, and catches up by the last year."""
    made = pages()
    values = ChartValues(tuple(made.values()))
    drawn = {
        (name, chart.title): [values(each.values) for each in chart.series]
        for name in ("state_A", "state_B")
        for chart in made[name].charts
    }
    title = "Units delivered, all kinds, so far"
    plan, actual, forecast = drawn["state_A", title]
    assert plan == [1, 2, 3]
    assert actual == [0, None, None]
    assert (forecast[0], forecast[2]) == (0, 3)
    plan, actual, forecast = drawn["state_B", title]
    assert plan == [1, 2, 2]
    assert actual == [1, None, None]
    for name in ("state_A", "state_B"):
        assert all(
            values(each.categories) == values(made[name].charts[0].series[0].categories)
            for chart in made[name].charts
            for each in chart.series
        )


def test_rows_behind_are_those_of_the_state() -> None:
    made = pages()
    (block,) = made["state_A"].blocks
    rows = [tuple(map(plain, row)) for row in block.rows]
    assert rows[0][0] == "order"
    assert rows[0][2:6] == ("2026", 1, 0, 0)
    assert rows[0][6:] == ("behind", "red")
    assert "1 on time" not in " ".join(texts(made["state_A"]))
    assert "2 late" in " ".join(texts(made["state_A"]))
    assert "SECRET & MARKED" in " ".join(texts(made["state_B"]))
    assert made["state_A"].page
