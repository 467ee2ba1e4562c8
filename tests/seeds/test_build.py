"""The workbooks in `inputs/` are what the tables in `seeds/` say, byte for byte."""

from pathlib import Path

import pytest

from allocator.io.scenario_reader import read_scenario
from seeds.build import INPUTS, SEEDS, WORKBOOKS, build, main, table, tables

MEGABYTE = 1_000_000


@pytest.mark.parametrize("workbook", WORKBOOKS)
def test_a_rebuild_gives_the_committed_bytes(workbook: str, tmp_path: Path) -> None:
    """Two rebuilds agree with each other and with what is committed."""
    committed = (INPUTS / f"{workbook}.xlsx").read_bytes()
    first = build(workbook, tmp_path).read_bytes()
    (tmp_path / f"{workbook}.xlsx").unlink()
    second = build(workbook, tmp_path).read_bytes()
    assert first == second == committed


@pytest.mark.parametrize("workbook", WORKBOOKS)
def test_the_reader_finds_no_problem(workbook: str) -> None:
    """InputError would name the cells."""
    scenario = read_scenario(INPUTS / f"{workbook}.xlsx").scenario
    assert len(scenario.lines) == len(tables(workbook)["lines"])


def test_every_file_is_small() -> None:
    """Seed tables and workbooks stay under 2 MB each."""
    files = [*SEEDS.rglob("*.csv"), *(INPUTS / f"{name}.xlsx" for name in WORKBOOKS)]
    assert len(files) > len(WORKBOOKS)
    assert max(path.stat().st_size for path in files) < 2 * MEGABYTE


def test_main_builds_the_named_workbooks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what is named is written; without names everything is."""
    written: list[str] = []

    def note(workbook: str, folder: Path = tmp_path) -> Path:
        written.append(workbook)
        return folder / workbook

    monkeypatch.setattr("seeds.build.build", note)
    main(["duo"])
    main([])
    assert written == ["duo", *WORKBOOKS]
    for name in ("--help", "duos"):
        with pytest.raises(SystemExit, match="usage"):
            main(["duo", name])
    assert written == ["duo", *WORKBOOKS]


def test_a_table_is_a_sheet() -> None:
    """File names are sheet names."""
    assert tables("duo")["line_rates"] == [
        {
            "line": "LINE_B",
            "period": "2026",
            "units": "10",
            "source": "invented: worked example for pencil and paper",
            "confidence": "high",
            "note": "",
        }
    ]


def test_a_row_with_a_stray_comma_is_refused(tmp_path: Path) -> None:
    """An unquoted comma shifts cells; it must not pass unseen."""
    path = tmp_path / "lines.csv"
    path.write_text("line,name\nA,b\nC,d,e\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"lines\.csv row 3: more cells than columns"):
        table(path)
