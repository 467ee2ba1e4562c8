"""The least loans, and the least money carried on, that pay for the rest of a plan.

Written apart from the model, which settles the same when a plan is read from its variables; every
plan that is tried one by one is completed by these.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from allocator.accounts.ledger import Ledger
from allocator.accounts.spending import spending
from allocator.accounts.windows import span_of


def least_loans(ledger: Ledger) -> Mapping[tuple[str, str, str], int]:
    """(state, fund, period) -> least kEUR to draw, given what the plan draws.

    Fund by fund, in each from the first period to the last: the least that leaves the state able
    to pay, the others as they stand by then. Where it is not able to pay, its loans stay.
    """
    drawn, index = dict(ledger.plan.loan), ledger.scenario.period_index
    accounts = spending(ledger)
    for state, fund, period in sorted(drawn, key=lambda key: (*key[:2], index[key[2]])):
        owed = [accounts[state, each.code].spent for each in ledger.scenario.periods]
        for (borrower, _, when), amount in drawn.items():
            if borrower == state:
                owed[index[when]] -= amount
        stated, at = drawn[state, fund, period], index[period]
        cuts = range(stated + 1)
        paid = bisect_right(cuts, False, key=lambda cut: not _pays(ledger, state, at, owed, cut))
        drawn[state, fund, period] = stated - max(0, paid - 1)
    return drawn


def _pays(ledger: Ledger, state: str, at: int, owed: Sequence[int], more: int) -> bool:
    """Whether a state can pay what it owes in each period, and so much more in one of them."""
    scenario, carried = ledger.scenario, 0
    due = [money + (more if position == at else 0) for position, money in enumerate(owed)]
    for position, period in enumerate(scenario.periods):
        budget = scenario.budget_by_key[state, period.code]
        carried = min(budget.carry_over_limit, carried + budget.ceiling - due[position])
        if carried < 0:
            return False
    return all(
        window.ceiling is None or sum(due[span_of(scenario, window)]) <= window.ceiling
        for window in scenario.budget_windows
        if window.state == state
    )


def least_carry(ledger: Ledger) -> Mapping[tuple[str, str], int]:
    """(state, period) -> least kEUR to carry on so that later periods can pay, given the loans.

    Nothing leaves the last period. It may exceed what is left or may be carried: then the plan
    cannot be paid for.
    """
    accounts = spending(ledger)
    least: dict[tuple[str, str], int] = {}
    for state in ledger.scenario.states:
        wanted = 0
        for period in reversed(ledger.scenario.periods):
            key = (state.code, period.code)
            least[key] = wanted
            wanted = max(0, accounts[key].own + wanted - accounts[key].ceiling)
    return dict(sorted(least.items()))
