"""Pooling: who is in a pool, when it operates, and how its lots are shared."""

from collections.abc import Iterator
from itertools import pairwise

from allocator.accounts.ledger import Ledger
from allocator.domain.pool import Call, Pool, PoolMember
from allocator.domain.pool_rules import calls_on, exclusions_in
from allocator.domain.quantity import WHOLE, ceil_div
from allocator.domain.violation import Violation
from allocator.verify.wording import count


def pooling(ledger: Ledger) -> list[Violation]:
    """Lots are wholly shared, sizes and memberships within bounds, small states protected."""
    found: list[Violation] = []
    for pool in ledger.scenario.pools:
        found += _operation(ledger, pool)
        found += _membership(ledger, pool)
        found += _exclusions(ledger, pool)
        for contingency, calls in calls_on(ledger.scenario, pool).items():
            found += _calls(ledger, pool, contingency, calls)
        found += _members_shares(ledger, pool)
    return [*owned_lots(ledger), *found, *_outsiders(ledger), *_small_states(ledger)]


def owned_lots(ledger: Ledger) -> list[Violation]:
    """What stays without the rules: a pool's lots belong to states by shares, and never fall."""
    shared = [broken for pool in ledger.scenario.pools for broken in _lots(ledger, pool)]
    return [*shared, *_falling(ledger)]


def _broken(subject: tuple[str, ...], message: str) -> Violation:
    return Violation(family="pooling", subject=subject, message=message)


def _lots(ledger: Ledger, pool: Pool) -> Iterator[Violation]:
    """sum over states of pool_shares = shares_per_lot x pool_delivered, for each line."""
    decisions = ledger.decisions
    each = ledger.scenario.capability_by_code[pool.capability].shares_per_lot
    for line in pool.lines:
        lots = decisions.pool_delivered.get((pool.code, line), decisions.zero)
        sold = decisions.shares_sold.get((pool.code, line), decisions.zero)
        for position, period in enumerate(ledger.scenario.periods):
            shares = each * lots[position]
            if sold[position] != shares:
                yield _broken(
                    (pool.code, line, period.code),
                    f"states have bought {sold[position]} shares, its {lots[position]} lots have "
                    f"{shares}",
                )


def _operation(ledger: Ledger, pool: Pool) -> Iterator[Violation]:
    """Operation never ends and starts in time; lots only in operation, and within bounds."""
    decisions = ledger.decisions
    operating = decisions.operating.get((pool.code,), decisions.zero)
    new = decisions.pool_lots.get((pool.code,), decisions.zero)
    stock = ledger.stock.pool_stock[pool.code]
    start = ledger.scenario.period_index[pool.start]
    is_open = ledger.plan.open.get((pool.code,), 0)
    if is_open != operating[-1]:
        yield _broken(
            (pool.code,), f"open is {is_open}, operating in the last period is {operating[-1]}"
        )
    for position, period in enumerate(ledger.scenario.periods):
        subject = (pool.code, period.code)
        lots = stock[position] + new[position]
        if position and operating[position] < operating[position - 1]:
            yield _broken(subject, "operated in the period before and no longer does")
        if operating[position] and position < start:
            yield _broken(subject, f"operates before its start in {pool.start}")
        if new[position] and not operating[position]:
            yield _broken(subject, f"has {count(new[position], 'new lot')} but does not operate")
        if operating[position] and not pool.min_lots <= lots <= pool.max_lots:
            yield _broken(
                subject,
                f"operates with {count(lots, 'lot')} ({stock[position]} of them its stock); "
                f"{pool.min_lots} to {pool.max_lots} are allowed",
            )


def _membership(ledger: Ledger, pool: Pool) -> Iterator[Violation]:
    """Members are in an open pool, nobody in a closed one; enough of them, not too many."""
    scenario = ledger.scenario
    is_open = ledger.plan.open.get((pool.code,), 0)
    inside = [state for state, code in ledger.plan.join if code == pool.code]
    for state in scenario.states:
        if is_open and state.code not in inside and ledger.rights.must_join(state.code, pool.code):
            yield _broken((state.code, pool.code), "is a member but not in the open pool")
    if not is_open:
        for state_code in sorted(inside):
            yield _broken((state_code, pool.code), "is in the pool, which is not open")
        return
    if len(inside) < pool.min_members:
        yield _broken(
            (pool.code,), f"has {count(len(inside), 'state')} in it and needs {pool.min_members}"
        )
    large = [state for state in inside if not scenario.state_by_code[state].small_state]
    if len(large) > pool.max_members:
        yield _broken(
            (pool.code,),
            f"has {count(len(large), 'large state')} in it and room for {pool.max_members}",
        )


