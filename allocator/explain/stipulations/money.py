"""What states may and must spend."""

from typing import Any

from allocator.domain.member_state import Budget, BudgetWindow, MemberState
from allocator.explain.stipulations.stipulation import Kind, column_kind


def _of_budget(row: Budget) -> tuple[str, str]:
    return row.state, row.period


def _of_window(row: BudgetWindow) -> tuple[str, str, str]:
    return row.state, row.first_period, row.last_period


def _span(row: BudgetWindow) -> str:
    return f"from {row.first_period} to {row.last_period}"


def _of_state(row: MemberState) -> tuple[str]:
    return (row.code,)


def _asks(attribute: str) -> Any:
    """Whether a floor asks for anything."""
    return lambda row: getattr(row, attribute) > 0


KINDS: tuple[Kind, ...] = (
    column_kind(
        "ceiling",
        "budgets.ceiling",
        "budget",
        _of_budget,
        lambda _, row, figure: f"{row.state} may spend {figure} in {row.period}",
        open_at=lambda plenty, _: plenty.money,
        measure="money",
        loosens="up",
        authority="own",
    ),
    column_kind(
        "floor",
        "budgets.floor",
        "budget",
        _of_budget,
        lambda _, row, figure: f"{row.state} must spend {figure} in {row.period}",
        open_at=0,
        measure="money",
        loosens="down",
        authority="own",
        binds=_asks("floor"),
    ),
    column_kind(
        "carry-over",
        "budgets.carry_over_limit",
        "budget",
        _of_budget,
        lambda _, row, figure: f"{row.state} may carry {figure} of {row.period} forward",
        open_at=lambda plenty, _: plenty.money,
        measure="money",
        loosens="up",
        authority="own",
    ),
    column_kind(
        "window ceiling",
        "budget_windows.ceiling",
        "budget",
        _of_window,
        lambda _, row, figure: f"{row.state} may spend {figure} {_span(row)}",
        open_at=lambda plenty, _: plenty.money,
        measure="money",
        loosens="up",
        authority="own",
    ),
    column_kind(
        "window floor",
        "budget_windows.floor",
        "budget",
        _of_window,
        lambda _, row, figure: f"{row.state} must spend {figure} {_span(row)}",
        open_at=0,
        measure="money",
        loosens="down",
        authority="own",
        binds=_asks("floor"),
    ),
    column_kind(
        "burden floor",
        "member_states.burden_floor",
        "burden",
        _of_state,
        lambda _, row, figure: f"{row.code} must carry a burden of {figure} of its key",
        open_at=0,
        measure="share",
        loosens="down",
        authority="agreed",
        field="states",
        binds=lambda row: bool(row.burden_floor),
    ),
    column_kind(
        "burden ceiling",
        "member_states.burden_ceiling",
        "burden",
        _of_state,
        lambda _, row, figure: f"{row.code} carries a burden of at most {figure} of its key",
        measure="share",
        loosens="up",
        authority="agreed",
        field="states",
    ),
    column_kind(
        "fund amount",
        "fund_limits.amount",
        "origin",
        lambda row: (row.fund, row.state),
        lambda _, row, figure: f"{row.state} may draw {figure} from {row.fund}",
        open_at=lambda plenty, _: plenty.money,
        measure="money",
        loosens="up",
        authority="agreed",
    ),
    column_kind(
        "contract",
        "order_book.unpaid",
        "budget",
        lambda row: (str(row.row),),
        lambda _, row, figure: (
            f"{row.holder} still owes {figure} on a contract for {row.capability} in {row.period}"
        ),
        open_at=0,
        measure="money",
        loosens="down",
        authority="fact",
        binds=_asks("unpaid"),
    ),
)
"""Of budgets, windows, burdens, funds and old contracts."""
