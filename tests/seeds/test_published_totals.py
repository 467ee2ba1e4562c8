"""Totals of the reference against published totals, with the arithmetic."""

import re
from decimal import Decimal

import pytest

from seeds.build import SEEDS, table
from tests.seeds.seed_rows import column, rows, units


def published(code: str) -> list[float]:
    """The numbers of a benchmark: `82 / 131` gives both."""
    row = next(row for row in table(SEEDS / "benchmarks.csv") if row["id"] == code)
    return [float(number) for number in re.findall(r"\d+(?:\.\d+)?", row["value"])]


def held(*capabilities: str) -> int:
    """Units of states and pools today."""
    national = sum(units("holdings", "capability")[code,] for code in capabilities)
    lot = {row["capability"]: int(row["lot"]) for row in rows("capabilities")}
    return national + sum(
        int(pool["stock_lots"]) * lot[pool["capability"]]
        for pool in rows("pools")
        if pool["capability"] in capabilities
    )


def american(*capabilities: str) -> int:
    return sum(
        units("outside_support", "capability", "period")[code, "2026"] for code in capabilities
    )


def needed(*capabilities: str) -> int:
    return sum(units("requirements", "capability", "period")[code, "2030"] for code in capabilities)


BRIGADES = ("LND_HBDE", "LND_LBDE")
AIR_DEFENCE = ("AMD_LR", "AMD_MR", "AMD_SR")


def test_brigades_match_the_minimum_capability_requirements() -> None:
    """Before: 40 + 35 national and 7 American brigades are the 82 of the press; 47 more by 2030."""
    before, after = published("MCR_BDE")
    assert held(*BRIGADES) + american(*BRIGADES) == before
    assert needed(*BRIGADES) == pytest.approx(after, rel=0.1)
    assert needed(*BRIGADES) - held(*BRIGADES) == pytest.approx(published("BRU_BDE")[0], rel=0.1)


def test_headquarters_match_the_minimum_capability_requirements() -> None:
    """22 + 2 American divisions are the 24 of the press; 36 + 2 the 38 it asks for."""
    before, after = published("MCR_DIV")
    assert held("C2_DIVHQ") + american("C2_DIVHQ") == before
    assert needed("C2_DIVHQ") + american("C2_DIVHQ") == after
    assert held("C2_CORPSHQ") == published("MCR_CORPS")[0]
    assert needed("C2_CORPSHQ") + 1 == published("MCR_CORPS")[1]


def test_air_defence_matches_the_minimum_capability_requirements() -> None:
    """39 + 62 + 190 units held are the 293 of the press within 1 %; 1,405 + 40 US the 1,467."""
    before, after = published("MCR_GBAD")
    assert held(*AIR_DEFENCE) == pytest.approx(before, rel=0.01)
    assert needed(*AIR_DEFENCE) + american(*AIR_DEFENCE) == pytest.approx(after, rel=0.02)
    today, need = published("FIT_SAM")
    assert needed("AMD_LR") - held("AMD_LR") == need - today


@pytest.mark.parametrize(
    ("code", "capability"),
    [
        ("IISS25_FTR", "AIR_FTR"),
        ("IISS25_SAM", "AMD_LR"),
        ("IISS25_MBT", "LND_MBT"),
        ("IISS25_SSN", "MAR_SSN"),
        ("IISS25_MPA", "MAR_MPA"),
        ("IISS25_IFV", "LND_IFV"),
    ],
)
def test_american_forces_match_the_published_counts(code: str, capability: str) -> None:
    """Whole lots below the published count: at most 2 % under it."""
    assert american(capability) == pytest.approx(published(code)[0], rel=0.02)


def test_satellites_match_the_published_count() -> None:
    """31 imaging and 22 communications satellites against 49 military satellites of all types."""
    assert held("ISR_IMSAT", "C2_SATCOM") == pytest.approx(published("SAT_GAP")[1], rel=0.1)


def test_cost_shares_are_those_of_all_allies_but_the_united_states() -> None:
    total = sum(Decimal(text) for text in column("member_states", "nato_cost_share"))
    assert total == pytest.approx(Decimal("100") - Decimal("15.881"), abs=Decimal("0.02"))


def test_spending_is_near_the_published_sum() -> None:
    """EUR 589 bn against USD 608 bn at 1.13: Germany's later figure explains most of the rest."""
    spending = table(SEEDS / "background" / "defence_spending.csv")
    ours = sum(Decimal(row["spending_2025"]) for row in spending) / 1000
    assert float(ours) == pytest.approx(published("NATO25_EUCA")[0] / 1.13, rel=0.1)


def test_howitzers_match_the_published_output() -> None:
    """Rates open to the 31 states plus the Ukrainian and export part are over 400 a year (Kiel)."""
    rates = units("line_rates", "line", "period")
    lines = [line["line"] for line in rows("lines") if line["capability"] == "LND_SPH"]
    open_rate = sum(rates[line, "2028"] for line in lines)
    assert 0.8 * published("FIT_HOW")[0] <= open_rate <= 1.2 * published("FIT_HOW")[0]
