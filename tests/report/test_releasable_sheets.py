"""What an extract shows: the state's own figures in full, what is withheld everywhere at once."""

from fractions import Fraction

import pytest

from allocator.report.release.cover import withheld
from allocator.report.release.extract import FEW, FOLLOWS, NAMING, WITHHELD
from allocator.report.release.releasable import releasable
from allocator.report.state.view import Alliance
from allocator.report.view import View
from allocator.tables.table import Table, plain
from tests.plans import plan
from tests.properties.trait_what_if import without
from tests.report.extracts import SOME, alliance
from tests.report.quartet import quartet, quartet_plan
from tests.report.reading import row, rows, texts
from tests.report.views import QUARTET, view_of
from tests.scenarios import access, line, rates, state, tiny


def extract(code: str, view: View = QUARTET) -> dict[str, Table]:
    """The sheets for a state, by name."""
    return {table.name: table for table in releasable(view, code)}


MINE = extract("AAA")


def test_the_cover_comes_first_and_leads_to_every_sheet() -> None:
    names = list(MINE)
    assert names[0] == "cover"
    links = [label.link for label in MINE["cover"].labels if label.link]
    assert links == names[1:]
    assert all("cover" in [label.link for label in MINE[name].labels] for name in names[1:])


def test_the_cover_counts_what_every_sheet_withholds() -> None:
    counted = [found["withheld"] for found in rows(MINE["cover"], 1)]
    assert counted == [withheld(table) for name, table in MINE.items() if name != "cover"]
    assert sum(map(int, map(str, counted))) > 0
    said = {str(found["what"]): str(found["words"]) for found in rows(MINE["cover"])}
    assert said["Withheld"].startswith(f"{sum(map(int, map(str, counted)))} figures, each marked")
    assert "lay their extracts side by side" in said["Not against"]


def test_every_sheet_is_marked_for_whom_it_is() -> None:
    assert {table.marking for table in MINE.values()} == {"RESTRICTED & MARKED · releasable to AAA"}
    assert all("releasable to AAA" in " ".join(texts(table)) for table in MINE.values())


def test_a_what_if_is_marked_on_every_sheet() -> None:
    judged = without(quartet(), "budget")
    view = view_of(judged, quartet_plan())
    for table in extract("AAA", view).values():
        assert "what-if: budget ignored" in table.what_if
        assert any("what-if: budget ignored" in text for text in texts(table))
    assert not any("what-if" in text for table in MINE.values() for text in texts(table))


def test_own_money_is_the_spending_of_the_plan() -> None:
    for period in QUARTET.periods:
        account = QUARTET.spending["AAA", period]
        orders = row(MINE["spending"], what="Lots it buys for itself")
        assert orders[f"period {period}"] == account.orders
        room = row(MINE["spending"], 1, what="Room left")
        assert room[f"period {period}"] == account.room
    totals = dict(
        zip(
            [column.key for column in MINE["spending"].blocks[0].frame.columns],
            map(plain, MINE["spending"].blocks[0].totals),
            strict=True,
        )
    )
    assert totals["sum"] == QUARTET.ledger.new_money["AAA"]


def test_own_units_purchases_and_shares() -> None:
    tanks = row(MINE["contributions"], capability="TANK")
    assert [tanks[f"period {period}"] for period in QUARTET.periods] == [8, 9, 10]
    pooled = row(MINE["contributions"], 1, capability="SAT")
    assert pooled["period 2027"] == Fraction(2 * 18, 10)
    bought = {found["period"]: found["lots"] for found in rows(MINE["purchases"])}
    assert bought == {"2026": 2, "2027": 1, "2028": 1}
    paid = row(MINE["purchases"], 1, line="TANK_A", period="2027")
    assert (paid["tenths"], paid["money"]) == (7, 7 * 1_001)
    sky = row(MINE["pool_shares"], pool="SKY")
    assert (sky["today"], sky["shares"], sky["leads"], sky["basis"]) == (12, 6, 1, "treaty, art. 5")
    assert row(MINE["pool_shares"], 1, pool="SKY")["shares"] == 6


def test_own_milestones_tell_no_quantity_of_others() -> None:
    due = rows(MINE["milestones"])
    assert [found["by"] for found in due] == sorted(str(found["by"]) for found in due)
    grown = {
        found["quantity"] for found in due if found["item"] == "TANK_A" and found["unit"] == "steps"
    }
    assert grown == {Fraction(7, 10), Fraction(8, 10)}
    assert row(MINE["milestones"], item="SKY", what="order of the pool")["quantity"] == 6
    assert row(MINE["milestones"], item="SKY", what="lead a pool")["quantity"] is None


def test_own_limits_and_law_with_their_legal_basis() -> None:
    law = row(extract("CCC")["limits"], 1, basis="export licence")
    assert str(law["words"]).startswith("may not buy from")
    counted = row(MINE["limits"], kind="concentration", period="2027")
    assert counted["words"] == "No further unit of Satellites may count for one state."


