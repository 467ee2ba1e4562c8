"""Crews without variables: the most a state can have, and the least that serve a plan.

Crews may grow by at most `pipeline[t]`, never fall and never exceed `posts_limit[t]`; what they
must reach is `posts needed - posts_free`. Among all crews that training and limits allow there is
a largest, in every period at once:

    most[t] = min(most[t - 1] + pipeline[t], least posts_limit of t and all later periods)

with most[-1] = 0. No crews exceed it: by induction they are at most most[t - 1] + pipeline[t],
and as they never fall they obey every later limit already in t. And it is allowed itself: it
grows by no more than the pipeline, and it never falls, since most[t - 1] is at most the least
limit of t - 1 and later, so of t and later. Hence some crews serve a plan if and only if the
posts needed in each period are at most most[t] + posts_free[t]; the program holds that row alone
and no variable for crews.
"""

from collections.abc import Sequence
from itertools import accumulate

from allocator.domain.member_state import Personnel
from allocator.domain.quantity import MILLE, ceil_div


def most_crews(rows: Sequence[Personnel]) -> list[int]:
    """Posts a state can have filled in each period, given its rows in the order of periods."""
    crews: list[int] = []
    for period, row in enumerate(rows):
        limits = [later.posts_limit for later in rows[period:] if later.posts_limit is not None]
        crews.append(min([(crews[-1] if crews else 0) + row.pipeline, *limits]))
    return crews


def least_crews(needed: Sequence[int], rows: Sequence[Personnel]) -> list[int]:
    """The smallest crews that serve, filled as late as training allows.

    `needed` is in thousandths of a post by period. From the end backwards: what must be there by
    then, and what is too much to train in the next period alone.
    """
    short = [
        max(0, ceil_div(posts, MILLE) - row.posts_free)
        for posts, row in zip(needed, rows, strict=True)
    ]
    crews = list(accumulate(short, max))
    for period in range(len(rows) - 2, -1, -1):
        crews[period] = max(crews[period], crews[period + 1] - rows[period + 1].pipeline)
    return crews
