from typing import Any

from allocator.domain.scenario import Scenario
from allocator.preflight.findings import findings
from tests.scenarios import (
    capability,
    enabler,
    holding,
    line,
    pool,
    rates,
    requirement,
    support,
    tiny,
    years,
)


def brigades(per_unit: int, **records: Any) -> Scenario:
    """4 brigades are there and required in both years."""
    fields: dict[str, Any] = {
        "periods": years(2),
        "capabilities": (capability("HEAVY"), capability("SHIELD")),
        "requirements": tuple(requirement(4, "HEAVY", year) for year in ("2026", "2027")),
        "enablers": (enabler("HEAVY", "SHIELD", per_unit),),
        **records,
    }
    fields["holdings"] = (holding("A", 4, "HEAVY"), *fields.get("holdings", ()))
    return tiny(**fields)


def messages(scenario: Scenario) -> list[str]:
    return [str(finding) for finding in findings(scenario) if finding.check == "enablers"]


def test_what_nobody_holds_or_makes_holds_everything_back() -> None:
    (message,) = messages(brigades(1_000))
    assert "enablers[HEAVY, SHIELD]" in message
    assert "4 of HEAVY could be there in 2026, but no more than 0 can count" in message
    assert "at most 0 unit of SHIELD can be there" in message


def test_the_worst_period_is_named() -> None:
    """A shield is there, 2 more can be made by 2027: at half a shield each, 2 count, then all."""
    records = {
        "holdings": (holding("B", 1, "SHIELD"),),
        "lines": (line(capability="SHIELD", lead_months=12),),
        "line_rates": rates("L", 1, 1),
    }
    assert "in 2026, but no more than 2 can count" in messages(brigades(500, **records))[0]
    assert messages(brigades(250, **records)) == []
    assert "in 2026, but no more than 3 can count" in messages(brigades(251, **records))[0]


def test_pools_and_support_are_there_as_well() -> None:
    records = {
        "pools": (pool(capability="SHIELD", stock_lots=2, lines=()),),
        "requirements": tuple(
            requirement(4, code, year) for code in ("HEAVY", "SHIELD") for year in ("2026", "2027")
        ),
        "outside_support": tuple(support(1, "SHIELD", year) for year in ("2026", "2027")),
    }
    assert messages(brigades(750, **records)) == []
    assert len(messages(brigades(751, **records))) == 1


def test_what_cannot_be_there_anyway_is_not_held_back() -> None:
    """8 brigades are required, 4 can be there and count."""
    required = tuple(requirement(8, "HEAVY", year) for year in ("2026", "2027"))
    records = {"requirements": required, "holdings": (holding("B", 4, "SHIELD"),)}
    assert messages(brigades(1_000, **records)) == []
    fewer = tuple(requirement(3, "HEAVY", year) for year in ("2026", "2027"))
    records = {"requirements": fewer, "holdings": (holding("B", 3, "SHIELD"),)}
    assert messages(brigades(1_000, **records)) == []
