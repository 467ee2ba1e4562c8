"""A sweep from workbook to workbook: each figure of the summary anew from the store alone."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import load_workbook

from allocator.app.solve_future import Common, Future, SolveFuture
from allocator.app.solve_workbook import Search
from allocator.app.sweep_workbook import (
    Placed,
    SweepReport,
    Wanted,
    shares_of,
    sweep_workbook,
)
from allocator.engine.journal import Journal
from allocator.engine.processes import Processes
from allocator.engine.watch import Watch
from allocator.errors import InputError, OutputError, RequestError
from allocator.io.input_writer import write_input_workbook
from allocator.io.scenario_reader import read_scenario
from allocator.study.many.crew import Crew
from allocator.study.many.errand import Results
from allocator.study.many.found import result_of
from allocator.study.many.local import LocalCrew
from allocator.study.sweep.sentences import sentences
from seeds.build import tables

SCENARIO = ("scenario", "sheet", "key", "column", "change", "value")
SCENARIOS = (
    ("poor", "budgets", "*, *", "ceiling", "scale", "60%"),
    ("few", "line_rates", "*, *", "units", "scale", "40%"),
    ("none", "budgets", "A, 2026", "floor", "set", "29"),
    ("none", "budgets", "B, 2026", "floor", "set", "29"),
)
UNCERTAIN = ("sheet", "key", "column", "change", "distribution", "low", "mode", "high", "group")
UNCERTAINTIES = (
    ("lines", "*", "unit_price", "scale", "triangular", "80%", "100%", "400%", ""),
    ("line_rates", "*, *", "units", "add", "uniform", "-6", "", "4", "rates"),
)
SEARCH = Search("quick", None, 3, 1)


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rows = {
        **tables("duo"),
        "scenarios": [dict(zip(SCENARIO, row, strict=True)) for row in SCENARIOS],
        "uncertainties": [dict(zip(UNCERTAIN, row, strict=True)) for row in UNCERTAINTIES],
    }
    return write_input_workbook(tmp_path_factory.mktemp("sweep") / "duo.xlsx", rows)


@pytest.fixture(scope="module")
def swept(workbook: Path) -> SweepReport:
    folder = workbook.parent
    placed = Placed(folder / "out.xlsx", folder / "out.sqlite", folder / "journal")
    return sweep_workbook(workbook, Wanted(("all", "poor+few"), 12), placed, SEARCH)


def rows_of(path: Path, sheet: str, first: str) -> Iterator[tuple[object, ...]]:
    """The rows below the header that begins with `first`, up to a blank one."""
    rows = iter(load_workbook(path)[sheet].iter_rows(values_only=True))
    for row in rows:
        if row[0] == first:
            break
    for row in rows:
        if row[0] is None:
            return
        yield row


def decided(path: Path, sheet: str) -> dict[tuple[object, object], dict[str, object]]:
    """The rows of a page of decisions by state and line; columns without codes are not there."""
    head = next(row for row in load_workbook(path)[sheet].values if row[0] == "Who")
    heads = [str(each).replace("\n", " ") for each in head]
    rows = [dict(zip(heads, row, strict=True)) for row in rows_of(path, sheet, "Who")]
    return {(row.get("State"), row.get("Line")): row for row in rows}


def test_every_future_is_there_once_and_in_order(swept: SweepReport) -> None:
    names = [future.name for future in swept.summary.futures]
    scenarios = ("base", "poor", "few", "none", "poor+few")
    drawn = [Future(name, draw).name for name in scenarios for draw in range(1, 13)]
    assert names == [*scenarios, *drawn]
    assert swept.finished
    verdicts = {future.name: future.verdict for future in swept.summary.futures}
    assert verdicts["base"] == verdicts["poor+few"] == "optimal"
    assert verdicts["none"] == "infeasible"
    (reasons,) = {f.reasons for f in swept.summary.futures if f.name == "none"}
    assert "not kept: B spends at least EUR 29.0 million in 2026 (budgets!D3)" in reasons


@pytest.mark.parametrize(
    ("futures", "workers", "shares"),
    [(7, 2, [2]), (8, 2, []), (1, 2, [2]), (3, 8, [2, 3, 3]), (11, 4, [1, 1, 2]), (6, 1, [])],
)
def test_the_last_futures_share_all_processes(
    futures: int, workers: int, shares: list[int]
) -> None:
    every = [Future(draw=k) for k in range(futures)]
    found = shares_of(every, workers)
    assert list(found) == every[futures - len(shares) :]
    assert list(found.values()) == shares


@pytest.mark.parametrize(
    ("cluster", "time_limit", "done", "shares"),
    [
        (None, None, 0, [1, 1, 1, 1, 4]),
        (None, None, 1, [1, 1, 1, 1, 1]),
        (None, None, 3, [1, 1, 1, 2, 2]),
        ("tcp://there:8786", None, 3, [1, 1, 1, 1, 1]),
        (None, 60.0, 3, [1, 1, 1, 1, 1]),
    ],
)
def test_what_is_missing_in_the_journal_is_shared_out(
    workbook: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    cluster: str | None,
    time_limit: float | None,
    done: int,
    shares: list[int],
) -> None:
    """By how many searches are still to be made; not with a clock, and not on a cluster."""
    asked: list[SolveFuture] = []

    def listening(
        errands: Iterable[SolveFuture], _crew: Crew, journal: Journal, **_: object
    ) -> Results:
        asked[:] = errands
        for each in asked[:done]:
            journal.add(result_of(each.key), {})
        return Results({}, (), finished=True)

    monkeypatch.setattr("allocator.app.sweep_workbook.run", listening)
    monkeypatch.setattr("allocator.app.sweep_workbook.crew_of", lambda *_: LocalCrew(1))
    search = Search("quick", time_limit, 0, 4)
    placed = Placed(tmp_path / "out.xlsx", None, tmp_path / "journal", cluster)
    for _ in range(2):
        sweep_workbook(workbook, Wanted(("poor", "few", "none", "poor+few")), placed, search)
    assert [each.workers for each in asked] == shares


@pytest.mark.parametrize("workers", [1, 3])
def test_processes_of_a_search_change_nothing(
    workbook: Path, monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    """With a program that is not taken whole, so that they have something to do."""
    monkeypatch.setattr("allocator.engine.way.WHOLE_SIZE", 1)
    used: list[int] = []

    class Counting(Processes):
        def __init__(self, workers: int, watch: Watch) -> None:
            used.append(workers)
            super().__init__(workers, watch)

    monkeypatch.setattr("allocator.engine.solve.Processes", Counting)
    common = Common(read_scenario(workbook), (), workbook, Search("quick", None, 0, 8))
    found = SolveFuture(common, Future("poor"), workers)(Watch())
    assert used == [workers]
    assert found == SolveFuture(common, Future("poor"))(Watch())


def test_the_summary_follows_from_the_store(swept: SweepReport) -> None:
    """Ranges, medians, frequencies: by SQL and the standard library, against the workbook."""
    assert swept.output is not None
    assert swept.store is not None
    with closing(sqlite3.connect(swept.store)) as store:
        solved = [
            name
            for (name,) in store.execute(
                "SELECT future FROM futures WHERE verdict IN ('optimal', 'feasible')"
            )
        ]
        given: dict[tuple[str, str], dict[str, Fraction]] = {}
        for future, state, capability, up, down in store.execute("SELECT * FROM given"):
            given.setdefault((state, capability), {})[future] = Fraction(up, down)
        share = dict(store.execute("SELECT future, european_share FROM futures"))
        money = dict(
            store.execute("SELECT future, SUM(new_money_keur) FROM burdens GROUP BY future")
        )
        bought = list(
            store.execute(
                "SELECT state, line, COUNT(*), MIN(value), MAX(value) FROM decisions "
                "WHERE decision = 'delivered' GROUP BY state, line"
            )
        )
    assert 20 <= len(solved) < len(swept.summary.futures)
    told = {row[0]: row for row in rows_of(swept.output, "sweep", "Future")}
    assert list(told) == [future.name for future in swept.summary.futures]
    for name in solved:
        assert told[name][2] == pytest.approx(share[name])
        assert told[name][10] == pytest.approx(money[name] / 1_000)
    listed = {
        (str(row[1]), str(row[3])): row for row in rows_of(swept.output, "contributions", "State")
    }
    assert listed.keys() == given.keys()
    for key, row in listed.items():
        units = [given[key].get(name, Fraction(0)) for name in solved]
        base, ordered = given[key].get("base", Fraction(0)), sorted(units)
        expected = (base, ordered[0], ordered[len(ordered) // 2], ordered[-1])
        assert (row[4], row[5], row[7], row[9]) == pytest.approx(tuple(map(float, expected)))
        same = sum(given[key].get(name, 0) == base for name in solved if name != "base")
        assert row[10] == f"{same} of {len(solved) - 1}"
    always = decided(swept.output, "no_regret")
    some = decided(swept.output, "flips")
    for state, line, count, least, most in bought:
        told_of = (always if count == len(solved) else some)[state, line]
        assert told_of["Least"] == (least if count == len(solved) else 0)
        assert told_of["Most"] == most
        assert told_of["Futures in which it is taken"] == f"{count} of {len(solved)}"


def test_a_journal_is_gone_on_from(workbook: Path, swept: SweepReport, tmp_path: Path) -> None:
    """Half of it lost, and one line torn: the rest is solved anew and all is as before."""
    lines = (workbook.parent / "journal").read_bytes().splitlines(keepends=True)
    journal = tmp_path / "journal"
    journal.write_bytes(b"".join(lines[:30]) + lines[30][:20])
    placed = Placed(tmp_path / "out.xlsx", None, journal)
    again = sweep_workbook(workbook, Wanted(("all", "poor+few"), 12), placed, SEARCH)
    assert again.summary == swept.summary
    assert len(journal.read_bytes().splitlines()) == len(lines)


def test_processes_and_other_futures_change_nothing(
    workbook: Path, swept: SweepReport, tmp_path: Path
) -> None:
    """A draw is the same whoever solves it and whatever else is drawn."""
    few = sweep_workbook(
        workbook, Wanted((), 3), Placed(tmp_path / "out.xlsx"), replace(SEARCH, workers=2)
    )
    known = {future.name: future for future in swept.summary.futures}
    assert [future.name for future in few.summary.futures] == ["base", "draw 1", "draw 2", "draw 3"]
    assert all(future == known[future.name] for future in few.summary.futures)


@pytest.mark.usefixtures("swept")
def test_what_cannot_be_swept_is_refused(workbook: Path, tmp_path: Path) -> None:
    placed = Placed(tmp_path / "out.xlsx", None, workbook.parent / "journal")
    for wanted, words in (
        (Wanted(), "nothing to sweep"),
        (Wanted(("pour",)), 'did you mean "poor"'),
        (Wanted(("poor+poor",)), "holds it already"),
    ):
        with pytest.raises(RequestError, match=words):
            sweep_workbook(workbook, wanted, placed, SEARCH)
    with pytest.raises(RequestError, match=r"journal of something else .*seed"):
        sweep_workbook(workbook, Wanted(("poor",)), placed, replace(SEARCH, seed=4))
    plain = write_input_workbook(tmp_path / "plain.xlsx", tables("duo"))
    with pytest.raises(RequestError, match="nothing to draw"):
        sweep_workbook(plain, Wanted((), 2), Placed(tmp_path / "out.xlsx"), SEARCH)
    assert not (tmp_path / "out.xlsx").exists()


def test_what_a_scenario_adds_is_told_by_its_name(tmp_path: Path) -> None:
    """A state and a capability that the workbook as it stands does not have."""
    state = {"name": "Cland", "gdp": "0.2", "population": "2", "nato_cost_share": "10"}
    capability = {**tables("duo")["capabilities"][0], "name": "Balloons"}
    added = (
        *(("more", "member_states", "C", column, "set", value) for column, value in state.items()),
        ("more", "member_states", "C", "small_state", "set", "no"),
        ("more", "budgets", "C, 2026", "ceiling", "set", "30"),
        *(
            ("kit", "capabilities", "BALLOON", column, "set", value)
            for column, value in capability.items()
            if value and column not in ("capability", "source", "confidence")
        ),
        ("kit", "requirements", "BALLOON, 2026", "units", "set", "3"),
        ("kit", "holdings", "B, BALLOON", "units", "set", "2"),
        ("kit", "holdings", "B, BALLOON", "available_share", "set", "100%"),
    )
    rows = [dict(zip(SCENARIO, row, strict=True)) for row in added]
    source = write_input_workbook(tmp_path / "in.xlsx", {**tables("duo"), "scenarios": rows})
    swept = sweep_workbook(source, Wanted(("all",)), Placed(tmp_path / "out.xlsx"), SEARCH)
    assert swept.output is not None
    told = " ".join(sentences(swept.summary, swept.scenario))
    assert "New money is EUR 24.0 million in every future; the largest burden is between" in told
    assert "one other is taken in some futures and not in others" in told
    book = load_workbook(swept.output)
    assert "Cland" in [cell.value for cell in book["ranges"]["A"]]
    listed = {
        (row[0], row[2]): row[4:10] for row in rows_of(swept.output, "contributions", "State")
    }
    assert listed["Borland", "Balloons"] == (0, 0, 0, 0, 2, 2)
    assert any(key == ("Cland", "Launchers") for key in listed)


def test_only_a_store_is_replaced_by_a_store(workbook: Path, tmp_path: Path) -> None:
    """Told before anything is solved: what stands in the way may have taken hours to make."""
    precious, folder = tmp_path / "other.jsonl", tmp_path / "folder"
    precious.write_text("{}\n")
    folder.mkdir()
    for store, words in ((precious, "is no database"), (folder, "is a folder")):
        journal = tmp_path / "journal"
        placed = Placed(tmp_path / "out.xlsx", store, journal)
        with pytest.raises(OutputError, match=words):
            sweep_workbook(workbook, Wanted(("poor",)), placed, SEARCH)
        assert not journal.exists()
    assert precious.read_text() == "{}\n"
    placed = Placed(tmp_path / "out.xlsx", tmp_path / "store")
    for _ in range(2):
        assert sweep_workbook(workbook, Wanted(("poor",)), placed, SEARCH).store == placed.store


def test_scenarios_that_cannot_be_read_are_told_before_anything_is_solved(tmp_path: Path) -> None:
    rows = {
        **tables("duo"),
        "scenarios": [
            dict(zip(SCENARIO, row, strict=True))
            for row in (
                ("x", "budgets", "A, 2026", "floor", "set", "99"),
                ("y", "lines", "LINE_B", "host", "set", "C"),
            )
        ],
    }
    source = write_input_workbook(tmp_path / "in.xlsx", rows)
    journal = tmp_path / "journal"
    placed = Placed(tmp_path / "out.xlsx", None, journal)
    with pytest.raises(InputError) as error:
        sweep_workbook(source, Wanted(("all",)), placed, SEARCH)
    told = "\n".join(str(problem) for problem in error.value.problems)
    assert "scenarios!F" in told
    assert not journal.exists()
