"""The sheets of components and what other sheets say of them, by hand.

Quartet: CHIP is made in AAA (6 a year, 1.5 more from 2028 on) and in the United States (1, 1, 0).
A tank of TANK_A takes half a chip, a lot of SAT_C four. 2027: TANK_A delivers 2 and SAT_C a lot.
"""

from fractions import Fraction

from allocator.report.limits.limits import binding
from tests.plans import over_years, plan
from tests.report.quartet import quartet, quartet_plan
from tests.report.reading import row, rows, sheets
from tests.report.views import view_of
from tests.scenarios import capability, component, component_use, line, rates, tiny

MADE = sheets()


def test_all_hosts_together_and_each_by_itself() -> None:
    found = [
        (line["period"], line["host"], line["output"], line["expansion"])
        for line in rows(MADE["component_supply"])
    ]
    assert found == [
        ("2026", "", 7_000, 0),
        ("2026", "USA", 1_000, 0),
        ("2026", "AAA", 6_000, 0),
        ("2027", "", 7_000, 0),
        ("2027", "USA", 1_000, 0),
        ("2027", "AAA", 6_000, 0),
        ("2028", "", 6_000, 1_500),
        ("2028", "USA", 0, 0),
        ("2028", "AAA", 6_000, 1_500),
    ]
    pooled = row(MADE["component_supply"], host="", period="2027")
    assert (pooled["order_book"], pooled["new_lots"], pooled["slack"]) == (0, 5_000, 2_000)
    assert pooled["used"] == Fraction(5, 7)
    assert pooled["lines"] == "SAT_C 4, TANK_A 1"
    last = row(MADE["component_supply"], host="", period="2028")
    assert last["lines"] == "TANK_A 1.5"


def test_who_pays_for_growth() -> None:
    step = row(MADE["component_investments"], state="", period="2027")
    assert (step["component"], step["host"], step["steps"], step["tenths"]) == (
        "CHIP",
        "AAA",
        1,
        None,
    )
    assert (step["new"], step["added_output"], step["runs_from"]) == (1, 1_500, "2028-01")
    still = row(MADE["component_investments"], state="", period="2028")
    assert (still["steps"], still["new"], still["runs_from"]) == (1, 0, None)
    paid = row(MADE["component_investments"], state="DDD", period="2027")
    assert (paid["tenths"], paid["new"], paid["payment"]) == (4, 4, 404)
    assert row(MADE["component_investments"], state="DDD", period="2028")["payment"] == 0
    assert paid["confidence"] == "medium"


def test_growth_is_a_milestone() -> None:
    decided = row(MADE["milestones"], item="CHIP")
    assert (decided["decide_by"], decided["what"], decided["who"]) == (
        "2027-01",
        "expansion",
        "AAA",
    )
    assert (decided["there_by"], decided["period"], decided["cumulative"]) == ("2028-01", "2028", 1)


def test_money_of_components_has_its_columns() -> None:
    assert row(MADE["spending"], state="DDD", period="2027")["components"] == 404
    split = row(MADE["burden_split"], state="DDD")
    assert split["components"] == 404
    assert "domain supply chain" in {
        column.key for column in MADE["burden_split"].blocks[1].frame.columns
    }


def test_domains_add_up_to_new_money() -> None:
    view = view_of(quartet(), quartet_plan())
    by_domain = MADE["burden_split"].blocks[1].rows
    totals = {str(line[1]): sum(x for x in line[2:-1] if isinstance(x, int)) for line in by_domain}
    assert totals == view.ledger.new_money


def test_what_a_short_capability_lacks() -> None:
    """The line makes 9, but there are 4 parts for 4 tanks: what holds it back is the part."""
    scenario = tiny(
        capabilities=(capability(name="Tanks"),),
        lines=(line(),),
        line_rates=rates("L", 9),
        components=(component("K", 4),),
        component_use=(component_use(),),
        required=9,
    )

    def found(lots: int) -> list[tuple[object, ...]]:
        given = over_years(("A", "TANK"), lots)
        decided = plan(delivered=over_years(("A", "L"), lots), contribution=given)
        limits = binding(view_of(scenario, decided))
        return [(x.subject, x.used, x.most, x.brief) for x in limits if x.kind == "component"]

    assert found(3) == []
    assert found(4) == [("K for TANK", 4, 4, "1 of 1 lines lack component K")]
