"""Budget: a state pays within its ceiling, what it carried in, and above its floor."""

from collections.abc import Iterator

from allocator.accounts.ledger import Ledger
from allocator.accounts.spending import Spending, spending
from allocator.accounts.windows import WindowAccount, windows
from allocator.domain.quantity import euros
from allocator.domain.violation import Violation


def budget(ledger: Ledger) -> list[Violation]:
    """floor <= new money + unpaid; less loans <= ceiling + carry in - carry out; carry in limits.

    Nothing is carried out of the last period. Windows hold over their periods together.
    """
    last = ledger.scenario.periods[-1].code
    single = [
        Violation(family="budget", subject=(account.state, account.period), message=message)
        for account in spending(ledger).values()
        for message in (
            *_money(account),
            *_carry(account, _carry_limit(ledger, account), account.period == last),
        )
    ]
    windows_broken = [
        Violation(
            family="budget",
            subject=(
                account.window.state,
                account.window.first_period,
                account.window.last_period,
            ),
            message=message,
        )
        for account in windows(ledger)
        for message in _window(account)
    ]
    return [*single, *windows_broken]


def _money(account: Spending) -> Iterator[str]:
    spent = account.new_money + account.unpaid
    may_spend = account.ceiling + account.carry_in - account.carry_out + account.loans
    if spent > may_spend:
        lent = f", lent {euros(account.loans)}" if account.loans else ""
        yield (
            f"pays {euros(spent)} ({euros(account.unpaid)} of it under old contracts) but has "
            f"{euros(may_spend)}: ceiling {euros(account.ceiling)}, carried in "
            f"{euros(account.carry_in)}, carried on {euros(account.carry_out)}{lent}"
        )
    # Rebates may leave a last period with less than nothing: that breaks no floor of nothing.
    if spent < account.floor and account.floor:
        yield f"pays {euros(spent)} but must pay {euros(account.floor)} at least"


def _carry(account: Spending, limit: int, last: bool) -> Iterator[str]:
    if account.carry_out > limit:
        yield f"carries {euros(account.carry_out)} on but may carry {euros(limit)}"
    if last and account.carry_out:
        yield f"carries {euros(account.carry_out)} out of the last period"


def _window(account: WindowAccount) -> Iterator[str]:
    ceiling, floor = account.window.ceiling, account.window.floor
    if ceiling is not None and account.own > ceiling:
        yield (
            f"pays {euros(account.own)} in these periods together, beside {euros(account.loans)} "
            f"of loans, but has {euros(ceiling)}"
        )
    if account.spent < floor and floor:
        yield (
            f"pays {euros(account.spent)} in these periods together but must pay {euros(floor)} "
            "at least"
        )


def _carry_limit(ledger: Ledger, account: Spending) -> int:
    return ledger.scenario.budget_by_key[account.state, account.period].carry_over_limit
