"""Promised and delivered by hand: new units, what is not confirmed, the European share."""

from dataclasses import replace
from fractions import Fraction

from allocator.domain.actuals import Actual, Actuals
from allocator.study.track.chain import ChainedPlan, NamedActuals, chained
from allocator.study.track.delivered import History, history
from allocator.study.track.history_sentences import FileOf, sentences
from allocator.study.track.history_sheets import history_sheets
from allocator.study.track.history_told import together
from tests.study.track.test_chain import chain_plan, digest

TANK, SAT = ("TANK", "unit"), ("SAT", "satellite")
STRANGER = FileOf("x", "other", "y", used=False)
NAMED = "Tanks [unit]"
MID_2027, END_2027 = 2027 * 12 + 6, 2028 * 12


def actual(state: str, line: str, period: str, value: int) -> Actual:
    return Actual(decision="delivered", codes=(state, line, period), value=value)


def told(name: str, as_of: int, *rows: Actual) -> NamedActuals:
    record = chain_plan("x", 0).view.provenance
    return NamedActuals(
        name,
        Actuals(
            plan_digest=record.plan_digest,
            scenario_digest=record.scenario_digest,
            as_of=as_of,
            rows=rows,
        ),
    )


def with_told(*files: NamedActuals) -> ChainedPlan:
    return replace(chain_plan("first", 0), told=files)


def history_of(*files: NamedActuals) -> History:
    """Two plans that promise the same deliveries; files tell of the first."""
    return history(chained([with_told(*files), chain_plan("second", 1, digest(0))]))


def test_promises_are_new_units_of_states_and_pools() -> None:
    """Tanks: 2, 1+1+4, 1+2+0 of three buyers; satellites: a lot of two for the pool in 2027."""
    found = history_of()
    for promised in found.promised:
        assert [promised.units[TANK, year] for year in ("2026", "2027", "2028")] == [2, 6, 3]
        assert [promised.units[SAT, year] for year in ("2026", "2027", "2028")] == [0, 2, 0]
    assert found.delivered == {}
    assert found.periods == ("2026", "2027", "2028")


def test_a_late_delivery_shows_in_both_periods() -> None:
    """One of two tanks in 2026; by the middle of 2027 both and one of AAA's third."""
    late = told(
        "a", MID_2027, actual("AAA", "TANK_A", "2026", 1), actual("AAA", "TANK_A", "2027", 3)
    )
    found = history_of(late)
    assert sorted(found.delivered) == ["2026", "2027"]
    past, running = found.delivered["2026"], found.delivered["2027"]
    assert (past.units[TANK], past.running, past.by) == (1, False, "first")
    assert past.unconfirmed == {}
    assert (running.units[TANK], running.running, running.share) == (2, True, None)


def test_what_is_not_known_counts_as_planned_and_is_counted() -> None:
    known = told(
        "a", END_2027, actual("AAA", "TANK_A", "2026", 2), actual("BBB", "TANK_B", "2027", 0)
    )
    made = history_of(known).delivered["2027"]
    assert made.units[TANK] == 1 + 1 + 0
    assert made.unconfirmed == {TANK: 2, SAT: 1}


def test_the_share_falls_with_what_is_not_given() -> None:
    """Of 40 tanks 23 count in 2026; without AAA's 8 there are 15 of them."""
    nothing = Actual(decision="contribution", codes=("AAA", "TANK", "2026"), value=0)
    found = history_of(told("a", 2027 * 12, nothing))
    promised, made = found.promised[0].shares["2026"], found.delivered["2026"].share
    scenario = chain_plan("x", 0).view.scenario
    weights = {
        record.code: record.priority
        for record in scenario.capabilities
        if scenario.required[record.code, "2026"]
    }
    lost = Fraction(weights["TANK"], sum(weights.values())) * Fraction(8, 40)
    assert made is not None
    assert promised - made == lost


def test_of_earlier_months_only_what_was_final_counts() -> None:
    """What there was in mid-2027 says nothing of the end of that year."""
    early = told(
        "a", MID_2027, actual("AAA", "TANK_A", "2026", 1), actual("AAA", "TANK_A", "2027", 1)
    )
    later = told("b", END_2027, actual("BBB", "TANK_B", "2027", 4))
    joined = together(with_told(later, early))
    assert joined.as_of == END_2027
    assert {row.codes: row.value for row in joined.rows} == {
        ("AAA", "TANK_A", "2026"): 1,
        ("BBB", "TANK_B", "2027"): 4,
    }


def test_files_that_contradict_each_other_are_named() -> None:
    one = told("one.xlsx", MID_2027, actual("AAA", "TANK_A", "2026", 1))
    two = told("two.xlsx", MID_2027, actual("AAA", "TANK_A", "2026", 2))
    found = history_of(one, two)
    assert len(found.remarks) == 1
    assert found.remarks[0].startswith(
        "one.xlsx, two.xlsx contradict each other in 1 rows of first"
    )
    assert found.delivered["2026"].units[TANK] == 2


def test_sheets_hold_what_was_found() -> None:
    found = history_of(told("a", MID_2027, actual("AAA", "TANK_A", "2026", 1)))
    sheets = {table.name: table for table in history_sheets(found, [STRANGER])}
    assert list(sheets) == ["history", "european_share", "by_domain", "by_capability", "files"]
    rows = {row[1:3]: row[3:] for row in sheets["by_capability"].blocks[0].rows}
    assert rows[NAMED, "2026"] == (2, 2, 1, 0, "first")
    assert rows[NAMED, "2028"] == (3, 3, None, None, None)
    assert len(sheets["history"].charts) == 2
    assert len(sheets["by_domain"].charts) == 1 + len(found.domains)
    assert {table.marking for table in sheets.values()} == {"RESTRICTED & MARKED"}
    said = list(sentences(found, [STRANGER]))
    assert said[0] == "2 plans in a chain, from first to second; actuals of one of them."
    assert said[-1] == "One file of the folder is not used; the sheet files says why."
