"""Pledges and floors of rules that no plan can hold, each by itself."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence

from allocator.accounts.delivery import deciding_periods
from allocator.domain.problem import Finding
from allocator.domain.quantity import MILLE, ceil_div, euros
from allocator.domain.rule import PledgeObject
from allocator.preflight.asks import Ask, asks, sentence
from allocator.preflight.bills import Bill, Due, contribution_due, order_due, unpayable
from allocator.preflight.reach import Barrier, Reach

LATER = "lower it or move it to a later period"


def pledge_findings(reach: Reach) -> dict[Ask, Finding]:
    """Lower bounds on orders, contributions and expansions beyond all that can be.

    Pools and crews are looked at elsewhere. A row that binds several states may be named for each.
    """
    found = {}
    for ask in asks(reach.ledger.scenario):
        if ask.at_least and ask.object in BARRIERS:
            barriers = [
                each for each in BARRIERS[ask.object](reach, ask) if each.most < ask.quantity
            ]
            if barriers:
                found[ask] = _finding(reach, ask, min(barriers, key=lambda each: each.most))
    return found


def _finding(reach: Reach, ask: Ask, barrier: Barrier) -> Finding:
    most, short = barrier.most, ask.quantity - barrier.most
    return Finding(
        check="pledges",
        address=ask.cell,
        message=(
            f"{sentence(reach.ledger.scenario, ask)}, but {barrier.why}: "
            f"{most:,} at most, {short:,} too few"
        ),
        remedy=barrier.remedy,
        hopeless=True,
    )


def _order(reach: Reach, ask: Ask) -> Iterator[Barrier]:
    barred = reach.barred(ask.state, reach.ledger.scenario.line_by_code[ask.code])
    if barred is not None:
        yield barred
        return
    soonest = reach.soonest(ask.state, ask.code)
    if ask.position < soonest:
        yield Barrier(0, f"its first lot can be there {_when(reach, soonest)}", LATER)
        return
    lot, lots = reach.outputs.lot(ask.code), reach.lots(ask.state, ask.code, ask.position)
    yield Barrier(
        lot * lots,
        f"{ask.code} can newly deliver no more by then, with every step",
        f"{LATER}, or give the line more output",
    )
    yield from _dear(
        reach,
        ask,
        min(lot * lots, ask.quantity),
        lambda units: order_due(reach, ask.state, ask.code, ceil_div(units, lot), ask.position),
        (ask.code,),
    )


def _contribution(reach: Reach, ask: Ask) -> Iterator[Barrier]:
    state, code, position = ask.state, ask.code, ask.position
    if not reach.ledger.rights.may_contribute(state, code):
        rule = reach.ban((state,), None, code)
        if rule is not None:
            why = f"rule {rule.code} ({reach.cell_of(rule)}) forbids it"
            yield Barrier(0, why, "drop it, or change the rule")
        return
    room = reach.room(state, code, position)
    if room is not None:
        shares = reach.ledger.stock.shares_today.get((state, code), 0)
        beside = f" less its {shares} shares of today" if shares else ""
        yield Barrier(
            room,
            f"its concentration limit{beside} allows no more",
            "lower it, or raise concentration_cap",
        )
    held = reach.held(state, code, position)
    lot = reach.ledger.scenario.capability_by_code[code].lot
    lines = list(reach.lines_for(state, code))
    lots = sum(reach.lots(state, line.code, position) for line in lines)
    yield Barrier(
        held + lot * lots,
        f"it has {held:,} by then and the lines that may sell to it can add {lot * lots:,}",
        f"{LATER}, or give lines, steps or shorter leads",
    )
    yield from _dear(
        reach,
        ask,
        min(held + lot * lots, ask.quantity),
        lambda units: contribution_due(reach, state, code, units, position),
        tuple(line.code for line in lines),
    )


def _dear(
    reach: Reach, ask: Ask, wanted: int, due: Callable[[int], Due], lines: Sequence[str]
) -> Iterator[Barrier]:
    """The most units that can be paid, where that is less than is wanted."""

    def bill(units: int) -> Bill | None:
        return unpayable(reach, ask.state, lines, due(units))

    dear = bill(wanted)
    if dear is not None:
        # More units never cost less.
        most = bisect_left(range(1, wanted), True, key=lambda units: bill(units) is not None)
        yield Barrier(
            most,
            f"{wanted:,} of it cost at least {dear}",
            f"{LATER}, or {dear.limit.remedy}",
        )


def _expansion(reach: Reach, ask: Ask) -> Iterator[Barrier]:
    scenario, rights = reach.ledger.scenario, reach.ledger.rights
    line = scenario.line_by_code[ask.code]
    decided = deciding_periods(scenario, line)[-1]
    payers = [s.code for s in scenario.states if rights.may_fund(s.code, ask.code)]
    if decided is None:
        why = (
            f"a step is there {line.step_lead_months} months later, when the last period has begun"
        )
        yield Barrier(0, why, "drop it, or shorten step_lead_months")
        return
    if not payers:
        why = "nobody may pay for a step: neither its host nor a state it may sell to"
        yield Barrier(0, why, "drop it, or change max_steps, customers, access or rules")
        return
    by, tenth = min(ask.position, decided), reach.ledger.prices.tenth_cost(ask.code)
    yield from _unfunded(reach, ask, payers, by, lambda steps: 10 * tenth * steps)
    if line.host in payers:
        share = line.host_least_share
        host = (line.host,)
        yield from _unfunded(
            reach, ask, host, by, lambda steps: tenth * ceil_div(share * steps, MILLE)
        )


def _unfunded(
    reach: Reach, ask: Ask, payers: Sequence[str], by: int, cost: Callable[[int], int]
) -> Iterator[Barrier]:
    """What the payers can pay together against what the steps ask of them."""
    limits = [reach.purse.least(state, 0, by, ()) for state in payers]
    money = sum(limit.amount for limit in limits if limit is not None)
    if None not in limits and cost(ask.quantity) > money:
        who = payers[0] if len(payers) == 1 else "all who may pay for it"
        yield Barrier(
            bisect_left(range(1, ask.quantity), True, key=lambda steps: cost(steps) > money),
            f"the part of {who} costs {euros(cost(ask.quantity))} by {reach.period(by)}, beyond "
            f"all money until then: {euros(money)}",
            f"{LATER}, raise ceilings, or lower step_cost",
        )


def _when(reach: Reach, position: int) -> str:
    return f"in {reach.period(position)}" if position <= reach.last else "after the last period"


BARRIERS: Mapping[PledgeObject, Callable[[Reach, Ask], Iterator[Barrier]]] = {
    "order": _order,
    "contribution": _contribution,
    "expansion": _expansion,
}