def _exclusions(ledger: Ledger, pool: Pool) -> Iterator[Violation]:
    """Two states that do not share the capability's data are not both in."""
    for row in exclusions_in(ledger.scenario, pool):
        pair = (row.state, row.state_2)
        if all((state, pool.code) in ledger.plan.join for state in pair):
            basis = f" ({row.legal_basis})" if row.legal_basis else ""
            yield _broken(
                (*pair, pool.code),
                f"both are in it, but they exclude each other in {row.on}{basis}",
            )


def _calls(
    ledger: Ledger, pool: Pool, contingency: str, calls: tuple[Call, ...]
) -> Iterator[Violation]:
    """10,000 x calls of those who are in <= availability x lots, whenever it operates."""
    decisions = ledger.decisions
    operating = decisions.operating.get((pool.code,), decisions.zero)
    new = decisions.pool_lots.get((pool.code,), decisions.zero)
    called = sum(call.lots for call in calls if (call.state, pool.code) in ledger.plan.join)
    for position, period in enumerate(ledger.scenario.periods):
        lots = ledger.stock.pool_stock[pool.code][position] + new[position]
        if operating[position] and WHOLE * called > pool.availability * lots:
            answering = pool.availability * lots // WHOLE
            yield _broken(
                (contingency, pool.code, period.code),
                f"those who are in call for {count(called, 'lot')} at once, and {answering} of its "
                f"{count(lots, 'lot')} can answer{_remedy(pool, called)}",
            )


def _remedy(pool: Pool, called: int) -> str:
    if not pool.availability:
        return ""
    return f"; it takes {count(ceil_div(WHOLE * called, pool.availability), 'lot')}"


def _members_shares(ledger: Ledger, pool: Pool) -> Iterator[Violation]:
    """least x (join + operating - 1) <= today + bought; bought <= max(0, most - today) x join."""
    decisions = ledger.decisions
    operating = decisions.operating.get((pool.code,), decisions.zero)
    for state in ledger.scenario.states:
        member = ledger.scenario.member_by_key.get((pool.code, state.code))
        if member is None:
            continue
        inside = ledger.plan.join.get((state.code, pool.code), 0)
        bought = decisions.shares_in_pool.get((state.code, pool.code), decisions.zero)
        least = _least_share(member, small=state.small_state)
        most = max(0, member.most_share - member.shares_today) * inside
        for position, period in enumerate(ledger.scenario.periods):
            subject = (state.code, pool.code, period.code)
            held = member.shares_today + bought[position]
            if inside and operating[position] and held < least:
                yield _broken(subject, f"has {count(held, 'share')}, its least share is {least}")
            if bought[position] > most:
                shares = count(bought[position], "share")
                yield _broken(subject, f"has bought {shares}, it may buy {most}")


def _least_share(member: PoolMember, *, small: bool) -> int:
    """A small state that is a candidate may enter with one share."""
    if small and member.role == "candidate":
        return min(1, member.least_share)
    return member.least_share


def _outsiders(ledger: Ledger) -> Iterator[Violation]:
    """Only members and candidates are in a pool or buy its shares."""
    members = ledger.scenario.member_by_key
    named = {*ledger.plan.join, *ledger.decisions.shares_in_pool}
    for state, pool in sorted(named):
        member = members.get((pool, state))
        if member is None or member.role == "barred":
            yield _broken((state, pool), "takes part in the pool but is no member or candidate")


def _falling(ledger: Ledger) -> Iterator[Violation]:
    """Pool lots and shares never fall."""
    decisions, periods = ledger.decisions, ledger.scenario.periods
    for what, cumulative in (("lots", decisions.pool_delivered), ("shares", decisions.pool_shares)):
        for codes, series in cumulative.items():
            for period, (before, now) in zip(periods[1:], pairwise(series), strict=True):
                if now < before:
                    yield _broken(
                        (*codes, period.code), f"{what} so far fall from {before} to {now}"
                    )


def _small_states(ledger: Ledger) -> Iterator[Violation]:
    """Large systems come to small states through pools alone, and those are not too many."""
    for (state, line), lots in ledger.decisions.delivered.items():
        if any(lots) and ledger.rights.too_large(state, line):
            yield _broken(
                (state, line), f"a small state orders {count(max(lots), 'lot')} of a large system"
            )
    limit = ledger.scenario.policy.small_state_pool_limit
    if limit is None:
        return
    for record in ledger.scenario.states:
        pools = [pool for state, pool in ledger.plan.join if state == record.code]
        if record.small_state and len(pools) > limit:
            yield _broken(
                (record.code,), f"a small state is in {count(len(pools), 'pool')}, {limit} allowed"
            )
