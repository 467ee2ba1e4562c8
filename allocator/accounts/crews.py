"""Posts that a plan needs beyond those that man today's force."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from allocator.accounts.decisions import Series, plus
from allocator.accounts.ledger import Ledger
from allocator.domain.quantity import MILLE, ceil_div


@dataclass(frozen=True, slots=True)
class Crew:
    """Posts of a state in a period."""

    state: str
    period: str
    needed_parts: int
    """Thousandths of posts for what is contributed beyond today's force and for pool shares."""
    free: int
    """Posts that can be moved to new tasks."""
    filled: int
    """Extra posts filled by the end of the period."""
    added: int
    """Of these, filled within the period."""
    pipeline: int
    """Most that training can fill within the period."""
    limit: int | None
    """Most extra posts that may be filled by the end of the period."""

    @property
    def needed(self) -> int:
        """Posts, rounded up."""
        return ceil_div(self.needed_parts, MILLE)

    @property
    def room(self) -> int:
        """Posts that are there and not needed; below zero some are missing."""
        return self.filled + self.free - self.needed


def crews(ledger: Ledger) -> Mapping[tuple[str, str], Crew]:
    """By state and period, for states with personnel rows; crews of others have no limit."""
    needed = posts_needed(ledger)
    accounts: dict[tuple[str, str], Crew] = {}
    for (state, code), personnel in ledger.scenario.personnel_by_key.items():
        position = ledger.scenario.period_index[code]
        filled = ledger.decisions.crews.get((state,), ledger.decisions.zero)
        accounts[state, code] = Crew(
            state=state,
            period=code,
            needed_parts=needed.get(state, ledger.decisions.zero)[position],
            free=personnel.posts_free,
            filled=filled[position],
            added=filled[position] - (filled[position - 1] if position else 0),
            pipeline=personnel.pipeline,
            limit=personnel.posts_limit,
        )
    return accounts


def posts_needed(ledger: Ledger) -> Mapping[str, Series]:
    """State -> thousandths of posts by period, where any are needed."""
    needed: dict[str, Series] = {}
    for (state, _), posts in posts_by_capability(ledger).items():
        needed[state] = plus(needed[state], posts) if state in needed else posts
    return needed


def posts_by_capability(ledger: Ledger) -> Mapping[tuple[str, str], Series]:
    """(state, capability) -> thousandths of posts by period, where any are needed."""
    accounts: dict[tuple[str, str], Series] = {}
    for state, capability in ledger.decisions.contribution:
        units = _unit_posts(ledger, state, capability)
        if any(units):
            accounts[state, capability] = tuple(MILLE * posts for posts in units)
    for (state, pool, line), shares in ledger.decisions.pool_shares.items():
        capability = ledger.scenario.pool_by_code[pool].capability
        each = share_posts(ledger, state, line)
        posts = tuple(each * held for held in shares)
        if any(posts):
            key = (state, capability)
            accounts[key] = plus(accounts[key], posts) if key in accounts else posts
    return dict(sorted(accounts.items()))


def share_posts(ledger: Ledger, state: str, line: str) -> int:
    """Thousandths of a post that one share in a lot of the line needs, rounded up."""
    scenario = ledger.scenario
    record = scenario.capability_by_code[scenario.line_by_code[line].capability]
    access = scenario.access_by_key.get((line, state))
    posts = record.posts if access is None or access.posts is None else access.posts
    return ceil_div(MILLE * posts * record.lot, record.shares_per_lot)


def least_crews(ledger: Ledger) -> Mapping[tuple[str, str], int]:
    """(state, period) -> fewest extra posts filled that serve the plan: as late as training allows.

    They may exceed the posts limit or, in the first period, the pipeline: then the plan cannot be
    manned.
    """
    scenario = ledger.scenario
    needed = posts_needed(ledger)
    least: dict[tuple[str, str], int] = {}
    for state in sorted({state for state, _ in scenario.personnel_by_key}):
        rows = [scenario.personnel_by_key[state, period.code] for period in scenario.periods]
        posts = [
            max(0, ceil_div(parts, MILLE) - row.posts_free)
            for parts, row in zip(needed.get(state, ledger.decisions.zero), rows, strict=True)
        ]
        for row, later in reversed(list(pairwise(range(len(rows))))):
            posts[row] = max(posts[row], posts[later] - rows[later].pipeline)
        for before, now in pairwise(range(len(rows))):
            posts[now] = max(posts[now], posts[before])
        for period, filled in zip(scenario.periods, posts, strict=True):
            least[state, period.code] = filled
    return least


def manning(ledger: Ledger, state: str, capability: str, position: int) -> Callable[[int], int]:
    """Posts for units contributed in a period: those beyond today's force, fewest posts first."""
    today = ledger.stock.today.get((state, capability), 0)
    sources = _sources(ledger, state, capability)[position]
    standard = ledger.scenario.capability_by_code[capability].posts
    return lambda units: _least_posts(max(0, units - today), sources, standard)


def _unit_posts(ledger: Ledger, state: str, capability: str) -> Series:
    """Posts for what a state contributes beyond today's force, fewest posts first."""
    standard = ledger.scenario.capability_by_code[capability].posts
    today = ledger.stock.today.get((state, capability), 0)
    contributions = ledger.decisions.contribution[state, capability]
    return tuple(
        _least_posts(max(0, contribution - today), sources, standard)
        for contribution, sources in zip(
            contributions, _sources(ledger, state, capability), strict=True
        )
    )


def _sources(ledger: Ledger, state: str, capability: str) -> list[list[tuple[int, int]]]:
    """By period (posts each, units there) of what may be given beyond today's force.

    Units of a line with a posts exception are there as they are delivered; any other unit needs
    the capability's posts.
    """
    record = ledger.scenario.capability_by_code[capability]
    exceptions = _exceptions(ledger, state, capability)
    zero = ledger.decisions.zero
    held = {line: ledger.decisions.delivered.get((state, line), zero) for line in exceptions}
    standard = _standard_units(ledger, state, capability, held)
    return [
        [
            *((exceptions[line], record.lot * lots[position]) for line, lots in held.items()),
            (record.posts, standard[position]),
        ]
        for position in ledger.periods
    ]


def _standard_units(
    ledger: Ledger, state: str, capability: str, held: Mapping[str, Series]
) -> Series:
    """Units beyond today's force that need the capability's own posts: contracts, other lines."""
    decisions = ledger.decisions
    lot = ledger.scenario.capability_by_code[capability].lot
    available = ledger.stock.available.get((state, capability), decisions.zero)
    today = ledger.stock.today.get((state, capability), 0)
    lots = decisions.own_lots.get((state, capability), decisions.zero)
    return tuple(
        max(0, available[period] - today)
        + lot * (lots[period] - sum(exceptional[period] for exceptional in held.values()))
        for period in ledger.periods
    )


def _least_posts(units: int, sources: list[tuple[int, int]], standard: int) -> int:
    """Posts for `units` from (posts each, units there); units without a source need `standard`."""
    posts = 0
    for each, there in sorted(sources):
        taken = min(units, there)
        posts += each * taken
        units -= taken
    return posts + standard * units


def _exceptions(ledger: Ledger, state: str, capability: str) -> Mapping[str, int]:
    """Line -> posts a unit, for lines of the capability whose crews differ for the state."""
    access = ledger.scenario.access_by_key
    return {
        line.code: row.posts
        for line in ledger.scenario.lines_of[capability]
        if (row := access.get((line.code, state))) is not None and row.posts is not None
    }
