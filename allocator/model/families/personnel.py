"""People: nothing is contributed beyond today's force without a crew."""

from collections.abc import Sequence
from dataclasses import dataclass

from allocator.domain.capability import Capability
from allocator.domain.quantity import MILLE
from allocator.model.beyond_today import beyond_today
from allocator.model.crews import most_crews
from allocator.model.draft import Draft
from allocator.model.linear_form import Completion, Terms


def personnel(draft: Draft) -> None:
    """Posts needed stay within free posts and the crews that training can give.

    For a state with personnel rows: posts needed[s,t] <= crews[s,t] + posts_free[s,t],
    0 <= crews[t] - crews[t-1] <= pipeline[t], crews[t] <= posts_limit[t]. Crews are projected
    out (`allocator.model.crews`): the variable `posts` holds thousandths of posts needed, and its
    upper bound is 1,000 x (most crews + posts_free); a row says so where posts_free may be moved.

    Posts needed: max(0, contribution - today), manned from the sources with the fewest posts
    first, and what each share of a pool lot needs.
    """
    scenario, codes = draft.basis.scenario, draft.basis.codes
    for state in draft.basis.states:
        if (state, codes[0]) not in scenario.personnel_by_key:
            continue
        rows = [scenario.personnel_by_key[state, code] for code in codes]
        for period, most in enumerate(most_crews(rows)):
            needed = Terms()
            for capability in scenario.capabilities:
                _man(draft, state, capability, period, needed)
                _man_shares(draft, state, capability, period, needed)
            there = MILLE * (most + rows[period].posts_free)
            movable = draft.basis.movable
            posts = draft.auxiliary(
                "posts",
                (state, codes[period]),
                max(there, draft.builder.most(needed)) if movable else there,
                needed.value,
                draft.basis.labels(state=state, period=period),
            )
            within = needed.copy().add(-1, posts)
            draft.builder.row("personnel", (state, codes[period]), within, upper=0)
            if movable:
                manned = Terms().add(1, posts)
                name = (state, codes[period], "free")
                draft.builder.row("personnel", name, manned, upper=there, elastic=True)


def _man_shares(
    draft: Draft, state: str, capability: Capability, period: int, needed: Terms
) -> None:
    scenario, prices = draft.basis.scenario, draft.basis.prices
    for pool in scenario.pools_of[capability.code]:
        for code in pool.lines:
            shares = draft.decisions.pool_shares(state, pool.code, code)[period]
            if shares is not None:
                needed.add(prices.share_posts(state, scenario.line_by_code[code]), shares)


@dataclass(frozen=True, slots=True)
class _Source:
    """Units that can be manned at the same posts each."""

    posts: int
    units: Terms
    line: str | None
    """None: whatever has no exception."""


def _man(draft: Draft, state: str, capability: Capability, period: int, needed: Terms) -> None:
    contribution = draft.decisions.contribution(state, capability.code)[period]
    if contribution is None:
        return
    sources = _sources(draft, state, capability, period)
    if not any(source.posts for source in sources):
        return
    extra = beyond_today(draft.basis, draft.decisions, draft.builder, state, capability, period)
    if not extra.coefficients:
        return
    if len(sources) == 1:
        needed.include(MILLE * sources[0].posts, extra)
        return
    rest = extra.copy()
    for number, source in enumerate(sources):
        if source.line is not None:
            codes = (state, source.line, draft.basis.codes[period])
            manned = draft.auxiliary(
                "manned",
                codes,
                max(0, draft.builder.most(source.units)),
                _greedy(extra, sources[:number], source),
                draft.basis.labels(state=state, line=source.line, period=period),
            )
            within = Terms().add(1, manned).include(-1, source.units)
            draft.builder.row("personnel", codes, within, upper=0)
            needed.add(MILLE * source.posts, manned)
            rest.add(-1, manned)
    needed.include(MILLE * capability.posts, rest)
    others = next(source.units for source in sources if source.line is None)
    codes = (state, capability.code, draft.basis.codes[period])
    draft.builder.row("personnel", (*codes, "manned"), rest, lower=0)
    draft.builder.row("personnel", (*codes, "others"), rest.copy().include(-1, others), upper=0)


def _sources(draft: Draft, state: str, capability: Capability, period: int) -> Sequence[_Source]:
    """Fewest posts first; lines without an exception stand with what contracts add."""
    stock = draft.basis.stock
    available = stock.available[state, capability.code][period]
    others, exceptions = Terms(max(0, available - stock.today[state, capability.code])), []
    for line in draft.basis.scenario.lines_of[capability.code]:
        delivered = draft.decisions.delivered(state, line.code)[period]
        if delivered is None:
            continue
        posts = draft.basis.prices.exceptional_posts(state, line)
        if posts is None:
            others.add(capability.lot, delivered)
        else:
            units = Terms().add(capability.lot, delivered)
            exceptions.append(_Source(posts, units, line.code))
    sources = [*exceptions, _Source(capability.posts, others, None)]
    return sorted(sources, key=lambda source: source.posts)


def _greedy(extra: Terms, before: Sequence[_Source], source: _Source) -> Completion:
    """What is left for a source once those before it have manned all they can."""

    def manned(values: Sequence[int]) -> int:
        left = extra.value(values) - sum(one.units.value(values) for one in before)
        return min(max(0, left), source.units.value(values))

    return manned
