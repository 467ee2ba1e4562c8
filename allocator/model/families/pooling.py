"""Pools: when they operate, what they own, who is in and with how much."""

from allocator.domain.pool import Call, Pool, PoolMember
from allocator.domain.pool_rules import calls_on, exclusions_in
from allocator.domain.quantity import WHOLE
from allocator.model.domains import Domains
from allocator.model.draft import Draft
from allocator.model.linear_form import Terms


def pooling(draft: Draft) -> None:
    """Lots belong to members by shares, and a pool that operates keeps its sizes.

    sum over s of pool_shares[s,p,l,t] = shares_per_lot x pool_delivered[p,l,t]; both never fall;
    operating[p,t] >= operating[p,t-1], 0 before the start; open[p] = operating[p,T-1];
    sum over l of pool_delivered <= max(0, max_lots - pool_stock[p,t]) x operating[p,t];
    pool_stock[p,t] + sum over l of pool_delivered >= min_lots x operating[p,t];
    join[s,p] = open[p] for members, <= open[p] for candidates, 0 for all others;
    min_members x open <= sum over s of join; sum over s not small of join <= max_members;
    shares_today + sum over l of pool_shares >= least x (join + operating - 1), a small
    candidate's least being at most 1; sum over l of pool_shares <= max(0, most - shares_today) x
    join; for a small state, sum over p of join <= small_state_pool_limit;
    join[s,p] + join[s2,p] <= open[p] for two states that exclude each other in the capability;
    10,000 x sum over s of calls x join <= availability x (pool_stock[p,t] + sum over l of
    pool_delivered) for each contingency while the pool operates.
    """
    for pool in draft.basis.scenario.pools:
        if draft.decisions.open(pool.code) is not None:
            _sizes(draft, pool)
            _members(draft, pool)
            _exclusions(draft, pool)
            for contingency, calls in calls_on(draft.basis.scenario, pool).items():
                _calls(draft, pool, contingency, calls)
            for state in draft.basis.states:
                if draft.decisions.join(state, pool.code) is not None:
                    _shares(draft, pool, state)
    owned_lots(draft)
    _small_states(draft)


def owned_lots(draft: Draft) -> None:
    """What stays without the rules: a pool's lots belong to states by shares, and never fall."""
    for pool in draft.basis.scenario.pools:
        for line in pool.lines:
            _lots(draft, pool, line)


def _sizes(draft: Draft, pool: Pool) -> None:
    operating, before = draft.decisions.operating(pool.code), None
    for period, code in enumerate(draft.basis.codes):
        stock = draft.basis.stock.pool_lots[pool.code][period]
        lots = Terms.sum(
            draft.decisions.pool_delivered(pool.code, line)[period] for line in pool.lines
        )
        room = max(0, pool.max_lots - stock)
        most = lots.copy().add(-room, operating[period])
        draft.builder.row("pooling", (pool.code, code, "max_lots"), most, upper=0)
        least = lots.copy().add(-max(0, pool.min_lots - stock), operating[period])
        draft.builder.row("pooling", (pool.code, code, "min_lots"), least, lower=0)
        if before is not None:
            goes_on = Terms().add(1, operating[period]).add(-1, before)
            draft.builder.row("pooling", (pool.code, code, "operating"), goes_on, lower=0)
        before = operating[period]


def _members(draft: Draft, pool: Pool) -> None:
    opened = draft.decisions.open(pool.code)
    everybody = Terms().add(-pool.min_members, opened)
    large = Terms().add(-pool.max_members, opened)
    for state in draft.basis.states:
        join = draft.decisions.join(state, pool.code)
        everybody.add(1, join)
        if not draft.basis.scenario.state_by_code[state].small_state:
            large.add(1, join)
        if join is not None and join != opened:
            only = Terms().add(1, join).add(-1, opened)
            draft.builder.row("pooling", (state, pool.code), only, upper=0)
    draft.builder.row("pooling", (pool.code, "min_members"), everybody, lower=0)
    draft.builder.row("pooling", (pool.code, "max_members"), large, upper=0)


