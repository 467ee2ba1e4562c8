"""Nothing absurd can be planned on the reference: no fleet without a coast."""

from functools import cache

import pytest

from tests.seeds.seed_rows import by_code, denied, no_own_force, rows, sells_to, units


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
    for line in rows("lines"):
        assert (line["host"], line["capability"], "forbid") not in effects(), line


def test_who_has_no_force_of_a_kind_orders_no_lot_of_it() -> None:
    """Where the state is a customer at all, for shares in a pool, a cap of 0 stands on the line."""
    capped = {(rule["binds"], rule["on"]) for rule in rows("rules") if rule["effect"] == "cap"}
    small = {row["state"] for row in rows("member_states") if row["small_state"] == "yes"}
    for line in rows("lines"):
        capability = by_code("capabilities")[line["capability"]]
        for state in by_code("member_states"):
            pooled = capability["large_system"] == "yes" and state in small
            forbidden = (state, line["capability"], "forbid") in effects()
            if (state, line["capability"]) in no_own_force() and sells_to(line, state):
                barred = (state, line["line"]) in capped or ("all", line["line"]) in capped
                assert barred or pooled or forbidden, (state, line["line"])


@cache
def effects() -> set[tuple[str, str, str]]:
    """State, what a rule is about, and its effect."""
    groups = {row["state"]: row["groups"].split(";") for row in rows("member_states")}
    return {
        (state, rule["on"], rule["effect"])
        for rule in rows("rules")
        for state in groups
        if rule["binds"] == state or rule["binds"] in groups[state]
    }


def test_every_contract_is_with_a_customer() -> None:
    lines = by_code("lines")
    for row in rows("order_book"):
        if row["line"] and row["holder"] in by_code("member_states"):
            assert sells_to(lines[row["line"]], row["holder"]), row


def test_every_holder_of_fighters_may_buy_one() -> None:
    lines = [line for line in rows("lines") if line["capability"] == "AIR_FTR"]
    for state, capability in units("holdings", "state", "capability"):
        if capability == "AIR_FTR":
            open_lines = [line for line in lines if sells_to(line, state)]
            assert any((line["line"], state) not in denied() for line in open_lines), state
