"""Rows that a plan promises: every period of every series, and every charge once."""

from allocator.accounts.ledger import Ledger
from allocator.accounts.promised import FOLLOWED, PAID, promises
from allocator.tables.actuals_sheets import OBJECTS, YES_OR_NO, row_key
from tests.plans import duo_plan
from tests.report.quartet import YEARS, quartet, quartet_plan
from tests.scenarios import duo


def test_every_charge_but_rebates_is_in_exactly_one_row() -> None:
    ledger = Ledger(quartet(), quartet_plan())
    charged = sum(charge.amount for charge in ledger.charges if charge.kind != "rebates")
    rows = promises(ledger)
    assert sum(row.money or 0 for row in rows) == charged > 0
    for year, name in enumerate(YEARS):
        due = sum(
            charge.amount
            for charge in ledger.charges
            if charge.period == year and charge.kind not in ("rebates", "fees")
        )
        assert sum(row.money or 0 for row in rows if row.codes[-1] == name) == due
    assert {row.decision for row in rows if row.money is not None} <= PAID


def test_a_series_has_a_row_for_every_period_and_zero_where_it_has_nothing() -> None:
    rows = {(row.decision, row.codes): row for row in promises(Ledger(quartet(), quartet_plan()))}
    assert [rows["delivered", ("DDD", "TANK_A", year)].value for year in YEARS] == [0, 1, 3]
    assert [rows["crews", ("AAA", year)].value for year in YEARS] == [5, 20, 33]
    assert rows["join", ("CCC", "SKY")].value == 1
    assert rows["join", ("CCC", "SKY")].money == 501
    assert rows["lead", ("AAA", "SKY")].money is None
    assert ("delivered", ("CCC", "TANK_A", "2026")) not in rows


def test_money_of_the_worked_example() -> None:
    """Three kEUR thousand a launcher: 2 for A and 6 for B, all paid on delivery."""
    rows = promises(Ledger(duo(), duo_plan()))
    orders = {row.codes[0]: (row.value, row.money) for row in rows if row.decision == "delivered"}
    assert orders["A"][0] == 2
    assert orders["B"][0] == 6
    assert orders["B"][1] == 3 * (orders["A"][1] or 0)


def test_every_decision_has_a_name_and_rows_of_their_own() -> None:
    assert tuple(OBJECTS) == FOLLOWED
    rows = promises(Ledger(quartet(), quartet_plan()))
    assert {row.decision for row in rows} == set(FOLLOWED)
    keys = {row_key(row.decision, row.codes) for row in rows}
    assert len(keys) == len(rows)
    assert {key[1] for key in keys} == {called.name for called in OBJECTS.values()}
    assert {"pool_join", "pool_lead", "pool_operating"} == YES_OR_NO
