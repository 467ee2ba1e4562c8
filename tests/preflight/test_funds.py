"""Loans nobody can draw, and windows that old contracts break."""

from typing import Any

from allocator.domain.scenario import Scenario
from allocator.preflight.findings import findings
from tests.scenarios import access, contract, fund, fund_limit, line, rates, tiny, window, years


def lending(**records: Any) -> Scenario:
    """L is made inside to a half; so much is asked where nothing else is said."""
    return tiny(
        **{
            "lines": (line(inside_share=5_000),),
            "line_rates": rates("L", 9),
            "funds": (fund(min_inside_share=5_000),),
            "fund_limits": (fund_limit("A", 10),),
            **records,
        }
    )


def told(scenario: Scenario, check: str) -> list[str]:
    return [str(finding) for finding in findings(scenario) if finding.check == check]


def test_a_fund_that_lends_for_nothing_a_state_may_buy() -> None:
    assert told(lending(), "funds") == []
    (finding,) = told(lending(funds=(fund(min_inside_share=5_001),)), "funds")
    assert finding == (
        "fund_limits[F, A]: A can draw nothing from F: no line that may sell to A makes a product "
        "it lends for; check inside_share and design_authority in lines, or customers and access"
    )
    assert told(lending(access=(access("L", "A", permitted=False),)), "funds")
    assert not told(lending(access=(access("L", "B", permitted=False),)), "funds")
    assert not told(lending(line_rates=(), fund_limits=(fund_limit("A", 0),), lines=()), "funds")


def test_contracts_that_a_window_does_not_cover() -> None:
    def owing(ceiling: int | None) -> Scenario:
        """4 are owed in 2026, 7 in 2027 and 9 in 2028; the window is of the last two."""
        return tiny(
            periods=years(3),
            order_book=tuple(
                contract("A", 1, period=str(2026 + year), unpaid=unpaid)
                for year, unpaid in enumerate((4, 7, 9))
            ),
            budget_windows=(window("A", "2027", "2028", ceiling=ceiling),),
        )

    assert told(owing(16), "money") == []
    assert told(owing(None), "money") == []
    assert told(owing(15), "money") == [
        "budget_windows[A, 2027, 2028]: A still owes EUR 0.016 m on contracts from 2027 to 2028, "
        "EUR 0.001 m more than the window has; raise the ceiling of the window or correct "
        "`unpaid` in order_book"
    ]
