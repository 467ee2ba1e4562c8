"""The cost of each open pool, split in other ways than it is, and who would do better elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from allocator.accounts.burden import key_shares
from allocator.accounts.ledger import Ledger
from allocator.accounts.pool_game import PoolGame
from allocator.accounts.shapley import MOST_SUMS, joint_parts

MOST_STEPS = 2**17
"""Decisions of who is in a group before a search ends; 16 members never take more."""
Money = int | Fraction


@dataclass(frozen=True, slots=True)
class Leaving:
    """The members that together would save most by serving themselves; nobody where none would."""

    alone: Mapping[str, Money]
    """Who would buy whole lots alone, and the kEUR that saves it."""
    together: frozenset[str]
    """Who would run a pool of their own."""
    together_saving: Money
    """kEUR, of all of them."""
    complete: bool
    """Whether every group was looked at; if not, another might save more."""

    @property
    def saving(self) -> Money:
        """kEUR of all who would leave."""
        return self.together_saving + sum(self.alone.values())

    @property
    def states(self) -> frozenset[str]:
        """All who would leave."""
        return self.together.union(self.alone)


@dataclass(frozen=True, slots=True)
class Part:
    """One member's part of what an open pool costs; kEUR."""

    state: str
    shares: int
    """Bought by the end."""
    pays: int
    """New money of the pool as the plan has it."""
    by_key: Fraction | None
    """Its part by the burden key; None where no member has any."""
    value: Fraction
    """Its Shapley value."""
    error: int | None
    """Standard error of the value; None where it is exact."""
    alone: int | None
    """For whole lots bought alone; None where it may not order them."""


@dataclass(frozen=True, slots=True)
class PoolSplit:
    """An open pool; the parts add up to its cost, each way."""

    pool: str
    cost: int
    """kEUR of all members over the horizon."""
    parts: tuple[Part, ...]
    """Sorted by state."""
    leaving: Leaving
    """With payments as they are."""
    leaving_by_key: Leaving
    """With payments by the burden key."""


def pool_splits(ledger: Ledger) -> Mapping[str, PoolSplit]:
    """By open pool; formulas: "Cost split inside a pool" in docs/model.md."""
    keys = key_shares(ledger.scenario)
    games = [PoolGame(ledger, ledger.scenario.pool_by_code[pool]) for (pool,) in ledger.plan.open]
    return {game.pool.code: _split(game, keys) for game in games if game.members}


def _split(game: PoolGame, keys: Mapping[str, Fraction]) -> PoolSplit:
    everything = sum(keys[state] for state in game.members)
    by_key = {s: game.cost * keys[s] / everything for s in game.members} if everything else {}
    values, errors = shapley(game)
    bought = game.ledger.decisions.shares_in_pool
    parts = tuple(
        Part(
            state=state,
            shares=bought.get((state, game.pool.code), (0,))[-1],
            pays=game.pays[state],
            by_key=by_key.get(state),
            value=values[state],
            error=errors.get(state),
            alone=game.alone.get(state),
        )
        for state in game.members
    )
    payments = by_key or game.pays
    return PoolSplit(
        pool=game.pool.code,
        cost=game.cost,
        parts=parts,
        leaving=leaving(game, game.pays),
        leaving_by_key=leaving(game, payments),
    )


def shapley(
    game: PoolGame, most_sums: int = MOST_SUMS
) -> tuple[Mapping[str, Fraction], Mapping[str, int]]:
    """Values, which add up to what the pool costs, and their standard errors where not exact.

    A group pays at least what its members pay for their shares or, where that is less, alone; and
    of the opening as much as it would rather pay than go alone. What all pay beyond that, because
    some would do better alone, is borne by all alike.
    """
    least = {s: min(game.priced[s], game.alone.get(s, game.priced[s])) for s in game.members}
    joint = max(0, game.opening)
    stakes = [
        game.alone[state] - least[state] if state in game.alone else joint for state in game.members
    ]
    shared = joint_parts(joint, stakes, most_sums)
    left = Fraction(game.cost - sum(least.values()) - sum(shared.parts), len(game.members))
    values = {
        state: least[state] + part + left
        for state, part in zip(game.members, shared.parts, strict=True)
    }
    errors = shared.errors
    return values, {} if errors is None else dict(zip(game.members, errors, strict=True))


def leaving(
    game: PoolGame, payments: Mapping[str, int] | Mapping[str, Fraction], steps: int = MOST_STEPS
) -> Leaving:
    """The group that would save most: those who would do better alone, and others in a pool."""
    alone = {s: payments[s] - game.alone[s] for s in game.members if s in game.alone}
    better = {state: saved for state, saved in alone.items() if saved > 0}
    gains = {s: payments[s] - game.priced[s] - better.get(s, 0) for s in game.members}
    search = _Search(game, gains, steps)
    single = {state: saved for state, saved in better.items() if state not in search.best}
    together = search.extra + sum(better[state] for state in search.best if state in better)
    return Leaving(single, search.best, together, search.steps > 0)


class _Search:
    """The group for which a pool of its own would save most beyond what its members save alone.

    States are taken in or left out one by one, those with most to gain first, unless even all that
    follow could not better what was found.
    """

    def __init__(self, game: PoolGame, gains: Mapping[str, Money], steps: int) -> None:
        self.game, self.gains, self.steps = game, gains, steps
        self.best: frozenset[str] = frozenset()
        self.extra: Money = 0
        self._order = sorted(game.members, key=lambda state: (-gains[state], state))
        self._ahead: list[Money] = [0]
        for state in reversed(self._order):
            self._ahead.insert(0, self._ahead[0] + max(0, gains[state]))
        self._extend(0, (), -game.opening)

    def _extend(self, place: int, group: tuple[str, ...], gained: Money) -> None:
        if gained + self._ahead[place] <= self.extra or self.steps == 0:
            return
        if place == len(self._order):
            self._weigh(group, gained)
            return
        self.steps -= 1
        state = self._order[place]
        self._extend(place + 1, (*group, state), gained + self.gains[state])
        self._extend(place + 1, group, gained)

    def _weigh(self, group: tuple[str, ...], gained: Money) -> None:
        run = self.game.run(group)
        if run is None:
            return
        idle = run - self.game.opening - sum(self.game.priced[state] for state in group)
        if gained - idle > self.extra:
            self.extra, self.best = gained - idle, frozenset(group)
