"""Losses said another way than the code under test does, and what is ordered, for enumeration.

A line that is lost stays here, dead: nobody may buy from it, it makes nothing and cannot grow. So
pools keep their lines, and every plan of the one scenario is one of the other.
"""

from collections.abc import Iterator
from typing import Any

from allocator.domain.plan import Plan
from allocator.domain.scenario import Scenario
from allocator.study.stress.loss import Loss

Bound = tuple[str, tuple[str, ...], int]


def lost(scenario: Scenario, loss: Loss) -> Scenario:
    """The scenario in which it is gone, and nothing of the shortfall is given up."""
    if loss.kind == "states":
        after = _without_state(scenario, loss.code)
    elif loss.kind == "pools":
        after = _without_pool(scenario, loss.code)
    elif loss.kind == "components":
        made = [each for each in scenario.components if each.code != loss.code]
        after = scenario.replaced(components=tuple(made))
    elif loss.state:
        rows = list(scenario.access)
        at = next(n for n, r in enumerate(rows) if (r.line, r.state) == (loss.code, loss.state))
        rows[at] = rows[at].model_copy(update={"permitted": False})
        after = scenario.replaced(access=tuple(rows))
    else:
        after = _dead(scenario, {loss.code})
    return strict(after)


def strict(scenario: Scenario) -> Scenario:
    """Without a tolerance of the shortfall."""
    rest = tuple(pair for pair in scenario.policy.tolerances if pair[0] != "shortfall")
    return scenario.replaced(policy=scenario.policy.model_copy(update={"tolerances": rest}))


def _dead(scenario: Scenario, lines: set[str]) -> Scenario:
    gone = {"customers": (), "max_steps": 0, "step": 0}
    promised = [p for p in scenario.pledges if not (p.code in lines and p.object in _BUYING)]
    return scenario.replaced(
        lines=tuple(r.model_copy(update=gone) if r.code in lines else r for r in scenario.lines),
        line_rates=tuple(r for r in scenario.line_rates if r.line not in lines),
        order_book=tuple(r for r in scenario.order_book if r.line not in lines),
        rules=tuple(r for r in scenario.rules if r.line not in lines),
        pledges=tuple(promised),
    )


_BUYING = ("order", "expansion")


def _without_pool(scenario: Scenario, pool: str) -> Scenario:
    return scenario.replaced(
        pools=tuple(r for r in scenario.pools if r.code != pool),
        pool_members=tuple(r for r in scenario.pool_members if r.pool != pool),
        calls=tuple(r for r in scenario.calls if r.pool != pool),
        order_book=tuple(r for r in scenario.order_book if r.holder != pool),
        pledges=tuple(p for p in scenario.pledges if p.object[:4] != "pool" or p.code != pool),
    )


def _without_state(scenario: Scenario, state: str) -> Scenario:
    """Every record that names it goes, every list that names it goes on without it."""
    changes: dict[str, Any] = {}
    for name in Scenario.model_fields:
        rows = getattr(scenario, name)
        if name in ("policy", "periods", "book", "plan_in_force", "lines"):
            continue
        kept = []
        for row in rows:
            if name == "states" and row.code == state:
                continue
            if state in (getattr(row, field, None) for field in _NAMING):
                continue
            if hasattr(row, "states"):
                left = tuple(each for each in row.states if each != state)
                if name == "rules" and not left:
                    continue
                kept.append(row.model_copy(update={"states": left}))
            else:
                kept.append(row)
        changes[name] = tuple(kept)
    shares = {r.pool: r.shares_today for r in scenario.pool_members if r.state == state}
    per_lot = {c.code: c.shares_per_lot for c in scenario.capabilities}
    changes["pools"] = tuple(
        r.model_copy(
            update={
                "stock_lots": (r.stock_lots * per_lot[r.capability] - shares.get(r.code, 0))
                // per_lot[r.capability]
            }
        )
        for r in scenario.pools
    )
    changes["lines"] = tuple(
        r.model_copy(update={"customers": tuple(s for s in r.customers if s != state)})
        for r in scenario.lines
    )
    hosted = {line.code for line in scenario.lines if line.host == state}
    return _dead(scenario.replaced(**changes), hosted)


_NAMING = ("state", "state_2", "holder", "host")


def bounds(scenario: Scenario, plan: Plan, before: int, after: Scenario) -> Iterator[Bound]:
    """Least values of decisions that are ordered before a month and do not rest on the loss."""
    starts = {period.code: period.start for period in scenario.periods}
    lead = {line.code: line.lead_months for line in scenario.lines}
    delay = {(row.line, row.state): row.delay_months for row in scenario.access}
    barred = {(row.line, row.state) for row in after.access if not row.permitted}
    made = {row.code for row in after.components}
    short = {row.line for row in after.component_use if row.per_unit and row.component not in made}
    open_to = {
        (line.code, state)
        for line in after.lines
        for state in line.customers
        if line.code not in short and (line.code, state) not in barred
    }
    for (state, line, period), lots in plan.delivered.items():
        month = starts[period] - lead[line] - delay.get((line, state), 0)
        if month < before and (line, state) in open_to:
            yield "delivered", (state, line, period), lots
    pools = {pool.code: pool for pool in after.pools}
    for (pool, line, period), lots in plan.pool_delivered.items():
        if starts[period] - lead[line] >= before or pool not in pools:
            continue
        buyers = {
            key: held for key, held in plan.pool_shares.items() if key[1:] == (pool, line, period)
        }
        left = {key: held for key, held in buyers.items() if (line, key[0]) in open_to}
        per_lot = next(
            c.shares_per_lot for c in after.capabilities if c.code == pools[pool].capability
        )
        whole = min(lots, sum(left.values()) // per_lot)
        if whole:
            yield "pool_delivered", (pool, line, period), whole
        if _same_buyers(plan, pool, line, open_to):
            for key, held in left.items():
                yield "pool_shares", key, held
    for decision, paid in (("expansion", "funding"), ("component_expansion", "component_funding")):
        funding: dict[tuple[str, ...], int] = dict(getattr(plan, paid))
        there = {line.code for line in after.lines if line.max_steps}
        makers = {(row.code, row.host) for row in after.components}
        states = {state.code for state in after.states}
        for key, steps in getattr(plan, decision).items():
            known = key[0] in there if decision == "expansion" else key[:2] in makers
            if starts[key[-1]] < before and known:
                tenths = sum(
                    held
                    for whose, held in funding.items()
                    if whose[1:] == key and whose[0] in states
                )
                if min(steps, tenths // 10):
                    yield decision, key, min(steps, tenths // 10)


def _same_buyers(plan: Plan, pool: str, line: str, open_to: set[tuple[str, str]]) -> bool:
    return all(
        (line, state) in open_to
        for state, where, what, _ in plan.pool_shares
        if (where, what) == (pool, line)
    )


def keeps(plan: Plan, ordered: list[Bound]) -> bool:
    """Whether a plan has all of it."""
    return all(getattr(plan, name).get(codes, 0) >= value for name, codes, value in ordered)
