"""Money of each state in each period."""

from collections.abc import Iterator

from allocator.domain.member_state import Budget
from allocator.model.domains import Domains, Most
from allocator.model.draft import Draft
from allocator.model.linear_form import Terms


def budget(draft: Draft) -> None:
    """What falls due stays between floor and ceiling, what is left may be carried on.

    new_money[s,t] + unpaid[s,t] <= ceiling[s,t] + carry[s,t-1] - carry[s,t];
    new_money[s,t] + unpaid[s,t] >= floor[s,t]. Rows with unpaid contracts and floors may give way.
    """
    for state in draft.basis.states:
        carry, before = draft.decisions.carry(state), None
        money, unpaid = draft.new_money(state), draft.basis.unpaid[state]
        for period, code in enumerate(draft.basis.codes):
            limits = draft.basis.scenario.budget_by_key[state, code]
            due = Terms(unpaid[period]).add(1, money[period])
            if limits.floor:
                draft.builder.row(
                    "budget", (state, code, "floor"), due, lower=limits.floor, elastic=True
                )
            due.add(1, carry[period]).add(-1, before)
            draft.builder.row(
                "budget", (state, code), due, upper=limits.ceiling, elastic=unpaid[period] > 0
            )
            before = carry[period]


def budget_domain(domains: Domains) -> None:
    """Carried money within its limits; nobody buys more than all its ceilings pay for."""
    wealth: dict[str, int] = {}
    for state in domains.basis.states:
        rows = [domains.basis.scenario.budget_by_key[state, code] for code in domains.basis.codes]
        wealth[state] = sum(row.ceiling for row in rows)
        carry = list(_most_carry(rows))
        domains.carry[state] = carry
        money, before = domains.new_money[state], 0
        for period, row in enumerate(rows):
            if not domains.basis.unpaid[state][period]:
                money[period] = min(money[period], row.ceiling + before)
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
    """The whole price falls due within the horizon."""
    scenario, prices = domains.basis.scenario, domains.basis.prices
    for (state, line), most in domains.delivered.items():
        _narrow(most, wealth[state], prices.lot_price(state, scenario.line_by_code[line]))
    for (state, pool, line), most in domains.pool_shares.items():
        record = scenario.pool_by_code[pool]
        price = prices.share_price(state, record, scenario.line_by_code[line])
        _narrow(most, wealth[state], price)
    for (state, line), tenths in domains.funding.items():
        cost = prices.tenth_cost(scenario.line_by_code[line])
        domains.funding[state, line] = min(tenths, wealth[state] // cost) if cost else tenths


def _narrow(most: Most, money: int, price: int) -> None:
    if price:
        most[:] = [min(bound, money // price) for bound in most]
