"""The MPS file says what the program says: read back by a small reader and by that of ortools."""

from collections.abc import Iterator
from dataclasses import replace
from math import inf
from pathlib import Path
from random import Random

import numpy as np
import pytest
from ortools.linear_solver.python import model_builder

from allocator.engine.extension import held
from allocator.engine.mps import LINES, REMARK, mps
from allocator.errors import ModelError
from allocator.io.scenario_reader import read_scenario
from allocator.model.build import build
from allocator.model.linear_form import LinearForm, Terms
from allocator.model.program import FREE, LARGEST, Program, ProgramBuilder, RowName, Variable
from tests.engine.mps_reader import Read, read

ROOT = Path(__file__).parents[2]


def text(program: Program, form: LinearForm, *remarks: str, aim: str = "cost") -> str:
    return b"".join(mps(program, aim, form, remarks)).decode("ascii")


def every_kind() -> tuple[Program, LinearForm]:
    """Each sense, a range, an empty row, a row without sides, negative and fixed bounds."""
    builder = ProgramBuilder()
    x = builder.variable("x", ("A",), 0, 10)
    y = builder.variable("y", ("B", "2026"), -5, 5)
    builder.variable("idle", (), -7, 2)
    z = builder.variable("z", ("C",), 3, 3)
    builder.variable("low", (), -9, -4)
    builder.row("least", ("A",), Terms().add(3, x).add(-2, y), lower=4)
    builder.row("most", ("A", "B"), Terms().add(LARGEST // 16, x).add(1, y), upper=LARGEST // 4)
    builder.row("equal", (), Terms().add(1, x).add(2, y).add(1, z), lower=-1, upper=-1)
    builder.row("both", (), Terms().add(5, x).add(1, y), lower=-3, upper=40)
    builder.row("conflict", (), Terms(), lower=1, elastic=True)
    program = builder.freeze()
    program = replace(
        program,
        rows=(*program.rows, RowName("open", ())),
        row_lower=np.append(program.row_lower, -FREE),
        row_upper=np.append(program.row_upper, FREE),
        start=np.append(program.start, program.start[-1] + 1),
        index=np.append(program.index, x),
        data=np.append(program.data, 1),
        elastic=np.append(program.elastic, False),
    )
    return program, builder.form("cost", Terms(-100).add(7, x).add(-1, y))


def drawn(seed: int) -> tuple[Program, LinearForm]:
    """Twelve variables and as many rows of every sense, with codes that need care."""
    random = Random(seed)
    builder = ProgramBuilder()
    codes = ("*", "$", "a b", "a_b", "É1", "", "RHS", "9", "x.y", "MARKER", "\n", "-")
    ends = [sorted(random.choices(range(-20, 20), k=2)) for _ in codes]
    variables = [
        builder.variable("v", (code,), low, high)
        for code, (low, high) in zip(codes, ends, strict=True)
    ]
    for code in codes:
        terms = Terms()
        for variable in random.sample(variables, 4):
            terms.add(random.choice((-1_000_003, -7, 1, 2**40)), variable)
        low, high = sorted(random.choices(range(-99, 99), k=2))
        sides = random.choice(((low, high), (low, None), (None, high), (low, low)))
        builder.row("row", (code,), terms, lower=sides[0], upper=sides[1], elastic=True)
    terms = Terms(random.randint(-9, 9))
    for variable in random.sample(variables, 5):
        terms.add(random.randint(-9, 9), variable)
    return builder.freeze(), builder.form("aim", terms)


def baltic() -> Iterator[tuple[Program, LinearForm]]:
    """The program of a workbook, aim by aim, each with those before it held somewhere."""
    model = build(read_scenario(ROOT / "inputs" / "baltic.xlsx").scenario)
    program = model.program
    for aim, form in model.aims.items():
        yield program, form
        program = held(program, aim, form, 10**9)


CASES = (every_kind(), *map(drawn, range(30)), *baltic())


def sides(program: Program) -> list[tuple[float, float]]:
    return [
        (-inf if low == -FREE else low, inf if high == FREE else high)
        for low, high in zip(program.row_lower.tolist(), program.row_upper.tolist(), strict=True)
    ]


def matrix(program: Program) -> dict[tuple[int, int], int]:
    """Coefficient by (variable, row)."""
    row_of = np.repeat(np.arange(len(program.rows)), np.diff(program.start)).tolist()
    keys = zip(program.index.tolist(), row_of, strict=True)
    return dict(zip(keys, program.data.tolist(), strict=True))


def prices(form: LinearForm) -> dict[int, int]:
    return dict(zip(form.variables.tolist(), form.coefficients.tolist(), strict=True))


def number(name: str) -> int:
    """A name ends with the place of its row or variable."""
    return int(name.rsplit(".", 1)[1])


@pytest.mark.parametrize("case", range(len(CASES)))
def test_a_reader_of_integers_finds_the_program(case: int) -> None:
    program, form = CASES[case]
    found: Read = read(text(program, form))
    rows = [row for row in found.senses if row != found.objective]
    assert found.objective == "cost"
    assert [number(name) for name in found.columns] == list(range(len(program.variables)))
    assert [number(name) for name in rows] == list(range(len(program.rows)))
    assert [found.sides(row) for row in rows] == sides(program)
    assert [found.lower.get(name, 0) for name in found.columns] == program.lower.tolist()
    assert [found.upper[name] for name in found.columns] == program.upper.tolist()
    assert {
        (number(column), number(row)): value
        for (column, row), value in found.entries.items()
        if row != "cost"
    } == matrix(program)
    assert {
        number(column): value
        for (column, row), value in found.entries.items()
        if row == "cost" and value
    } == prices(form)
    assert found.constant == form.constant


@pytest.mark.parametrize("case", range(len(CASES)))
def test_the_reader_of_ortools_finds_the_program(case: int) -> None:
    program, form = CASES[case]
    model = model_builder.Model()
    assert model.import_from_mps_string(text(program, form))
    variables, helper = model.get_variables(), model.helper
    assert [number(one.name) for one in variables] == list(range(len(program.variables)))
    assert all(one.is_integral for one in variables)
    assert [one.lower_bound for one in variables] == program.lower.tolist()
    assert [one.upper_bound for one in variables] == program.upper.tolist()
    rows = model.get_linear_constraints()
    assert [(row.lower_bound, row.upper_bound) for row in rows] == sides(program)
    assert {
        (variable, row): value
        for row in range(len(program.rows))
        for variable, value in zip(
            helper.constraint_var_indices(row), helper.constraint_coefficients(row), strict=True
        )
    } == matrix(program)
    assert {
        one.index: one.objective_coefficient for one in variables if one.objective_coefficient
    } == prices(form)
    assert model.objective_offset == form.constant


def test_names_are_readable_legal_and_apart_whatever_the_codes() -> None:
    """Blanks, other scripts and signs that begin comments become `_`; long codes are cut."""
    codes = ("Deep strike", "* $", "Київ", "Deep_strike", "x" * 300)
    names = tuple(Variable("delivered", (code, "2026")) for code in codes)
    program, form = every_kind()
    found = read(text(replace(program, variables=names), form))
    columns = list(found.columns)
    assert columns[:4] == [
        "delivered.Deep_strike.2026.0",
        "delivered.___.2026.1",
        "delivered.____.2026.2",
        "delivered.Deep_strike.2026.3",
    ]
    assert len(columns[4]) < 80


def test_remarks_stay_comments_whatever_they_hold() -> None:
    remarks = ("scenario Überblick 'b' \"c\"", "line\nENDATA\r\x85\u2028ROWS", "w" * 999)
    plain = text(*every_kind())
    head, rest = text(*every_kind(), *remarks).split("NAME", 1)
    assert "NAME" + rest == plain
    assert head.isascii()
    assert all(line.startswith("* ") for line in head.splitlines())
    assert len(head.splitlines()) == len(remarks)
    assert max(map(len, head.splitlines())) <= REMARK + 2


def test_crossed_sides_are_refused_because_a_range_has_no_sign() -> None:
    program, form = every_kind()
    crossed = replace(program, row_lower=program.row_upper + 1)
    with pytest.raises(ModelError, match=r"least\[A\]: lower side above upper side"):
        text(crossed, form)


def test_the_file_comes_in_pieces_of_bounded_size_and_is_always_the_same() -> None:
    builder = ProgramBuilder()
    terms = Terms()
    for place in range(LINES):
        terms.add(1, builder.variable("x", (str(place),), 0, 1))
    builder.row("one", (), terms, lower=1)
    program, form = builder.freeze(), builder.form("cost", terms)
    pieces = list(mps(program, "cost", form))
    assert len(pieces) == 4
    assert all(piece.count(b"\n") <= LINES for piece in pieces)
    assert list(mps(program, "cost", form)) == pieces
    assert len(read(b"".join(pieces).decode()).columns) == LINES
