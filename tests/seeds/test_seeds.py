"""The seed tables hold what they promise: counts, sources, and codes that resolve."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

import pytest

from allocator.io.layout import SHEETS
from seeds.build import SEEDS, WORKBOOKS, table
from tests.seeds.seed_rows import PERIODS, SEMICOLON, book, column, rows


def test_the_reference_holds_what_was_asked_for() -> None:
    """31 states without the United States, 49 capabilities, some 170 lines and 150 national."""
    assert len(rows("member_states")) == 31
    assert "USA" not in column("member_states", "state")
    assert {"USA"} == set(column("outside_support", "provider"))
    assert len(rows("capabilities")) == 49
    kinds = Counter(line.split("_")[0] for line in column("lines", "line"))
    assert kinds["GEN"] == 150
    assert kinds["IND"] + kinds["REF"] == 177
    assert kinds["POOLGEN"] == 14
    assert len(set(column("components", "component"))) == 9
    assert len(rows("pools")) == 56
    assert sum(pool["stock_lots"] != "0" for pool in rows("pools")) == 4
    assert len(rows("holdings")) > 600
    assert len(rows("budgets")) == len(rows("personnel")) == 31 * len(PERIODS)
    assert len(rows("requirements")) == 49 * len(PERIODS)


@pytest.mark.parametrize("workbook", ["reference", "baltic"])
def test_every_sheet_is_used(workbook: str) -> None:
    """All but the plan in force, which an earlier solve would have to give."""
    assert {sheet.name for sheet in SHEETS} - {"plan_in_force"} == set(book(workbook))


@pytest.mark.parametrize("workbook", WORKBOOKS)
def test_every_row_says_where_it_comes_from(workbook: str) -> None:
    for sheet, table_rows in book(workbook).items():
        for row in table_rows:
            assert row["source"].strip(), (sheet, row)
            assert row["confidence"] in ("high", "medium", "low"), (sheet, row)


@pytest.mark.parametrize("name", ["benchmarks", "legal"])
def test_every_row_of_the_background_has_a_source(name: str) -> None:
    for row in table(SEEDS / f"{name}.csv"):
        assert row["source"].strip(), row
        assert row["confidence"] in ("high", "medium", "low"), row


def test_no_text_names_a_place_outside_the_repository() -> None:
    stray = re.compile(r"shared/|reference/\w+\.csv")
    for path in (*SEEDS.rglob("*.csv"), *SEEDS.rglob("*.md"), *SEEDS.rglob("*.py")):
        assert not stray.search(path.read_text(encoding="utf-8")), path


def named(workbook: str) -> dict[str, set[str]]:
    """Codes declared in a workbook, by kind of thing."""
    codes: dict[str, set[str]] = defaultdict(set)
    for sheet in SHEETS:
        for cell in sheet.columns:
            for row in book(workbook).get(sheet.name, []):
                if cell.defines:
                    parts = row.get(cell.name, "").split(SEMICOLON)
                    codes[cell.defines] |= {part.strip() for part in parts} - {""}
    return codes


def mentions(workbook: str) -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
    """Sheet, column, code and what it may be, for every cell that names something."""
    for sheet in SHEETS:
        for cell in sheet.columns:
            if not cell.refers:
                continue
            for row in book(workbook).get(sheet.name, []):
                for code in row.get(cell.name, "").split(SEMICOLON):
                    if code.strip() and code.strip() not in cell.words:
                        yield sheet.name, cell.name, code.strip(), cell.refers


@pytest.mark.parametrize("workbook", WORKBOOKS)
def test_every_code_resolves(workbook: str) -> None:
    codes = named(workbook)
    for sheet, cell, code, kinds in mentions(workbook):
        assert any(code in codes[kind] for kind in kinds), (sheet, cell, code)


@pytest.mark.parametrize("workbook", WORKBOOKS)
def test_no_row_stands_twice(workbook: str) -> None:
    for sheet in SHEETS:
        keys = [
            tuple(row[name] for name in sheet.key) for row in book(workbook).get(sheet.name, [])
        ]
        if sheet.key:
            assert len(keys) == len(set(keys)), sheet.name
