"""Whatever lies in a file, reading it ends in a scenario or in problems, never in a traceback."""

import os
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from allocator.errors import InputError
from allocator.io.layout import SHEETS, all_columns
from allocator.io.scenario_reader import read_scenario
from allocator.tables.frame import cell_name
from allocator.tables.input_sheet import InputSheet
from tests.workbooks.broken import FILE, edited, example
from tests.workbooks.corpus_files import repacked

ROUGHLY = settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
PARTS = st.sampled_from(
    [
        "[Content_Types].xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/sharedStrings.xml",
        "xl/styles.xml",
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/sheet12.xml",
    ]
)
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 3_000),
    st.floats(allow_nan=False, width=32),
    st.datetimes(),
    st.times(),
    st.sampled_from(
        [
            "EST",
            "AMD_SR",
            "POOL_AEW",
            "2027",
            "all",
            "own",
            "yes",
            "5%",
            "1,5",
            "#N/A",
            "=1/0",
            "0:100",
            "0:50;1:50",
            "gdp:1;column:2",
            "EU; NOR",
            "member",
            ";",
        ]
    ),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12),
)


def _problems(path: Path) -> tuple[str, ...]:
    with pytest.raises(InputError) as caught:
        read_scenario(path)
    return tuple(str(problem) for problem in caught.value.problems)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    (problem,) = _problems(tmp_path / "none.xlsx")
    assert problem.startswith("none.xlsx: there is no file")


def test_a_folder(tmp_path: Path) -> None:
    (problem,) = _problems(tmp_path)
    assert "is a folder" in problem


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the user may read everything")
def test_a_file_one_may_not_read(tmp_path: Path) -> None:
    path = tmp_path / FILE
    path.write_bytes(example())
    path.chmod(0)
    (problem,) = _problems(path)
    assert "cannot be read" in problem


def test_a_huge_file_is_not_even_opened(tmp_path: Path) -> None:
    path = tmp_path / FILE
    with path.open("wb") as file:
        file.truncate(101 * 2**20)
    (problem,) = _problems(path)
    assert "is larger than 100 MB" in problem


def _survives(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with suppress(InputError):
        read_scenario(path)


@ROUGHLY
@given(st.binary(max_size=40), st.integers(0, 2**20), st.integers(0, 60))
def test_bytes_overwritten_anywhere(tmp_path: Path, noise: bytes, place: int, cut: int) -> None:
    content = example()
    place %= len(content)
    _survives(tmp_path / FILE, content[:place] + noise + content[place + cut :])


@ROUGHLY
@given(
    PARTS,
    st.integers(0, 2**20),
    st.integers(0, 30),
    st.sampled_from(
        [
            b"",
            b"<",
            b">",
            b'"',
            b"9999999999",
            b"-1",
            b"x",
            b"<v>",
            b"</c>",
            b"&#0;",
            b"&amp;",
            b"\xff",
        ]
    ),
)
def test_xml_overwritten_anywhere(
    tmp_path: Path, part: str, place: int, cut: int, noise: bytes
) -> None:
    def overwrite(parts: dict[str, bytes]) -> None:
        start = place % len(parts[part])
        parts[part] = parts[part][:start] + noise + parts[part][start + cut :]

    _survives(tmp_path / FILE, repacked(overwrite))


@ROUGHLY
@given(
    st.lists(
        st.tuples(st.sampled_from(SHEETS), st.integers(0, 5), st.integers(0, 25), VALUES),
        min_size=1,
        max_size=6,
    )
)
def test_values_written_anywhere(
    tmp_path: Path, edits: list[tuple[InputSheet, int, int, object]]
) -> None:
    def write(workbook: Workbook) -> None:
        for sheet, row, column, value in edits:
            place = cell_name(row, column % len(all_columns(sheet)))
            workbook[sheet.name][place].value = value

    _survives(tmp_path / FILE, edited(write))
