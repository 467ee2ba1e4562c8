import numpy as np
import pytest

from allocator.errors import ModelError
from allocator.model.program import FREE, LARGEST, ProgramBuilder, RowName, Terms, Variable


def two_variables() -> tuple[ProgramBuilder, int, int]:
    """x in 0 .. 10, y in -5 .. 5."""
    builder = ProgramBuilder()
    x = builder.variable("x", ("A",), 0, 10, labels={"state": 0})
    y = builder.variable("y", ("B", "2026"), -5, 5, labels={"state": 1, "period": 0})
    return builder, x, y


def test_terms_add_up_and_leave_out_what_is_always_zero() -> None:
    terms = Terms(7).add(2, 0).add(3, 1).add(4, 0).add(5, None).add(0, 2)
    assert terms.coefficients == {0: 6, 1: 3}
    twin = terms.copy().include(-2, Terms(1).add(3, 0).add(1, 3))
    assert (twin.coefficients, twin.constant) == ({0: 0, 1: 3, 3: -2}, 5)
    assert (terms.coefficients, terms.constant) == ({0: 6, 1: 3}, 7)
    assert terms.value([1, -5]) == 7 + 6 - 15


def test_terms_complete_auxiliary_variables() -> None:
    terms = Terms(-3).add(1, 0)
    assert [terms.surplus([value]) for value in (2, 3, 5)] == [0, 0, 2]
    assert [terms.occurs([value]) for value in (2, 3, 5)] == [0, 0, 1]


def test_variables_carry_names_bounds_and_labels() -> None:
    builder, _, _ = two_variables()
    program = builder.freeze()
    assert program.variables == (Variable("x", ("A",)), Variable("y", ("B", "2026")))
    assert (program.lower.tolist(), program.upper.tolist()) == ([0, -5], [10, 5])
    assert program.labels["state"].tolist() == [0, 1]
    assert program.labels["period"].tolist() == [-1, 0]
    assert program.labels["pool"].tolist() == [-1, -1]
    assert not builder.completions


def test_auxiliary_variables_are_found_by_name() -> None:
    builder, x, _ = two_variables()
    double = builder.variable("double", ("A",), 0, 20, complete=Terms().add(2, x).value)
    assert builder.find("double", "A") == double
    assert builder.find("double", "B") is None
    assert builder.find("x", "A") is None
    assert list(builder.completions) == [double]


def test_sums_of_variables_and_of_forms() -> None:
    terms = Terms.sum([0, None, 2, 0])
    assert (terms.coefficients, terms.constant) == ({0: 2, 2: 1}, 0)
    total = Terms.total([terms, Terms(3).add(-2, 0).add(1, 1)])
    assert (total.coefficients, total.constant) == ({0: 0, 2: 1, 1: 1}, 3)
    assert terms.coefficients == {0: 2, 2: 1}


def test_a_defined_variable_equals_its_form_from_both_sides() -> None:
    """2x + y reaches from -5 to 25; it is known to lie in -3 .. 9."""
    builder, x, y = two_variables()
    form = Terms().add(2, x).add(1, y)
    free, held = (
        builder.defined("money", (code,), form, {"state": 1}, least=-3, most=most)
        for code, most in (("A", None), ("B", 9))
    )
    program = builder.freeze()
    assert program.lower.tolist()[2:] == [-3, -3]
    assert program.upper.tolist()[2:] == [25, 9]
    assert program.labels["state"].tolist()[2:] == [1, 1]
    assert program.rows == (RowName("money", ("A",)), RowName("money", ("B",)))
    assert [complete([4, 1]) for complete in builder.completions.values()] == [9, 9]
    assert (free, held) == (builder.find("money", "A"), builder.find("money", "B"))
    assert program.holds(np.array([4, 1, 9, 9]))
    assert not any(program.holds(np.array([4, 0, 8 + by, 8])) for by in (-1, 1))


def test_no_variable_without_a_value() -> None:
    with pytest.raises(ModelError, match="lower bound 2 above upper bound 1"):
        ProgramBuilder().variable("x", (), 2, 1)


def test_rows_are_divided_and_their_sides_rounded_in() -> None:
    """5 <= 4x + 6y + 1 <= 20: 4 .. 19 by 2 is 2 .. 9."""
    builder, x, y = two_variables()
    builder.row("budget", ("A",), Terms(1).add(4, x).add(6, y), lower=5, upper=20)
    program = builder.freeze()
    assert program.rows == (RowName("budget", ("A",)),)
    assert str(program.rows[0]) == "budget[A]"
    assert (program.index.tolist(), program.data.tolist()) == ([x, y], [2, 3])
    assert (program.row_lower.tolist(), program.row_upper.tolist()) == ([2], [9])


