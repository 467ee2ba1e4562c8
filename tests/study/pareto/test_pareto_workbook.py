"""A front from workbook to workbook: by hand on the worked example, resumed, cut short, refused.

Duo: B's line makes a unit for EUR 3 m, at 100 basis points of the key money of whoever buys it. Of
eight that are needed each costs less shortfall; even splits of an even number are fairest.
"""

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from openpyxl import load_workbook

from allocator.app.pareto_workbook import ParetoReport, Placed, Wanted, pareto_workbook
from allocator.app.solve_workbook import Search
from allocator.app.verify_workbook import verify_workbook
from allocator.domain.outcome import Infeasible
from allocator.errors import OutputError, RequestError
from allocator.io.input_writer import write_input_workbook
from seeds.build import tables

ROOT = Path(__file__).parents[3]
DUO = ROOT / "inputs" / "duo.xlsx"
BALTIC = ROOT / "inputs" / "baltic.xlsx"
ALL = Wanted(("shortfall", "spread", "cost"))
SEARCH = Search("quick", None, 0, 1)
BY_HAND = [
    (0, 600, 24_000_000),
    (625_000, 600, 21_000_000),
    (1_250_000, 500, 18_000_000),
    (2_500_000, 400, 15_000_000),
    (3_750_000, 300, 12_000_000),
    (6_250_000, 300, 9_000_000),
    (8_750_000, 200, 6_000_000),
    (11_250_000, 100, 3_000_000),
    (13_750_000, 0, 0),
]


@pytest.fixture(scope="module")
def duo(tmp_path_factory: pytest.TempPathFactory) -> ParetoReport:
    folder = tmp_path_factory.mktemp("duo")
    placed = Placed(folder / "front.xlsx", folder / "plans", folder / "journal")
    return pareto_workbook(DUO, ALL, placed, SEARCH)


def values_of(report: ParetoReport) -> list[tuple[int, ...]]:
    assert report.curve is not None
    return [each.values for each in report.curve.plotted]


def rows_of(path: Path, first: str) -> Iterator[tuple[object, ...]]:
    """The rows below the header that begins with `first`, up to a blank one."""
    rows = iter(load_workbook(path)["pareto"].iter_rows(values_only=True))
    for row in rows:
        if row[0] == first:
            break
    for row in rows:
        if row[0] is None:
            return
        yield row


def test_the_worked_example_by_hand(duo: ParetoReport) -> None:
    assert values_of(duo) == BY_HAND
    assert duo.curve is not None
    assert duo.curve.complete
    assert duo.curve.whole
    assert not duo.curve.left


def test_the_sheet_has_every_point_in_the_usual_units(duo: ParetoReport) -> None:
    assert duo.output is not None
    rows = list(rows_of(duo.output, "Point"))
    assert [row[:5] for row in rows] == [
        (number, shortfall, burden / 10_000, cost / 1_000_000, "proven")
        for number, (shortfall, burden, cost) in enumerate(BY_HAND, 1)
    ]
    assert rows[0][-1] == "least of the shortfall"
    assert rows[-1][-1] == "least of the largest burden and the cost"
    assert [row[8] for row in rows][::8] == [1, 0]
    with zipfile.ZipFile(duo.output) as parts:
        charts = [parts.read(name).decode() for name in parts.namelist() if "charts/chart" in name]
    assert len(charts) == 2
    assert all("<c:scatterChart>" in chart for chart in charts)


def test_the_plan_of_each_point_holds_and_keeps_it(duo: ParetoReport) -> None:
    """Read back and verified from the file alone; nothing is claimed of the point's own aims but
    what they are at least by themselves."""
    assert len(duo.plans) == len(BY_HAND)
    for path, values in zip(duo.plans, BY_HAND, strict=True):
        report = verify_workbook(None, path)
        assert not report.violations
        assert not report.remarks
        aims = {aim.name: aim for aim in report.saved.provenance.aims}
        assert tuple(aims[aim].value for aim in ("shortfall", "spread", "cost")) == values
        assert all(aims[aim].bound == 0 for aim in ("shortfall", "spread", "cost"))
        assert aims["reliance"].proven
        assert list(aims)[:3] == ["shortfall", "spread", "cost"]


def test_a_journal_is_gone_on_from(duo: ParetoReport, tmp_path: Path) -> None:
    """Half of it lost, and one line torn: the front is the same, and so is the journal's length."""
    assert duo.output is not None
    lines = (duo.output.parent / "journal").read_bytes().splitlines(keepends=True)
    journal = tmp_path / "journal"
    journal.write_bytes(b"".join(lines[:9]) + lines[9][:20])
    again = pareto_workbook(DUO, ALL, Placed(tmp_path / "front.xlsx", None, journal), SEARCH)
    assert again.curve == duo.curve
    assert len(journal.read_bytes().splitlines()) == len(lines)


def test_processes_change_nothing(duo: ParetoReport, tmp_path: Path) -> None:
    two = pareto_workbook(DUO, ALL, Placed(tmp_path / "x.xlsx"), replace(SEARCH, workers=2))
    assert two.curve == duo.curve


def test_the_journal_of_something_else_is_refused(duo: ParetoReport, tmp_path: Path) -> None:
    assert duo.output is not None
    placed = Placed(tmp_path / "front.xlsx", None, duo.output.parent / "journal")
    for wanted, search, words in (
        (Wanted(("shortfall", "cost")), SEARCH, "aims"),
        (ALL, replace(SEARCH, seed=1), "seed"),
        (ALL, replace(SEARCH, effort="normal"), "effort"),
    ):
        with pytest.raises(RequestError, match=rf"journal of something else .*{words}"):
            pareto_workbook(DUO, wanted, placed, search)
    assert not placed.target.exists()


