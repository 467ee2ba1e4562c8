"""Each sentence where it is true, and plans of which it must not be said."""

from dataclasses import replace

from allocator.domain.plan import Plan
from allocator.domain.scenario import Scenario
from allocator.study.compare.compare import Pair, comparison
from allocator.study.compare.sentences import sentences
from allocator.tables.filled_sheet import FilledRow, FilledSheet
from allocator.tables.input_sheet import CellKind, InputColumn
from tests.plans import duo_plan, plan
from tests.report.quartet import quartet, quartet_plan
from tests.scenarios import capability, duo, policy, requirement, state, tiny, years
from tests.study.compared import judged, named, paired

BASE = (duo(), duo_plan())


def said(first: tuple[Scenario, Plan], other: tuple[Scenario, Plan], *, below: int = 0) -> str:
    """All sentences."""
    return spoken(paired(first, other, below=below))


def spoken(pair: Pair) -> str:
    return "\n".join(sentences(pair))


def bought(a: int, b: int) -> tuple[Scenario, Plan]:
    """The worked example with other numbers bought and given."""
    orders = {("A", "B1", "2026"): a, ("B", "B1", "2026"): b}
    given = {("A", "TANK", "2026"): a, ("B", "TANK", "2026"): b}
    return duo(), plan(delivered=orders, contribution=given)


def test_nothing_differs_stands_alone() -> None:
    assert sentences(paired(BASE, BASE)) == (
        "Nothing differs: the same decisions on the same input, and as much is proven.",
    )
    assert "Nothing differs" not in said(BASE, bought(2, 5))
    assert "Nothing differs" not in said(BASE, BASE, below=1)


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


def test_new_money_rises_falls_or_stays() -> None:
    """One tank costs 3 m; A has 2 and B 6 of them."""
    assert "New money 2026 rises by EUR 3.0 million (+12.5 %), from EUR 24.0" in said(
        BASE, bought(3, 6)
    )
    assert "New money 2026 falls by EUR 3.0 million (−12.5 %), from" in said(BASE, bought(2, 5))
    assert "New money 2026 is EUR 24.0 million in both plans." in said(BASE, bought(3, 5))


def test_new_money_from_nothing_has_no_percentage() -> None:
    assert "rises by EUR 24.0 million, from EUR 0.0 million" in said((duo(), plan()), BASE)


def test_money_of_states_that_only_one_plan_knows_is_left_out_and_said_so() -> None:
    alone = tiny(states=(state("A"), state("B"), state("C")))
    words = said((tiny(), plan()), (alone, plan()))
    assert "New money of the states that both plans know 2026 is" in words
    assert "Not compared: state C (in other alone)." in words
    assert "of the states" not in said(BASE, bought(2, 5))


def test_who_pays_more_and_who_pays_less() -> None:
    assert (
        "One state pays more: A by EUR 3.0 million; one state pays less: B by EUR 3.0 million."
        in said(BASE, bought(3, 5))
    )
    assert "2 states pay more: A by EUR 6.0 million and B by EUR 3.0 million; no state pays" in (
        said(BASE, bought(4, 7))
    )
    assert "No state pays more; one state pays less: B" in said(BASE, bought(2, 5))


def test_states_that_pay_the_same_are_said_to_only_where_decisions_differ() -> None:
    given = replace(duo_plan(), contribution={("A", "TANK", "2026"): 2})
    assert "Every state pays the same in both plans." in said(BASE, (duo(), given))
    assert "pays" not in said(BASE, (judged(duo(), leximin_rounds=0), duo_plan()), below=1)


def test_the_largest_burden() -> None:
    """6 of 100 and 18 of 300 are 600 each; 9 of 100 is 900; A 2 and B 5 leave 600 to A alone."""
    assert "The largest burden rises from 6.00 % of key money (A and B) to 9.00 % (A)." in said(
        BASE, bought(3, 6)
    )
    assert "The largest burden falls from 9.00 % of key money (A) to 6.00 % (A and B)." in said(
        bought(3, 6), BASE
    )
    assert "stays at 6.00 % of key money (A and B; in other: A)." in said(BASE, bought(2, 5))
    assert "stays at 6.00 % of key money (A)." in said(bought(2, 5), bought(2, 4))


def test_burdens_are_compared_only_where_they_are_measured_alike() -> None:
    words = said(BASE, (judged(duo(), burden_measure="effort"), bought(3, 6)[1]))
    assert "Burdens are not measured alike, and are not compared." in words
    assert "largest burden" not in words
    assert "measured" not in said(BASE, bought(3, 6))


def test_no_burden_at_all_is_not_mentioned() -> None:
    assert "burden" not in said((tiny(required=4), plan()), (tiny(required=3), plan()))


