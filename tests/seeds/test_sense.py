"""Nothing absurd can be planned on the reference: no fleet without a coast."""

import pytest

from tests.seeds.seed_rows import by_code, denied, no_own_force, rows, units


@pytest.mark.parametrize(
    ("state", "capability"),
    [
        ("LUX", "LND_LBDE"),
        ("LUX", "LND_MBT"),
        ("CZE", "MAR_DDG"),
        ("HUN", "MAR_SSK"),
        ("SVK", "MAR_MCM"),
        ("MKD", "MAR_DDG"),
        ("EST", "AIR_FTR"),
        ("SVN", "AIR_FTR"),
        ("MNE", "AMD_MR"),
        ("DEU", "MAR_SSN"),
        ("DNK", "LND_MINES"),
        ("BEL", "LND_MBT"),
    ],
)
def test_nobody_is_given_what_it_cannot_have(state: str, capability: str) -> None:
    assert (state, capability) in no_own_force()


def test_iceland_has_no_force_of_its_own() -> None:
    barred = {code for state, code in no_own_force() if state == "ISL"}
    assert barred == set(by_code("capabilities"))
    assert not [row for row in rows("holdings") if row["state"] == "ISL"]


def test_no_rule_takes_away_what_a_state_has_or_closes_a_line() -> None:
    have = set(units("holdings", "state", "capability"))
    have |= set(units("order_book", "holder", "capability"))
    assert not have & no_own_force()
    forbidden = {
        (rule["binds"], rule["on"]) for rule in rows("rules") if rule["effect"] == "forbid"
    }
    for line in rows("lines"):
        assert (line["host"], line["capability"]) not in forbidden, line


def test_every_holder_of_fighters_may_buy_one() -> None:
    lines = [line["line"] for line in rows("lines") if line["capability"] == "AIR_FTR"]
    for state, capability in units("holdings", "state", "capability"):
        if capability == "AIR_FTR":
            assert any((line, state) not in denied() for line in lines), state