def _exclusions(draft: Draft, pool: Pool) -> None:
    """Where one of the two is in whenever the pool is open, the other never is."""
    opened = draft.decisions.open(pool.code)
    for row in exclusions_in(draft.basis.scenario, pool):
        both = Terms().add(-1, opened)
        for state in (row.state, row.state_2):
            both.add(1, draft.decisions.join(state, pool.code))
        codes = (row.state, row.state_2, row.on, pool.code, "excluded")
        draft.builder.row("pooling", codes, both, upper=0)


def _calls(draft: Draft, pool: Pool, contingency: str, calls: tuple[Call, ...]) -> None:
    """Before the pool operates its candidates' calls are let go, as far as the stock falls short.

    Members call once it operates, and a pool that does not operate at the end has nobody in it.
    """
    series, opened = draft.decisions.operating(pool.code), draft.decisions.open(pool.code)
    for period, operating in enumerate(series):
        if operating is None:
            continue
        called, candidates = Terms(), 0
        for call in calls:
            join = draft.decisions.join(call.state, pool.code)
            called.add(WHOLE * call.lots, operating if join == opened else join)
            if join is not None and join != opened:
                candidates += WHOLE * call.lots
        for line in pool.lines:
            lots = draft.decisions.pool_delivered(pool.code, line)[period]
            called.add(-pool.availability, lots)
        ready = pool.availability * draft.basis.stock.pool_lots[pool.code][period]
        let_go = max(0, candidates - ready) if operating != opened else 0
        called.add(let_go, operating)
        codes = (contingency, pool.code, draft.basis.codes[period], "calls")
        draft.builder.row("pooling", codes, called, upper=ready + let_go)


def _shares(draft: Draft, pool: Pool, state: str) -> None:
    member = draft.basis.scenario.member_by_key[pool.code, state]
    join, opened = draft.decisions.join(state, pool.code), draft.decisions.open(pool.code)
    lacking = max(0, _least_share(draft, member) - member.shares_today)
    room = max(0, member.most_share - member.shares_today)
    for period, code in enumerate(draft.basis.codes):
        operating = draft.decisions.operating(pool.code)[period]
        bought = Terms.sum(
            draft.decisions.pool_shares(state, pool.code, line)[period] for line in pool.lines
        )
        codes = (state, pool.code, code)
        most = bought.copy().add(-room, join)
        draft.builder.row("pooling", (*codes, "most_share"), most, upper=0)
        # Who is in whenever the pool is open is in whenever it operates.
        least = bought.copy().add(-lacking, operating)
        if join != opened:
            least.add(-lacking, join)
            least.constant += lacking
        draft.builder.row("pooling", (*codes, "least_share"), least, lower=0)


def _least_share(draft: Draft, member: PoolMember) -> int:
    small = draft.basis.scenario.state_by_code[member.state].small_state
    return (
        min(1, member.least_share) if small and member.role == "candidate" else (member.least_share)
    )


def _lots(draft: Draft, pool: Pool, line: str) -> None:
    shares_per_lot = draft.basis.scenario.capability_by_code[pool.capability].shares_per_lot
    lots = draft.decisions.pool_delivered(pool.code, line)
    buyers = [
        (state, shares)
        for state in draft.basis.states
        if (shares := draft.decisions.pool_shares(state, pool.code, line))
        is not draft.decisions.never
    ]
    for period, code in enumerate(draft.basis.codes):
        owned = Terms().add(-shares_per_lot, lots[period])
        for _, shares in buyers:
            owned.add(1, shares[period])
        draft.builder.row("pooling", (pool.code, line, code), owned, lower=0, upper=0)
        for codes, series in [((pool.code,), lots), *(((s, pool.code), v) for s, v in buyers)]:
            if period and series[period - 1] is not None:
                kept = Terms().add(1, series[period]).add(-1, series[period - 1])
                draft.builder.row("pooling", (*codes, line, code, "kept"), kept, lower=0)