def test_the_european_share() -> None:
    """Six of eight is 75 %."""
    assert (
        "At the deadline (2026) the member states supply less of what is needed: 75.0 % instead "
        "of 100.0 %." in said(BASE, bought(2, 4))
    )
    assert "supply more of what is needed: 100.0 % instead of 75.0 %." in said(bought(2, 4), BASE)
    assert "supply 100.0 % of what is needed in both plans." in said(BASE, bought(3, 5))
    canada = tiny(states=(state("A"), state("CAN")), required=4)
    assert "Europe and Canada supply" in said((canada, plan()), (canada, plan()), below=1)
    assert "the member states supply" in said((canada, plan()), (tiny(required=4), plan()))


def test_a_share_of_the_capabilities_of_both_plans() -> None:
    more = tiny(capabilities=(capability("TANK"), capability("JET")), required=4)
    words = said((tiny(required=4), plan()), (more, plan()))
    assert "of what is needed of the capabilities that both plans know in both plans." in words


def test_what_is_covered_better_and_worse() -> None:
    """Of eight tanks two are missing, of ten jets three; then none and four."""
    kinds = (capability("TANK", name="Tanks (heavy)"), capability("JET"))
    scenario = tiny(
        capabilities=kinds, requirements=(requirement(8, "TANK"), requirement(10, "JET"))
    )
    before = plan(contribution={("A", "TANK", "2026"): 6, ("A", "JET", "2026"): 7})
    after = plan(contribution={("A", "TANK", "2026"): 8, ("A", "JET", "2026"): 6})
    words = said((scenario, before), (scenario, after))
    assert (
        "At the deadline (2026) one capability is covered better: Tanks (0 % missing instead of "
        "25 %); one capability is covered worse: JET (40 % missing instead of 30 %)." in words
    )
    assert "No capability is covered better or worse at the deadline (2026)." in said(
        BASE, bought(3, 5)
    )
    assert "No capability" not in words


def test_what_is_covered_worse_in_other_periods() -> None:
    scenario = tiny(
        periods=years(2),
        policy=policy(deadline_period="2026"),
        requirements=(requirement(8), requirement(8, period="2027")),
    )
    before = plan(contribution={("A", "TANK", "2026"): 6, ("A", "TANK", "2027"): 6})
    after = plan(contribution={("A", "TANK", "2026"): 6, ("A", "TANK", "2027"): 4})
    words = said((scenario, before), (scenario, after))
    assert "No capability is covered better or worse at the deadline (2026)." in words
    assert "Covered worse in other periods: one capability in 2027." in words
    assert "other periods" not in said((scenario, after), (scenario, before))


def test_capabilities_in_the_plural() -> None:
    scenario = tiny(capabilities=(capability("TANK"), capability("JET")), required=8)
    given = plan(contribution={("A", "TANK", "2026"): 6, ("A", "JET", "2026"): 7})
    assert (
        "2 capabilities are covered better: JET (13 % missing instead of 100 %) and TANK ("
        in said((scenario, plan()), (scenario, given))
    )


def test_pools() -> None:
    before = quartet_plan()
    swapped = replace(before, join={("AAA", "SKY"): 1, ("DDD", "SKY"): 1}, lead={("DDD", "SKY"): 1})
    words = said((quartet(), before), (quartet(), swapped))
    assert (
        "Pools: @Δelta joins Sky pool, Côte-d'Or leaves Sky pool and @Δelta leads Sky pool instead "
        "of =SUM(A1:A9)." in words
    )
    closed = replace(before, open={}, join={}, lead={}, operating={})
    assert "Pools: Sky pool does not open any more." in said(
        (quartet(), before), (quartet(), closed)
    )
    assert "Pools: Sky pool opens with 2 members." in said((quartet(), closed), (quartet(), before))


def test_the_same_pools_are_said_to_open_only_where_one_does() -> None:
    fewer = replace(quartet_plan(), crews={})
    assert "The same pools open, with the same members." in said(
        (quartet(), quartet_plan()), (quartet(), fewer)
    )
    assert "ools" not in said(BASE, bought(2, 5))


def test_what_ifs_are_named() -> None:
    off = judged(duo(), families_off=("budget", "burden"))
    assert "What-ifs: other ignores budget and burden." in said(BASE, (off, duo_plan()))
    assert "What-if" not in said(BASE, bought(2, 5))


def test_gaps_are_a_caution_where_something_is_not_proven() -> None:
    words = said(BASE, bought(2, 5), below=9)
    assert "Not every aim of other is proven: a difference smaller than the gaps on" in words
    assert "proven" not in said(BASE, bought(2, 5))


def test_another_proof_of_the_same_decisions_is_said() -> None:
    words = said(BASE, BASE, below=9)
    assert "The decisions are the same." in words
    assert "What is proven of them differs, see the sheet aims." in words
    assert "What is proven" not in said(BASE, bought(2, 5), below=9)


def test_what_is_not_compared_is_named() -> None:
    words = said(BASE, (duo("iii"), duo_plan("iii")))
    assert "Not compared: line A1 (in other alone)." in words
    three = tiny(states=(*(state(code) for code in "ABCD"),))
    assert "Not compared: states C and D (in base alone)." in said(
        (three, plan()), (tiny(), plan())
    )
    assert "Not compared" not in said(BASE, bought(2, 5))


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