@pytest.mark.parametrize(
    ("aims", "points", "words"),
    [
        (("shortfall", "price"), None, 'no front of the aim "price"; .*those of this workbook'),
        (("shortfall", "spraed"), None, 'did you mean "spread"'),
        (("shortfall", "tie_break"), None, 'no front of the aim "tie_break"'),
        (("shortfall", "changes"), None, 'no front of the aim "changes"'),
        (("shortfall", "cost", "shortfall"), None, "named twice"),
        (("cost",), None, "two aims or more"),
        ((), None, "two aims or more"),
        (("shortfall", "spread", "cost"), 2, "2 points are too few"),
    ],
)
def test_what_makes_no_front_is_refused(
    aims: tuple[str, ...], points: int | None, words: str, tmp_path: Path
) -> None:
    with pytest.raises(RequestError, match=words):
        pareto_workbook(DUO, Wanted(aims, points), Placed(tmp_path / "x.xlsx"), SEARCH)
    assert not list(tmp_path.iterdir())


def test_where_nothing_can_be_written_nothing_is_searched(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    placed = Placed(tmp_path / "x.xlsx", tmp_path / "file", tmp_path / "journal")
    with pytest.raises(OutputError):
        pareto_workbook(DUO, ALL, placed, SEARCH)
    assert not (tmp_path / "journal").exists()


def test_few_points_lie_all_over_and_say_what_is_left(tmp_path: Path) -> None:
    """Baltic: six of many; the sheet has the regions in which others may be."""
    target = tmp_path / "x.xlsx"
    report = pareto_workbook(BALTIC, Wanted(("shortfall", "cost"), 6), Placed(target), SEARCH)
    found = report.curve
    assert found is not None
    assert not found.complete
    assert found.made == 6
    assert all(each.point.proven and not each.gap for each in found.plotted)
    assert 0 < found.undecided < 1
    costs = [each.values[1] for each in found.plotted]
    spaces = [high - low for high, low in pairwise(costs)]
    assert max(spaces) < (costs[0] - costs[-1]) / 2
    assert found.knee is not None
    assert len(list(rows_of(target, "Region"))) == len(found.left) > 0
    rates = [row[6] for row in rows_of(target, "Point")]
    assert rates[0] is None
    assert all(isinstance(rate, float) and rate > 0 for rate in rates[1:])


def test_a_search_that_is_stopped_writes_what_it_has(tmp_path: Path) -> None:
    made = 0

    def watch(done: int, _needed: int) -> None:
        nonlocal made
        made = done

    report = pareto_workbook(
        BALTIC,
        Wanted(("shortfall", "cost")),
        Placed(tmp_path / "x.xlsx"),
        SEARCH,
        observer=watch,
        stop=lambda: made >= 5,
    )
    assert report.curve is not None
    assert report.output is not None
    assert not report.curve.finished
    assert not report.curve.complete
    assert report.curve.plotted


def test_a_search_without_time_has_no_plan(tmp_path: Path) -> None:
    placed = Placed(tmp_path / "x.xlsx")
    report = pareto_workbook(BALTIC, ALL, placed, replace(SEARCH, time_limit=0.0))
    assert report.curve is None
    assert report.unsolved is not None
    assert report.unsolved.verdict == "undecided"
    assert not placed.target.exists()


def test_a_workbook_without_a_plan_says_which_rows_give_way(tmp_path: Path) -> None:
    rows = tables("duo")
    rows["budgets"] = [{**row, "floor": "29"} for row in rows["budgets"]]
    source = write_input_workbook(tmp_path / "in.xlsx", rows)
    report = pareto_workbook(source, ALL, Placed(tmp_path / "x.xlsx"), SEARCH)
    assert isinstance(report.unsolved, Infeasible)
    assert report.unsolved.rows
    assert report.output is None
    assert not (tmp_path / "x.xlsx").exists()


@pytest.mark.parametrize("title", ["=1+1", "[bold]x[/] <&>", "\u202etitle", "x" * 300, "pareto!A1"])
def test_hostile_titles_stay_texts(title: str, tmp_path: Path) -> None:
    rows = tables("duo")
    rows["settings"] = [
        {**row, "value": title} if row.get("key") == "title" else row for row in rows["settings"]
    ]
    source = write_input_workbook(tmp_path / "in.xlsx", rows)
    wanted = Wanted(("shortfall", "cost"), 3)
    report = pareto_workbook(source, wanted, Placed(tmp_path / "x.xlsx"), SEARCH)
    assert report.output is not None
    cell = load_workbook(report.output)["pareto"]["A1"]
    assert cell.data_type == "s"
    assert title[:40].replace("\u202e", "") in str(cell.value).replace("\u202e", "")


def test_scenarios_stand_on_top(tmp_path: Path) -> None:
    """With budgets a tenth of what they are nobody buys as much."""
    header = ("scenario", "sheet", "key", "column", "change", "value")
    row = ("poor", "budgets", "*, *", "ceiling", "scale", "10%")
    rows = {**tables("duo"), "scenarios": [dict(zip(header, row, strict=True))]}
    source = write_input_workbook(tmp_path / "in.xlsx", rows)
    placed = Placed(tmp_path / "x.xlsx", tmp_path / "plans", tmp_path / "journal")
    poor = pareto_workbook(source, ALL, placed, SEARCH, overlay="poor")
    assert values_of(poor)[-1] == BY_HAND[-1]
    assert values_of(poor)[0][0] > 0
    assert not verify_workbook(None, poor.plans[0]).violations
    with pytest.raises(RequestError, match="scenario"):
        pareto_workbook(source, ALL, placed, SEARCH)
