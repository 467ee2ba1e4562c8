"""Budget: a state pays within its ceiling, what it carried in, and above its floor."""

from collections.abc import Iterator

from allocator.accounts.ledger import Ledger
from allocator.accounts.spending import Spending, spending
from allocator.domain.violation import Violation
from allocator.verify.wording import euros


def budget(ledger: Ledger) -> list[Violation]:
    """floor <= new money + unpaid <= ceiling + carry in - carry out; carry within its limit.

    Nothing is carried out of the last period.
    """
    last = ledger.scenario.periods[-1].code
    return [
        Violation(family="budget", subject=(account.state, account.period), message=message)
        for account in spending(ledger).values()
        for message in (
            *_money(account),
            *_carry(account, _carry_limit(ledger, account), account.period == last),
        )
    ]


def _money(account: Spending) -> Iterator[str]:
    spent = account.new_money + account.unpaid
    may_spend = account.ceiling + account.carry_in - account.carry_out
    if spent > may_spend:
        yield (
            f"pays {euros(spent)} ({euros(account.unpaid)} of it under old contracts) but has "
            f"{euros(may_spend)}: ceiling {euros(account.ceiling)}, carried in "
            f"{euros(account.carry_in)}, carried on {euros(account.carry_out)}"
        )
    if spent < account.floor:
        yield f"pays {euros(spent)} but must pay {euros(account.floor)} at least"


def _carry(account: Spending, limit: int, last: bool) -> Iterator[str]:
    if account.carry_out > limit:
        yield f"carries {euros(account.carry_out)} on but may carry {euros(limit)}"
    if last and account.carry_out:
        yield f"carries {euros(account.carry_out)} out of the last period"


def _carry_limit(ledger: Ledger, account: Spending) -> int:
    return ledger.scenario.budget_by_key[account.state, account.period].carry_over_limit
