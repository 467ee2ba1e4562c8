"""Units are whole, and what is under contract fits rates, holdings and budgets."""

import re
from collections import Counter, defaultdict
from decimal import Decimal

from tests.seeds.seed_rows import (
    PERIODS,
    by_code,
    column,
    denied,
    no_own_force,
    rows,
    units,
)

DRONES = ("DPS_OWA", "UAS_TAC", "UAS_LM", "CUAS_SYS")


def test_units_are_whole() -> None:
    for sheet in ("requirements", "outside_support", "holdings", "retirements", "order_book"):
        assert all(re.fullmatch(r"\d+", text) for text in column(sheet, "units")), sheet


def test_rates_and_steps_are_whole_units() -> None:
    """Whole rates keep the work carried from one period to the next below one lot."""
    assert all(re.fullmatch(r"\d+", text) for text in column("line_rates", "units"))
    assert all(re.fullmatch(r"\d*", text) for text in column("lines", "step"))


def test_retirements_stay_within_holdings() -> None:
    held = units("holdings", "state", "capability")
    for key, leaving in units("retirements", "state", "capability").items():
        assert leaving <= held[key], key


def test_the_order_book_stays_within_the_rates() -> None:
    """In each period alone, hence over every stretch of periods."""
    rates = units("line_rates", "line", "period")
    for key, ordered in units("order_book", "line", "period").items():
        assert not key[0] or ordered <= rates[key], key


def test_order_book_and_lines_agree_on_the_capability() -> None:
    lines = by_code("lines")
    for row in rows("order_book"):
        assert not row["line"] or lines[row["line"]]["capability"] == row["capability"], row


def test_unpaid_is_a_tenth_of_the_price_and_never_over_a_fifth_of_the_ceiling() -> None:
    lines = by_code("lines")
    ceilings = {(row["state"], row["period"]): Decimal(row["ceiling"]) for row in rows("budgets")}
    owed: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    full: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for row in rows("order_book"):
        unpaid = Decimal(row["unpaid"])
        late = row["line"] and row["period"] >= "2028" and row["holder"] not in by_code("pools")
        price = Decimal(lines[row["line"]]["unit_price"]) if late else Decimal(0)
        tenth = (price * int(row["units"]) / 10).quantize(Decimal("0.001"))
        key = (row["holder"], row["period"])
        assert unpaid == tenth or "cut" in row["note"], row
        assert unpaid <= tenth, row
        owed[key] += unpaid
        full[key] += tenth
    for key, money in owed.items():
        if key in ceilings:
            assert money <= ceilings[key] / 5, key
            assert money == full[key] or full[key] > ceilings[key] / 5, key
        else:
            assert money == 0, key


def first_delivery(line: dict[str, str]) -> int:
    return -(-int(line["lead_months"]) // 12)


def test_allotted_output_is_what_no_new_order_can_reach() -> None:
    """Before a first new order can arrive, at most half (drones: a quarter), only to holders."""
    rates = units("line_rates", "line", "period")
    lines = by_code("lines")
    holders = set(units("holdings", "state", "capability")) | {
        (row["holder"], row["capability"])
        for row in rows("order_book")
        if row["basis"].startswith("contract")
    }
    contracts: Counter[str] = Counter()
    allotted: Counter[str] = Counter()
    for row in rows("order_book"):
        if row["basis"] != "current output, allotted":
            contracts[row["line"]] += int(row["units"]) if row["period"] in PERIODS[:2] else 0
            continue
        assert PERIODS.index(row["period"]) < min(2, first_delivery(lines[row["line"]])), row
        assert (row["holder"], row["capability"]) in holders, row
        assert (row["line"], row["holder"]) not in denied(), row
        assert (row["holder"], row["capability"]) not in no_own_force(), row
        allotted[row["line"]] += int(row["units"])
    assert len(allotted) > 80
    for line, amount in allotted.items():
        sold = sum(rates[line, period] for period in PERIODS[: first_delivery(lines[line])][:2])
        part = 4 if lines[line]["capability"] in DRONES else 2
        assert part * amount <= sold, line


def test_work_shares_do_not_exceed_the_whole() -> None:
    total: Counter[str] = Counter()
    for row in rows("work_shares"):
        total[row["line"]] += round(Decimal(row["share"].rstrip("%")) * 100)
    assert max(total.values()) <= 10_000
    own = [line for line in total if line.startswith("POOLGEN_")]
    assert all(total[line] == 10_000 for line in own)
