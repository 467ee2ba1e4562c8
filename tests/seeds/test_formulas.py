"""Derived columns follow the formulas that seeds/README.md states."""

from collections import Counter
from decimal import ROUND_HALF_UP, Decimal

from seeds.build import SEEDS, table
from tests.seeds.seed_rows import PERIODS, by_code, denied, rows, sells_to, units


def test_budgets_follow_their_formula() -> None:
    """Half of the rise over 2025, a growing slice of 2025 equipment, part of what exceeds 2 %."""
    gdp = {row["state"]: Decimal(row["gdp"]) * 1000 for row in rows("member_states")}
    spending = {row["state"]: row for row in table(SEEDS / "background" / "defence_spending.csv")}
    for row in rows("budgets"):
        year, plan = PERIODS.index(row["period"]), spending[row["state"]]
        then = Decimal(plan["spending_2025"])
        excess = max(Decimal(0), then - gdp[row["state"]] * 2 / 100)
        above = excess * (10 if year == 0 else 20) / 100
        equipment = then * Decimal(plan["equipment_share"]) / 100 * 5 * (year + 1) / 100
        rise = (Decimal(plan[f"spending_{row['period']}"]) - then) / 2
        ceiling = (rise + equipment + above).quantize(Decimal("0.1"), ROUND_HALF_UP)
        if row["state"] != "ISL":
            assert Decimal(row["ceiling"]) == ceiling, row
        small = by_code("member_states")[row["state"]]["small_state"] == "yes"
        part = 3 if small or row["state"] == "DEU" else 2
        assert Decimal(row["carry_over_limit"]) == Decimal(row["ceiling"]) * part / 10, row


def test_baseline_effort_is_the_spending_of_2025() -> None:
    """In both workbooks that have one; nobody but Iceland spends nothing."""
    spending = {row["state"]: row for row in table(SEEDS / "background" / "defence_spending.csv")}
    for workbook in ("reference", "baltic"):
        for row in rows("member_states", workbook):
            assert row["baseline_effort"] == spending[row["state"]]["spending_2025"], row
            assert (row["baseline_effort"] == "0") == (row["state"] == "ISL")


def test_loans_are_three_fifths_of_the_allocation() -> None:
    """Of every state of the group, EUR 89 bn in all; no ceiling has them in it (see above)."""
    spending = table(SEEDS / "background" / "defence_spending.csv")
    allocated = {row["state"]: Decimal(row["safe_loan"]) for row in spending}
    loans = {row["state"]: Decimal(row["amount"]) for row in rows("fund_limits")}
    assert loans == {state: amount * 6 / 10 for state, amount in allocated.items() if amount}
    assert round(sum(loans.values()), -3) == 89_000
    groups = {row["state"]: row["groups"].split(";") for row in rows("member_states")}
    assert set(loans) == {state for state, names in groups.items() if "SAFE" in names}


def test_a_window_leaves_a_twentieth_of_its_ceilings() -> None:
    for window in rows("budget_windows"):
        ceilings = sum(
            Decimal(row["ceiling"])
            for row in rows("budgets")
            if row["state"] == window["state"]
            and window["first_period"] <= row["period"] <= window["last_period"]
        )
        assert Decimal(window["ceiling"]) == round(ceilings * 95 / 100, 1)


def test_crew_limits_follow_their_formula() -> None:
    """Nine tenths of the pipeline so far."""
    trained: Counter[str] = Counter()
    for row in sorted(rows("personnel"), key=lambda row: (row["state"], row["period"])):
        trained[row["state"]] += int(row["pipeline"])
        assert int(row["posts_limit"]) == trained[row["state"]] * 9 // 10, row


def test_pool_shares_add_up_to_the_lots_that_are_there() -> None:
    capabilities, stock = by_code("capabilities"), units("order_book", "holder")
    shares: Counter[str] = Counter()
    for row in rows("pool_members"):
        shares[row["pool"]] += int(row["shares_today"])
    for pool in rows("pools"):
        capability = capabilities[pool["capability"]]
        ordered, rest = divmod(stock[pool["pool"],], int(capability["lot"]))
        lots = int(pool["stock_lots"]) + ordered
        assert rest == 0, pool
        assert shares[pool["pool"]] == lots * int(capability["shares_per_lot"]), pool


def test_every_pool_can_be_opened() -> None:
    """Enough states may buy shares, one of them may lead, and every least share finds room."""
    capabilities = by_code("capabilities")
    for pool in rows("pools"):
        offers = [row["line"] for row in rows("pool_lines") if row["pool"] == pool["pool"]]
        assert all(by_code("lines")[line]["capability"] == pool["capability"] for line in offers)
        members = [row for row in rows("pool_members") if row["pool"] == pool["pool"]]
        buyers = [row for row in members if may_share(row, offers)]
        assert len(buyers) >= int(pool["min_members"]), pool
        assert any(row["framework_eligible"] == "yes" for row in buyers), pool
        inside = [row for row in members if row["role"] == "member"]
        for row in inside:
            assert row in buyers or int(row["shares_today"]) >= int(row["least_share"]), row
        per_lot = int(capabilities[pool["capability"]]["shares_per_lot"])
        room = int(pool["max_lots"]) * per_lot
        assert sum(int(row["least_share"]) for row in inside) <= room, pool
        assert all(int(row["least_share"]) <= int(row["most_share"]) for row in members), pool
        assert all(int(row["shares_today"]) <= int(row["most_share"]) for row in members), pool


def may_share(row: dict[str, str], offers: list[str]) -> bool:
    """Whether the state of a `pool_members` row may buy shares in one of the lines."""
    return row["role"] != "barred" and any(
        sells_to(by_code("lines")[line], row["state"]) and (line, row["state"]) not in denied()
        for line in offers
    )
