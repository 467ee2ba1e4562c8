"""Units that are not there where posts are not filled."""

from collections.abc import Callable, Iterator
from functools import partial

from allocator.accounts.crews import Crew, manning, share_posts
from allocator.accounts.ledger import Ledger
from allocator.accounts.slips.gaps import Gaps
from allocator.accounts.slips.given_up import Piece, given_up
from allocator.domain.quantity import MILLE, ceil_div


def without_posts(gaps: Gaps, crew: Crew, posts: int) -> dict[str, int]:
    """Units by capability that a state cannot man in a period without some of its extra posts.

    Units beyond today's force are given up one by one, and shares in pools, of which a lot counts
    as far as its shares are manned, rounded down.
    """
    position = gaps.ledger.scenario.period_index[crew.period]
    over = crew.needed_parts - MILLE * (crew.filled + crew.free - posts)
    pieces = (*_units(gaps.ledger, crew.state, position), *_shares(gaps.ledger, crew, position))
    return given_up(gaps, position, over, pieces)


def _units(ledger: Ledger, state: str, position: int) -> Iterator[Piece]:
    for (owner, capability), series in ledger.decisions.contribution.items():
        beyond = series[position] - ledger.stock.today.get((owner, capability), 0)
        if owner == state and beyond > 0:
            yield Piece(
                (capability,),
                (capability,),
                capability,
                beyond,
                partial(_frees, manning(ledger, state, capability, position), series[position]),
                _one,
            )


def _frees(posts: Callable[[int], int], units: int, taken: int) -> int:
    """Thousandths of a post: those of the unit that needs most."""
    return MILLE * (posts(units - taken) - posts(units - taken - 1))


def _one(taken: int) -> int:
    del taken
    return 1


def _shares(ledger: Ledger, crew: Crew, position: int) -> Iterator[Piece]:
    scenario = ledger.scenario
    for (state, pool, line), series in ledger.decisions.pool_shares.items():
        record = scenario.capability_by_code[scenario.pool_by_code[pool].capability]
        if state == crew.state and series[position] > 0:
            yield Piece(
                (record.code, pool, line),
                (record.code, pool, line),
                record.code,
                series[position],
                partial(_share, share_posts(ledger, state, line)),
                partial(_part_of_lot, record.lot, record.shares_per_lot),
            )


def _share(posts: int, taken: int) -> int:
    del taken
    return posts


def _part_of_lot(lot: int, shares_per_lot: int, taken: int) -> int:
    return ceil_div(lot * (taken + 1), shares_per_lot) - ceil_div(lot * taken, shares_per_lot)
