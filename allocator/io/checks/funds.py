"""Funds: somebody may draw from each, and only those they lend to."""

from collections.abc import Iterator

from allocator.domain.fund import FundLimit
from allocator.domain.problem import Problem
from allocator.domain.scenario import Scenario
from allocator.io.problems import problem
from allocator.io.unread import Unread

MOST_FUNDS = 4
"""Funds on which a state may draw: what they lend for together is told for every set of them."""


def fund_problems(scenario: Scenario, unread: Unread) -> Iterator[Problem]:
    """Funds from which nobody may draw, and limits that can never be used."""
    drawing: dict[str, list[FundLimit]] = {}
    for limit in scenario.fund_limits:
        drawing.setdefault(limit.state, []).append(limit)
        lends = limit.state in scenario.fund_by_code[limit.fund].states
        if not lends and not unread.lacks("member_states", "groups", state=limit.state):
            yield problem(
                scenario.book.address("fund_limits", (limit.fund, limit.state), "state"),
                f"{limit.state} is not in the group that {limit.fund} lends to",
                "remove the row, or put the state into the group in member_states",
            )
    for state, limits in drawing.items():
        if len(limits) > MOST_FUNDS:
            row = max(limits, key=lambda limit: _row(scenario, limit))
            yield problem(
                scenario.book.address("fund_limits", (row.fund, row.state), "fund"),
                f"{state} draws on {len(limits)} funds, but {MOST_FUNDS} are the most for a state",
                "remove rows, or join funds with the same conditions in one",
            )
    served = {limit.fund for limit in scenario.fund_limits}
    for fund in scenario.funds:
        if fund.code not in served and not unread.hides("fund_limits", fund=fund.code):
            yield problem(
                scenario.book.address("funds", (fund.code,), "fund"),
                f"no state may draw from {fund.code}",
                "add rows to fund_limits, or remove the fund",
            )


def _row(scenario: Scenario, limit: FundLimit) -> int:
    return scenario.book.rows.get("fund_limits", {}).get((limit.fund, limit.state), 0)
