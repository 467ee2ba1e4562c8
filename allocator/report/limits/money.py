"""Limits on money beyond a period's ceiling: budget windows, funds and what these may lend for."""

from collections.abc import Iterator

from allocator.accounts.loans import Loan
from allocator.accounts.windows import windows
from allocator.domain.fund import Fund
from allocator.report.limits.limit import Limit, but_for, million, spent, tight
from allocator.report.names import named, subject
from allocator.report.view import View


def window_ceilings(view: View) -> Iterator[Limit]:
    """Windows in which hardly anything is left."""
    for account in windows(view.ledger):
        window, ceiling = account.window, account.window.ceiling
        if ceiling is not None and spent(account.own, ceiling):
            key = (window.state, window.first_period, window.last_period)
            yield Limit(
                "budget window",
                window.state,
                window.last_period,
                f"{subject(view, window.state)} spends all that it may from "
                f"{window.first_period} to {window.last_period}{but_for(ceiling - account.own)}.",
                used=million(account.own),
                most=million(ceiling),
                unit="EUR m",
                cell=view.scenario.book.address("budget_windows", key, "ceiling"),
                states=(window.state,),
            )


def loan_limits(view: View) -> Iterator[Limit]:
    """Funds from which a state has drawn all it may, or all that it buys lets it."""
    for state, code, period in view.sorted_keys(("state", "fund", "period"), view.loans):
        account, fund = view.loans[state, code, period], view.scenario.fund_by_code[code]
        if period == view.last and account.so_far and tight(account.so_far, account.amount):
            yield _drawn_whole(view, account, fund)
        if account.drawn and account.drawn == account.payments and account.left:
            yield _lent_for_whole(view, account, fund)


def _drawn_whole(view: View, account: Loan, fund: Fund) -> Limit:
    key = (account.fund, account.state)
    return Limit(
        "fund",
        f"{account.state} {account.fund}",
        account.period,
        f"{subject(view, account.state)} has drawn all it may from {account.fund}"
        f"{but_for(account.amount - account.so_far)}.",
        used=million(account.so_far),
        most=million(account.amount),
        unit="EUR m",
        basis=fund.legal_basis,
        cell=view.scenario.book.address("fund_limits", key, "amount"),
        states=(account.state,),
    )


def _lent_for_whole(view: View, account: Loan, fund: Fund) -> Limit:
    return Limit(
        "eligible payments",
        f"{account.state} {account.fund}",
        account.period,
        f"{account.fund} pays for all that {named(view, account.state)} owes in "
        f"{account.period} for products it may lend for.",
        used=million(account.drawn),
        most=million(account.payments),
        unit="EUR m",
        basis=fund.legal_basis,
        cell=view.scenario.book.address("funds", (account.fund,), "min_inside_share"),
        states=(account.state,),
    )