def test_a_basis_that_names_another_state_is_withheld() -> None:
    """As a word of its own; a name within a word is none."""
    scenario = tiny(
        states=(state("AAA", name="Alphaland"), state("BBB", name="Betaland")),
        lines=tuple(line(code, host="X", customers=("AAA", "BBB")) for code in "PQR"),
        line_rates=tuple(rate for code in "PQR" for rate in rates(code, 9)),
        access=(
            access("P", "AAA", permitted=False, legal_basis="treaty with Betaland, art. 1"),
            access("Q", "AAA", permitted=False, legal_basis="licence BBB-7"),
            access("R", "AAA", permitted=False, legal_basis="law on Betalandish arms"),
        ),
    )
    view = view_of(scenario, plan())
    bases = [found["basis"] for found in rows(extract("AAA", view)["limits"], 1)]
    assert sorted(map(str, bases)) == [NAMING, NAMING, "law on Betalandish arms"]


def test_a_title_that_names_another_state_is_left_out() -> None:
    assert row(MINE["cover"], what="Plan")["words"] == '=1+1 "Quartet" & Söhne'
    view = alliance("reference").view
    assert "Canada" in view.policy.title
    shown = {found["what"] for found in rows(extract("POL", view)["cover"])}
    assert "Plan" not in shown
    assert "Plan" in {found["what"] for found in rows(extract("CAN", view)["cover"])}


@pytest.mark.parametrize("code", SOME)
def test_what_is_withheld_is_withheld_wherever_it_stands(code: str) -> None:
    of = alliance("reference")
    sheets = {table.name: table for table in releasable(of.view, code, of)}
    pools = {found["pool"]: found["lots"] for found in rows(sheets["all_pools"])}
    for found in rows(sheets["pool_shares"]):
        assert (found["part"] == WITHHELD) == (pools[found["pool"]] == WITHHELD)
    everything = rows(sheets["all_money"])[-1]
    shares = [found["percent"] for found in rows(sheets["burden"])[6:8]]
    assert {value == WITHHELD for value in shares} == {everything["sum"] == WITHHELD}
    told: dict[object, set[bool]] = {}
    for found in rows(sheets["all_capabilities"]):
        hidden = tuple(
            found[key] == WITHHELD for key in ("european", "support", "missing", "share")
        )
        # Units and support go together, missing units and share go with them or before them.
        reason = {(True,) * 4: FEW, (False, False, True, True): FOLLOWS, (False,) * 4: None}
        assert found["why"] == reason[hidden]
        told.setdefault(found["capability"], set()).add(found["european"] == WITHHELD)
    assert {len(said) for said in told.values()} == {1}
    assert told.keys() == set(of.view.capabilities)


@pytest.mark.parametrize("code", SOME)
def test_what_counts_is_told_with_the_enablers_it_rests_on(code: str) -> None:
    of = alliance("reference")
    sheets = {table.name: table for table in releasable(of.view, code, of)}
    found = rows(sheets["all_capabilities"])
    units = {each["capability"] for each in found if each["european"] != WITHHELD}
    whole = {str(each["capability"]) for each in found if each["missing"] != WITHHELD}
    assert whole < units
    for capability in whole:
        rests = of.view.scenario.enablers_of.get(capability, ())
        assert {each.enabler_capability for each in rests} <= units
    for period, summed in zip(of.view.periods, rows(sheets["all_capabilities"], 1), strict=True):
        asked = {c for c in whole if of.view.scenario.required[c, period]}
        assert summed["told"] == len(asked)


def test_totals_that_are_told_are_those_of_the_plan() -> None:
    of = alliance("reference")
    sheets = {table.name: table for table in releasable(of.view, "POL", of)}
    found = [each for each in rows(sheets["all_capabilities"]) if each["missing"] != WITHHELD]
    assert len(found) > 50
    for each in found:
        account = of.view.shortfalls[str(each["capability"]), str(each["period"])]
        assert (each["european"], each["missing"]) == (account.european, account.missing)
    money = row(sheets["all_money"], what="New money")
    true = sum(of.view.ledger.new_money.values())
    assert abs(int(str(money["sum"])) - true) <= 500
    assert int(str(money["sum"])) % 1_000 == 0


def test_a_line_for_the_state_alone_is_told() -> None:
    """Everybody knows who buys there; one more customer who might, and it is withheld."""

    def units(*customers: str) -> object:
        scenario = tiny(
            states=tuple(map(state, "ABCD")),
            lines=(line("L", host="A", customers=customers),),
            line_rates=rates("L", 9),
        )
        bought = plan(delivered={("A", "L", "2026"): 3})
        view = view_of(scenario, bought)
        return row(extract("A", view)["all_lines"], line="L")["units"]

    assert units("A") == 3
    assert units("A", "B") == WITHHELD


def test_a_state_without_anything_gets_an_extract() -> None:
    scenario = tiny(states=tuple(map(state, "AB")))
    view = view_of(scenario, plan())
    assert rows(extract("A", view)["purchases"]) == []
    with pytest.raises(KeyError):
        releasable(view, "Z")


def test_the_same_plan_gives_the_same_extract() -> None:
    assert releasable(QUARTET, "AAA") == releasable(QUARTET, "AAA", Alliance(QUARTET))