def _small_states(draft: Draft) -> None:
    limit = draft.basis.scenario.policy.small_state_pool_limit
    for state in draft.basis.scenario.states:
        if limit is not None and state.small_state:
            pools = draft.basis.scenario.pools
            joined = Terms.sum(draft.decisions.join(state.code, pool.code) for pool in pools)
            draft.builder.row("pooling", (state.code, "pools"), joined, upper=limit)


def pooling_domain(domains: Domains) -> None:
    """Who may be in, what they may hold, and from when on the pool can keep its sizes.

    Small states acquire large systems only through pools: delivered[s,l,t] = 0 for them.
    """
    _keep_large_systems(domains)
    members = domains.basis.scenario.member_by_key
    roles = {key: row.role for key, row in members.items()}
    domains.join = {
        (state, pool)
        for state, pool in domains.join
        if roles.get((pool, state), "barred") != "barred"
    }
    domains.pool_shares = {k: m for k, m in domains.pool_shares.items() if k[:2] in domains.join}
    closed = set()
    for pool in domains.basis.scenario.pools:
        stock = domains.basis.stock.pool_lots[pool.code]
        start, room = domains.basis.pool_starts[pool.code], pool.max_lots - stock[-1]
        for line in pool.lines:
            _narrow(domains, pool, line, start, max(0, room))
        possible = [
            period >= start
            and stock[period] <= pool.max_lots
            and pool.min_lots
            <= stock[period]
            + sum(domains.pool_delivered[pool.code, line][period] for line in pool.lines)
            for period in range(domains.basis.length)
        ]
        domains.operating[pool.code] = [
            int(all(possible[period:])) for period in range(domains.basis.length)
        ]
        if not possible[-1]:
            closed.add(pool.code)
    domains.close(closed)
    for table in (domains.pool_delivered, domains.pool_shares):
        for key, most in table.items():
            operating = domains.operating[key[-2]]
            most[:] = [bound * may for bound, may in zip(most, operating, strict=True)]


def _keep_large_systems(domains: Domains) -> None:
    scenario = domains.basis.scenario
    large = {
        line.code
        for line in scenario.lines
        if scenario.capability_by_code[line.capability].large_system
    }
    small = {state.code for state in scenario.states if state.small_state}
    domains.delivered = {
        (state, line): most
        for (state, line), most in domains.delivered.items()
        if not (state in small and line in large)
    }


def _narrow(domains: Domains, pool: Pool, line: str, start: int, room: int) -> None:
    """Lots within the pool's room, shares within each member's, each within the other."""
    lots = domains.pool_delivered[pool.code, line]
    lots[:] = [0 if period < start else min(bound, room) for period, bound in enumerate(lots)]
    for state in domains.basis.states:
        shares = domains.pool_shares.get((state, pool.code, line))
        if shares is not None:
            member = domains.basis.scenario.member_by_key[pool.code, state]
            own = max(0, member.most_share - member.shares_today)
            shares[:] = [min(bound, own) for bound in shares]
    _own(domains, pool, line)


def owned_lots_domain(domains: Domains) -> None:
    """No more shares than lots have, and no more lots than states can own."""
    for pool in domains.basis.scenario.pools:
        for line in pool.lines:
            _own(domains, pool, line)


def _own(domains: Domains, pool: Pool, line: str) -> None:
    shares_per_lot = domains.basis.scenario.capability_by_code[pool.capability].shares_per_lot
    lots = domains.pool_delivered[pool.code, line]
    total = [0] * len(lots)
    for state in domains.basis.states:
        shares = domains.pool_shares.get((state, pool.code, line))
        if shares is None:
            continue
        shares[:] = [
            min(bound, shares_per_lot * most) for bound, most in zip(shares, lots, strict=True)
        ]
        total = list(map(sum, zip(total, shares, strict=True)))
    lots[:] = [
        min(bound, number // shares_per_lot) for bound, number in zip(lots, total, strict=True)
    ]
