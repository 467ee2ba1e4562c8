"""The ratios of the reference fit its requirements and its forces of today."""

from pathlib import Path

import pytest

from allocator.accounts.enablers import enabled
from allocator.accounts.ledger import Ledger
from allocator.domain.scenario import Scenario
from allocator.io.scenario_reader import read_scenario
from allocator.model.build import build

INPUTS = Path(__file__).parents[2] / "inputs"


@pytest.fixture(scope="module", params=["reference", "baltic"])
def scenario(request: pytest.FixtureRequest) -> Scenario:
    return read_scenario(INPUTS / f"{request.param}.xlsx").scenario


def test_what_is_required_of_enablers_is_enough_for_all_that_need_them(scenario: Scenario) -> None:
    for period in scenario.periods:
        asked: dict[str, int] = {}
        for row in scenario.enablers:
            units = row.per_unit * scenario.required[row.combat_capability, period.code]
            asked[row.enabler_capability] = asked.get(row.enabler_capability, 0) + units
        for enabler, thousandths in asked.items():
            assert thousandths <= 1_000 * scenario.required[enabler, period.code], enabler


def test_the_force_of_today_counts_in_full(scenario: Scenario) -> None:
    model = build(scenario)
    accounts = enabled(Ledger(scenario, model.plan(model.status_quo())))
    first = scenario.periods[0].code
    assert {key: account.lost for key, account in accounts.items() if key[1] == first} == {
        (code, first): 0 for code in scenario.enablers_of
    }
