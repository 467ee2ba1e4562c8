"""What is said of decisions and input cells that differ, and what must not be."""

from dataclasses import replace

from allocator.study.compare.compare import comparison
from allocator.tables.filled_sheet import FilledRow, FilledSheet
from allocator.tables.input_sheet import CellKind, InputColumn
from tests.plans import duo_plan, plan
from tests.scenarios import duo, state, tiny
from tests.study.compared import BASE, bought, judged, named, said, spoken


def test_how_many_decisions_differ() -> None:
    assert "2 decisions differ: contributions (1) and orders (1)." in said(BASE, bought(2, 5))
    one = replace(duo_plan(), support={("TANK", "2026"): 1})
    assert "One decision differs: outside support." in said(BASE, (duo(), one))
    assert "The decisions are the same." in said(
        BASE, (judged(duo(), leximin_rounds=0), duo_plan())
    )


def test_decisions_that_only_one_plan_can_take_are_not_called_the_same() -> None:
    alone = tiny(states=(state("A"), state("B"), state("C")), required=4)
    given = plan(contribution={("C", "TANK", "2026"): 1})
    words = said((tiny(required=4), plan()), (alone, given))
    assert "The decisions on what both plans know are the same." in words
    assert "The decisions are the same." not in words


UNITS = InputColumn("units", CellKind.WHOLE, "Units.", "units")


COLUMNS = (
    InputColumn("capability", CellKind.CODE, "Code.", key=True),
    UNITS,
    InputColumn("note", CellKind.TEXT, "Remark.", blank="nothing", default=""),
)


def sheet(*rows: tuple[str, int, str]) -> dict[str, FilledSheet]:
    """Requirements of one period."""
    names = [column.name for column in COLUMNS]
    filled = tuple(
        FilledRow(at, dict(zip(names, row, strict=True))) for at, row in enumerate(rows, 2)
    )
    letters = dict(zip(names, "ABC", strict=True))
    return {"needs": FilledSheet("needs", COLUMNS, frozenset({"note"}), letters, filled)}


def with_inputs(first: dict[str, FilledSheet], other: dict[str, FilledSheet]) -> str:
    plans = (named("base", *BASE, first), named("other", *bought(2, 5), other))
    return spoken(comparison(plans).pairs[0])


def test_what_differs_in_the_input() -> None:
    base = sheet(("TANK", 8, ""), ("JET", 3, ""))
    assert "The input is the same." in with_inputs(base, base)
    assert "One cell of the input differs: needs." in with_inputs(
        base, sheet(("TANK", 9, ""), ("JET", 3, ""))
    )
    words = with_inputs(base, sheet(("TANK", 9, "a guess"), ("GUN", 1, "")))
    assert (
        "2 cells of the input differ (1 of them in names, sources and notes alone): needs; one row "
        "stands in base alone: needs; one row stands in other alone: needs." in words
    )
    assert "The input is the same" not in words


def test_wording_alone() -> None:
    words = with_inputs(sheet(("TANK", 8, "")), sheet(("TANK", 8, "a guess")))
    assert "One cell of the input differs in names, sources and notes alone: needs." in words
    assert "alone" not in with_inputs(sheet(("TANK", 8, "")), sheet(("TANK", 9, "")))


def marked(marking: str, note: str = "") -> dict[str, FilledSheet]:
    """A sheet whose only row bears a marking."""
    names = ("capability", "note", "classification")
    columns = (COLUMNS[0], COLUMNS[2], InputColumn("classification", CellKind.TEXT, "Marking."))
    row = FilledRow(2, dict(zip(names, ("TANK", note, marking), strict=True)))
    letters = dict(zip(names, "ABC", strict=True))
    free = frozenset(names[1:])
    return {"needs": FilledSheet("needs", columns, free, letters, (row,))}


def test_another_classification_is_named() -> None:
    words = with_inputs(marked(""), marked("RESTRICTED"))
    assert "One cell of the input differs in classification alone: needs." in words
    words = with_inputs(marked(""), marked("RESTRICTED", "a guess"))
    assert "differ in names, classification, sources and notes alone: needs." in words


def test_several_rows_stand() -> None:
    words = with_inputs(sheet(), sheet(("TANK", 8, ""), ("JET", 3, "")))
    assert "2 rows stand in other alone: needs." in words