def test_negative_sides_are_rounded_in_too() -> None:
    """-5 <= 2x - 2y <= -3: x - y = -2."""
    builder, x, y = two_variables()
    builder.row("r", (), Terms().add(2, x).add(-2, y), lower=-5, upper=-3)
    program = builder.freeze()
    assert (program.row_lower.tolist(), program.row_upper.tolist()) == ([-2], [-2])


def test_open_sides_stay_open_and_elastic_rows_keep_their_unit() -> None:
    builder, x, y = two_variables()
    builder.row("low", (), Terms().add(2, x), lower=3)
    builder.row("high", (), Terms().add(2, y), upper=3, elastic=True)
    program = builder.freeze()
    assert program.row_lower.tolist() == [2, -FREE]
    assert program.row_upper.tolist() == [FREE, 3]
    assert program.elastic.tolist() == [False, True]


def test_what_the_bounds_imply_is_left_out() -> None:
    """-10 <= x + 2y <= 20 in any case."""
    builder, x, y = two_variables()
    form = Terms().add(1, x).add(2, y)
    builder.row("implied", (), form, lower=-10, upper=20)
    builder.row("low", (), form, lower=-9, upper=20)
    builder.row("high", (), form, lower=-10, upper=19)
    builder.row("empty", (), Terms(3), lower=3)
    builder.row("conflict", (), Terms(3), lower=4)
    assert [row.family for row in builder.freeze().rows] == ["low", "high", "conflict"]


def test_activity_excess_and_holds() -> None:
    builder, x, y = two_variables()
    builder.row("low", (), Terms().add(1, x).add(1, y), lower=2)
    builder.row("high", (), Terms().add(3, x).add(1, y), upper=9)
    builder.row("both", (), Terms().add(1, y), lower=-1, upper=1)
    program = builder.freeze()
    fine = np.array([2, 1])
    assert program.activity(fine).tolist() == [3, 7, 1]
    assert program.holds(fine)
    assert program.excess(np.array([0, -4])).tolist() == [6, 0, 3]
    assert program.excess(np.array([4, 2])).tolist() == [0, 5, 1]
    assert not program.holds(np.array([4, 2]))
    assert not program.holds(np.array([11, -20]))


def test_a_value_out_of_bounds_does_not_hold() -> None:
    builder, _, _ = two_variables()
    program = builder.freeze()
    assert program.holds(np.array([10, 5]))
    assert not program.holds(np.array([11, 5]))
    assert not program.holds(np.array([10, -6]))


def test_a_conflict_without_variables_never_holds() -> None:
    builder, _, _ = two_variables()
    builder.row("pledges", ("A",), Terms(), lower=1, elastic=True)
    program = builder.freeze()
    assert program.excess(np.array([0, 0])).tolist() == [1]


def test_forms_are_exact_and_sorted() -> None:
    builder, x, y = two_variables()
    form = builder.form("cost", Terms(2**60).add(-1, y).add(3, x))
    assert form.variables.tolist() == [x, y]
    assert form.value(np.array([1, 5])) == 2**60 - 2


def test_the_most_of_a_form_looks_at_signs() -> None:
    builder, x, y = two_variables()
    assert builder.most(Terms(1).add(2, x).add(-3, y)) == 1 + 20 + 15


@pytest.mark.parametrize(("coefficient", "fits"), [(LARGEST // 20, True), (LARGEST // 10, False)])
def test_rows_and_forms_must_be_exact(coefficient: int, fits: bool) -> None:
    builder, x, _ = two_variables()
    terms = Terms().add(coefficient, x).add(1, 1)
    builder.row("budget", ("A", "2026"), terms, upper=1)
    if fits:
        assert len(builder.freeze().rows) == 1
        assert builder.form("cost", terms).value(np.array([1, 1])) == coefficient + 1
    else:
        named = rf"{coefficient} x 10 of x\('A',\)"
        with pytest.raises(ModelError, match=rf"budget\[A,2026\].*{named}"):
            builder.freeze()
        with pytest.raises(ModelError, match=rf"cost\[\].*{named}"):
            builder.form("cost", terms)


def test_many_small_terms_are_added_up_before_they_are_judged() -> None:
    builder = ProgramBuilder()
    terms = Terms()
    for number in range(40):
        terms.add(LARGEST // 32, builder.variable("x", (str(number),), 0, 1))
    builder.row("budget", (), terms, upper=1)
    with pytest.raises(ModelError, match="too large"):
        builder.freeze()


def test_an_empty_program_holds() -> None:
    program = ProgramBuilder().freeze()
    assert program.rows == ()
    assert program.holds(np.zeros(0, dtype=np.int64))
