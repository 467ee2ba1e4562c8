"""What a state gives of a capability: its own contribution and its shares in pools, together."""

from collections.abc import Mapping
from fractions import Fraction

from allocator.accounts.ledger import Ledger
from allocator.accounts.national import counted
from allocator.accounts.stock import Stock
from allocator.domain.scenario import Scenario
from allocator.engine.extension import Entries, form_of
from allocator.model.linear_form import LinearForm
from allocator.model.model import Model

Units = Mapping[tuple[str, str, str], Fraction]
"""By state, capability and period; what is absent is nothing."""


def given(ledger: Ledger) -> Units:
    """Units that count of each state."""
    return {key: account.units for key, account in counted(ledger).items()}


def asked_anew(ledger: Ledger, state: str, capability: str, period: str) -> Fraction:
    """Of these the units that the plan asks for: beyond today's force, and in shares it buys."""
    scenario, decisions, stock = ledger.scenario, ledger.decisions, ledger.stock
    at, key = scenario.period_index[period], (state, capability)
    record = scenario.capability_by_code[capability]
    own = decisions.contribution.get(key, decisions.zero)[at]
    there = min(stock.available.get(key, stock.zero)[at], stock.today.get(key, 0))
    shares = decisions.shares_of.get(key, decisions.zero)[at]
    return max(0, own - there) + Fraction(record.lot * shares, record.shares_per_lot)


def parts_of_a_unit(scenario: Scenario, capability: str) -> int:
    """Into how many parts a unit is divided so that shares are whole: the shares of a lot."""
    return scenario.capability_by_code[capability].shares_per_lot


def given_form(model: Model, state: str, capability: str, period: str) -> LinearForm:
    """What the state gives in the variables of a model, in parts of a unit."""
    scenario, decisions = model.scenario, model.decisions
    record = scenario.capability_by_code[capability]
    at = scenario.period_index[period]
    today = Stock(scenario).shares_today.get((state, capability), 0)
    own = decisions.contribution(state, capability)[at]
    entries: Entries = [] if own is None else [(int(record.shares_per_lot), own)]
    for pool in scenario.pools_of[capability]:
        for line in pool.lines:
            shares = decisions.pool_shares(state, pool.code, line)[at]
            if shares is not None:
                entries.append((int(record.lot), shares))
    form = form_of(entries)
    return LinearForm(form.variables, form.coefficients, record.lot * today)
