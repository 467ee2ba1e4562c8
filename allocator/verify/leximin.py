"""What a plan claims of its burdens from the top, recomputed."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from allocator.accounts.burden import falling_burdens
from allocator.accounts.ledger import Ledger
from allocator.domain.leximin import Leximin
from allocator.domain.outcome import AimResult
from allocator.domain.plan import Plan
from allocator.domain.scenario import Scenario
from allocator.domain.violation import Violation
from allocator.verify.decisions import malformed_decisions
from allocator.verify.wording import count


def leximin_violations(
    scenario: Scenario, plan: Plan, aims: Sequence[AimResult]
) -> tuple[Violation, ...]:
    """Rounds that make no sense, and levels with more states above them than rounds allow.

    None for a plan whose decisions are malformed: `violations` answers that.
    """
    if malformed_decisions(scenario, plan):
        return ()
    burdens = falling_burdens(Ledger(scenario, plan))
    return tuple(
        Violation(family="leximin", subject=(aim.name,), message=message)
        for aim in aims
        if aim.leximin is not None
        for message in (
            *_senseless(aim.leximin, aim.least),
            *_overstepped(scenario, aim.leximin, burdens),
        )
    )


def _senseless(leximin: Leximin, largest: int) -> Iterator[str]:
    """Rounds start with the largest burden; levels fall, and counts rise."""
    first = leximin.rounds[0]
    if first.level != largest:
        yield f"round 1 is at {first.level:,} basis points, but the largest burden is {largest:,}"
    for number, (upper, lower) in enumerate(pairwise(leximin.rounds), 2):
        if lower.level >= upper.level:
            yield f"round {number} is not below the one before: {lower.level:,} basis points"
        if upper.states is None or (lower.states is not None and lower.states <= upper.states):
            yield f"round {number} counts no more states than the one before"


def _overstepped(scenario: Scenario, leximin: Leximin, burdens: Sequence[int]) -> Iterator[str]:
    for level, most in leximin.caps(scenario.policy):
        above = sum(burden > level for burden in burdens)
        if above > most:
            yield (
                f"{count(above, 'state')} with a burden above {level:,} basis points, "
                f"but no more than {most:,} were held there"
            )
