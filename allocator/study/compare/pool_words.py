"""What a comparison says of pools."""

from collections.abc import Iterator

from allocator.report.names import named
from allocator.report.prose import listing, number, readable, verb
from allocator.report.view import View
from allocator.study.compare.compare import Pair
from allocator.study.compare.decisions import PoolShift
from allocator.study.compare.words import LONGEST


def pools(pair: Pair) -> str:
    """What changes in pools; that nothing does, where any is open."""
    said = [words for pool in pair.pools for words in pool_words(pool, pair.first.view)]
    if said:
        return f"pools: {listing(said, 6)}"
    opened = any(any(pool.open) for pool in pair.pools)
    return "the same pools open, with the same members" if opened else ""


def pool_words(pool: PoolShift, view: View) -> Iterator[str]:
    """Opened or closed; who joins, leaves and leads where it is open in both plans."""
    own = readable(pool.name, LONGEST)
    if pool.open == (False, True):
        yield f"{own} opens with {number(len(pool.members[1]), 'member')}"
    elif pool.open == (True, False):
        yield f"{own} does not open any more"
    elif all(pool.open):
        for codes, verbs in ((pool.joined, ("joins", "join")), (pool.left, ("leaves", "leave"))):
            if codes:
                who = listing(named(view, code) for code in codes)
                yield f"{who} {verb(len(codes), *verbs)} {own}"
        before, after = pool.leader
        if before and after and before != after:
            yield f"{named(view, after)} leads {own} instead of {named(view, before)}"
