"""Money of each state in each period."""

from collections.abc import Iterator

from allocator.domain.member_state import Budget, BudgetWindow
from allocator.model.domains import Domains, Most
from allocator.model.draft import Draft
from allocator.model.linear_form import Terms
from allocator.model.price_bands import saving


def budget(draft: Draft) -> None:
    """What falls due and no loan pays stays under the ceiling; what is left may be carried on.

    new_money[s,t] + unpaid[s,t] - sum over f of loan[s,f,t] <= ceiling[s,t] + carry[s,t-1] -
    carry[s,t]; new_money[s,t] + unpaid[s,t] >= floor[s,t]. For every window of a state, over its
    periods together: sum of (new_money + unpaid - loans) <= ceiling, where it has one, and sum of
    (new_money + unpaid) >= floor. Ceilings give way where contracts are unpaid or where they may
    be moved, floors always.
    """
    movable = draft.basis.movable
    for state in draft.basis.states:
        carry, before = draft.decisions.carry(state), None
        unpaid = draft.basis.unpaid[state]
        for period, code in enumerate(draft.basis.codes):
            limits = draft.basis.scenario.budget_by_key[state, code]
            spent = _spent(draft, state, period)
            _floor(draft, (state, code), spent, limits.floor)
            spent.include(-1, _borrowed(draft, state, period))
            spent.add(1, carry[period]).add(-1, before)
            draft.builder.row(
                "budget",
                (state, code),
                spent,
                upper=limits.ceiling,
                elastic=movable or unpaid[period] > 0,
            )
            before = carry[period]
    for window in draft.basis.scenario.budget_windows:
        _hold_window(draft, window)


def _hold_window(draft: Draft, window: BudgetWindow) -> None:
    index, unpaid = draft.basis.scenario.period_index, draft.basis.unpaid[window.state]
    first, last = index[window.first_period], index[window.last_period]
    periods = range(first, last + 1)
    spent = Terms.total(_spent(draft, window.state, period) for period in periods)
    borrowed = Terms.total(_borrowed(draft, window.state, period) for period in periods)
    codes = (window.state, window.first_period, window.last_period, "window")
    _floor(draft, codes, spent, window.floor)
    if window.ceiling is not None:
        owing = draft.basis.movable or any(unpaid[first : last + 1])
        own = spent.include(-1, borrowed)
        draft.builder.row("budget", codes, own, upper=window.ceiling, elastic=owing)


def _spent(draft: Draft, state: str, period: int) -> Terms:
    """New money and what old contracts still ask for."""
    return Terms(draft.basis.unpaid[state][period]).add(1, draft.new_money(state)[period])


def _borrowed(draft: Draft, state: str, period: int) -> Terms:
    funds = draft.decisions.funds_of(state)
    return Terms.sum(draft.decisions.loan(state, fund)[period] for fund in funds)


def _floor(draft: Draft, codes: tuple[str, ...], spent: Terms, floor: int) -> None:
    if floor:
        draft.builder.row("budget", (*codes, "floor"), spent, lower=floor, elastic=True)


def budget_domain(domains: Domains) -> None:
    """Carried money within its limits; nobody buys more than all its money and loans pay for.

    Ceilings that may be moved say nothing of either.
    """
    if domains.basis.movable:
        budgets = domains.basis.scenario.budget_by_key
        for state, most in domains.carry.items():
            limits = [budgets[state, code].carry_over_limit for code in domains.basis.codes[:-1]]
            most[:] = [*limits, 0]
        return
    wealth: dict[str, int] = {}
    for state in domains.basis.states:
        rows = [domains.basis.scenario.budget_by_key[state, code] for code in domains.basis.codes]
        loans = sum(most[0] for (borrower, _), most in domains.loan.items() if borrower == state)
        wealth[state] = sum(row.ceiling for row in rows) + loans
        carry = list(_most_carry(rows))
        domains.carry[state] = carry
        money, before = domains.new_money[state], 0
        for period, row in enumerate(rows):
            if not domains.basis.unpaid[state][period]:
                money[period] = min(money[period], row.ceiling + before + loans)
            before = carry[period]
    _narrow_purchases(domains, wealth)


def _most_carry(rows: list[Budget]) -> Iterator[int]:
    """Nothing is carried out of the horizon, nor more than there is."""
    carried = 0
    for row in rows[:-1]:
        carried = min(row.carry_over_limit, row.ceiling + carried)
        yield carried
    yield 0


def _narrow_purchases(domains: Domains, wealth: dict[str, int]) -> None:
    """The whole price falls due within the horizon, less at most the rebate of the last band."""
    scenario, prices = domains.basis.scenario, domains.basis.prices
    back = {
        line.code: saving(scenario, line, domains.new_lots[line.code][-1])
        for line in scenario.lines
    }
    for (state, code), most in domains.delivered.items():
        line = scenario.line_by_code[code]
        rebate = prices.lot_rebate(state, line, back[code])
        _narrow(most, wealth[state], prices.lot_price(state, line) - rebate)
    for (state, pool, code), most in domains.pool_shares.items():
        record, line = scenario.pool_by_code[pool], scenario.line_by_code[code]
        rebate = prices.share_rebate(state, record, line, back[code])
        _narrow(most, wealth[state], prices.share_price(state, record, line) - rebate)
    for (state, code), tenths in domains.funding.items():
        cost = prices.tenth_cost(scenario.line_by_code[code])
        domains.funding[state, code] = min(tenths, wealth[state] // cost) if cost else tenths


def _narrow(most: Most, money: int, price: int) -> None:
    if price:
        most[:] = [min(bound, money // price) for bound in most]
