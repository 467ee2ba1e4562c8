"""Contributions asked for that need more posts than a state can have."""

from collections.abc import Collection, Iterator, Sequence
from itertools import islice

from allocator.domain.problem import Finding
from allocator.domain.record import grouped
from allocator.preflight.asks import Ask, asks, lasting, sentence
from allocator.preflight.reach import Reach

Wanted = tuple[int, Ask]
"""Units asked for in a period, and who asks."""


def crew_findings(reach: Reach, hopeless: Collection[Ask]) -> Iterator[Finding]:
    """All that is asked of a state together, in the first period in which its crews lack.

    Units are manned from the sources that need fewest posts.
    """
    scenario = reach.ledger.scenario
    wanted = [
        ask
        for ask in asks(scenario)
        if ask.object == "contribution" and ask.at_least and ask not in hopeless
    ]
    for state, found in grouped(wanted, lambda ask: ask.state).items():
        found_at = (_in_period(reach, state, found, position) for position in reach.ledger.periods)
        yield from islice((each for each in found_at if each is not None), 1)


def _in_period(reach: Reach, state: str, found: Sequence[Ask], position: int) -> Finding | None:
    there = reach.posts.most(state, position)
    if there is None:
        return None
    largest: dict[str, Wanted] = {}
    for ask in found:
        units = lasting(reach.ledger, ask)[position]
        largest[ask.code] = max(
            largest.get(ask.code, (0, ask)), (units, ask), key=lambda each: each[0]
        )
    needed = {
        code: _posts(reach, state, code, units, position) for code, (units, _) in largest.items()
    }
    total = sum(needed.values())
    if total <= there:
        return None
    causes = [ask for code, (_, ask) in largest.items() if needed[code]]
    others = " and ".join(ask.cell for ask in causes[1:])
    beside = f", with {others}" if others else ""
    return Finding(
        check="crews",
        address=causes[0].cell,
        message=(
            f"{sentence(reach.ledger.scenario, causes[0])}{beside}, "
            f"but that needs {total:,} posts beyond today's force in {reach.period(position)} and "
            f"{state} can have {there:,}: {total - there:,} too few"
        ),
        remedy="lower it, or raise posts_free, pipeline or posts_limit in personnel",
        hopeless=True,
    )


def _posts(reach: Reach, state: str, capability: str, units: int, position: int) -> int:
    """The fewest for so many contributed units."""
    left = max(0, units - reach.ledger.stock.today.get((state, capability), 0))
    standard = reach.ledger.scenario.capability_by_code[capability].posts
    offers = [
        (reach.posts.of_a_unit(state, line.code), reach.lots(state, line.code, position))
        for line in reach.lines_for(state, capability)
    ]
    posts, lot = 0, reach.ledger.scenario.capability_by_code[capability].lot
    for each, lots in sorted(offers):
        if each < standard:
            taken = min(left, lot * lots)
            posts, left = posts + each * taken, left - taken
    return posts + standard * left
