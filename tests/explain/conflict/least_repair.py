"""The least repair of a tiny scenario by trying every plan, written apart from the model.

Every plan that holds what a repair cannot move is priced by how far each figure must move for it.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from allocator.accounts.burden import key_money
from allocator.accounts.crews import crews
from allocator.accounts.ledger import Ledger
from allocator.accounts.spending import spending
from allocator.accounts.windows import windows
from allocator.domain.member_state import Personnel
from allocator.domain.quantity import MILLE, WHOLE, ceil_div
from allocator.domain.rule import Pledge, Rule
from allocator.domain.scenario import Scenario
from tests.properties.enumeration import Enumeration

PLENTY = 10**9
HUNDREDTH = 100
Step = tuple[int, int, int]
"""What a figure is, by how much it must move, and a unit of it."""


class EveryRepair(Enumeration):
    """All plans of a scenario with its movable figures out of the way, each with its price."""

    def __init__(self, scenario: Scenario, most_plans: int = 1_500) -> None:
        self.asked = scenario
        self.least: Fraction | None = None
        super().__init__(opened(scenario), most_plans)

    def _keep(self, ledger: Ledger) -> None:
        cost = price(Ledger(self.asked, ledger.plan))
        self.least = cost if self.least is None else min(self.least, cost)


def opened(scenario: Scenario) -> Scenario:
    """Pledges, policy, money, burdens and free posts hold nothing back."""

    def each(field: str, **update: Any) -> tuple[Any, ...]:
        return tuple(row.model_copy(update=update) for row in getattr(scenario, field))

    return scenario.replaced(
        pledges=(),
        rules=tuple(rule for rule in scenario.rules if not _policy(rule)),
        budgets=each("budgets", ceiling=PLENTY, floor=0),
        budget_windows=(),
        states=each("states", burden_floor=None, burden_ceiling=None),
        personnel=each("personnel", posts_free=PLENTY),
    )


def price(ledger: Ledger) -> Fraction:
    """How far the figures of the ledger's scenario must move for its plan, in parts of each."""
    steps = (
        *_pledges(ledger),
        *_rules(ledger),
        *_floors(ledger),
        *_burdens(ledger),
        *_posts(ledger),
    )
    parts = (Fraction(max(0, by), own or unit) for own, by, unit in steps)
    return sum(parts, Fraction(0)) + _ceilings(ledger)


def _policy(rule: Rule) -> bool:
    return rule.effect != "forbid" and not rule.legal_basis


def _pledges(ledger: Ledger) -> Iterator[Step]:
    for pledge in ledger.scenario.pledges:
        value = _pledged(ledger, pledge)
        below, above = pledge.quantity - value, value - pledge.quantity
        by = {"at_least": below, "at_most": above, "exactly": abs(above)}[pledge.relation]
        yield pledge.quantity, by, 1


def _pledged(ledger: Ledger, pledge: Pledge) -> int:
    plan, state, code, period = ledger.plan, pledge.state or "", pledge.code, pledge.period
    if pledge.object == "contribution":
        return plan.contribution.get((state, code, period), 0)
    if pledge.object == "order":
        scenario = ledger.scenario
        lot = scenario.capability_by_code[scenario.line_by_code[code].capability].lot
        return lot * plan.delivered.get((state, code, period), 0)
    if pledge.object == "pool_join":
        return plan.join.get((state, code), 0)
    if pledge.object == "pool_open":
        return plan.operating.get((code, period), 0)
    return plan.expansion.get((code, period), 0)


def _rules(ledger: Ledger) -> Iterator[Step]:
    """Of policy: a figure serves all states and periods at once, so the farthest counts."""
    codes = [period.code for period in ledger.scenario.periods]
    for rule in filter(_policy, ledger.scenario.rules):
        values = []
        for state in rule.states:
            if rule.scope == "domain":
                values.append(
                    sum(
                        charge.amount
                        for charge in ledger.charges
                        if charge.state == state
                        and charge.kind in {"orders", "shares"}
                        and charge.capability in rule.capabilities
                    )
                )
                continue
            for capability in rule.capabilities:
                for code in codes if rule.effect == "cap" else codes[-1:]:
                    key = (state, capability, code)
                    values.append(MILLE * ledger.plan.contribution.get(key, 0))
        over = rule.effect == "cap"
        by = max((v - rule.value if over else rule.value - v for v in values), default=0)
        yield rule.value, by, MILLE


def _floors(ledger: Ledger) -> Iterator[Step]:
    for account in spending(ledger).values():
        if account.floor:
            yield account.floor, account.floor - account.spent, MILLE
    for each in windows(ledger):
        if each.window.floor:
            yield each.window.floor, each.window.floor - each.spent, MILLE
        if each.window.ceiling is not None:
            yield each.window.ceiling, each.own - each.window.ceiling, MILLE


def _burdens(ledger: Ledger) -> Iterator[Step]:
    keys = key_money(ledger.scenario)
    for state in ledger.scenario.states:
        money, key = ledger.new_money[state.code], keys[state.code]
        if state.burden_floor and key:
            yield state.burden_floor, state.burden_floor - WHOLE * money // key, HUNDREDTH
        if state.burden_ceiling is not None and key:
            by = ceil_div(WHOLE * money, key) - state.burden_ceiling
            yield state.burden_ceiling, by, HUNDREDTH


def _posts(ledger: Ledger) -> Iterator[Step]:
    scenario = ledger.scenario
    needed = {key: ceil_div(crew.needed_parts, MILLE) for key, crew in crews(ledger).items()}
    for state in sorted({state for state, _ in scenario.personnel_by_key}):
        rows = [scenario.personnel_by_key[state, period.code] for period in scenario.periods]
        for row, most in zip(rows, _most_crews(rows), strict=True):
            yield row.posts_free, needed[state, row.period] - row.posts_free - most, 1


def _most_crews(rows: Sequence[Personnel]) -> Iterator[int]:
    """Extra posts that training and limits allow, as many as can be in every period."""
    filled = 0
    for place, row in enumerate(rows):
        limits = [later.posts_limit for later in rows[place:] if later.posts_limit is not None]
        filled = min([filled + row.pipeline, *limits])
        yield filled


def _ceilings(ledger: Ledger) -> Fraction:
    """Of one or two periods; what is carried from the first to the second is chosen anew."""
    scenario, accounts = ledger.scenario, spending(ledger)
    total = Fraction(0)
    for state in scenario.states:
        rows = [accounts[state.code, period.code] for period in scenario.periods]
        over = [row.own - row.ceiling for row in rows]
        sizes = [row.ceiling or MILLE for row in rows]
        limit = scenario.budget_by_key[state.code, rows[0].period].carry_over_limit
        if len(rows) == 1:
            total += Fraction(max(0, over[0]), sizes[0])
            continue
        # The price is convex and breaks where one of the two just holds.
        total += min(
            Fraction(max(0, over[0] + carried), sizes[0])
            + Fraction(max(0, over[1] - carried), sizes[1])
            for carried in {0, limit, -over[0], over[1]}
            if 0 <= carried <= limit
        )
    return total
