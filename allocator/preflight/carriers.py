"""Requirements that states may not carry, or cannot man, though the units could be there."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from allocator.accounts.crews import share_posts
from allocator.domain.capability import Capability
from allocator.domain.problem import Finding
from allocator.domain.quantity import MILLE, of_unit
from allocator.preflight.coverage import beside_states, most_there
from allocator.preflight.reach import Reach


def carrier_findings(reach: Reach) -> Iterator[Finding]:
    """Requirements above what all states can carry, each within its concentration limit and crews.

    Told where the coverage finds nothing: what is missing here is who may have it, not the units.
    """
    for capability in reach.ledger.scenario.capabilities:
        required = reach.ledger.required(capability.code)
        there = most_there(reach, capability)
        for position in reach.ledger.periods:
            if there[position] >= required[position]:
                yield from _finding(reach, capability, position, required[position])


@dataclass(frozen=True, slots=True)
class Load:
    """Units of a capability that a state could carry in a period; exact parts of units."""

    sold: Fraction
    """Held, bought and shared as far as law, lines and pools go."""
    limit: Fraction | None
    """By concentration; None: no limit."""
    manned: Fraction | None
    """By its crews; None: no limit."""

    @property
    def capped(self) -> Fraction:
        """Within the concentration limit."""
        return self.sold if self.limit is None else min(self.sold, self.limit)

    @property
    def crewed(self) -> Fraction:
        """Within both."""
        return self.capped if self.manned is None else min(self.capped, self.manned)


def _finding(
    reach: Reach, capability: Capability, position: int, required: int
) -> Iterator[Finding]:
    scenario = reach.ledger.scenario
    capped = crewed = Fraction(beside_states(reach, capability, position))
    for state in scenario.states:
        one = load(reach, state.code, capability, position)
        capped, crewed = capped + one.capped, crewed + one.crewed
        # Most requirements are carried by a few.
        if crewed >= required:
            return
    most, words, remedy = floor(capped), "may be carried by the states", "raise concentration_cap"
    if capped >= required:
        most, words = floor(crewed), "can be manned"
        remedy = "raise posts_free, pipeline or posts_limit in personnel"
    period = scenario.periods[position].code
    yield Finding(
        check="carriers",
        address=scenario.book.address("requirements", (capability.code, period), "units"),
        message=(
            f"{of_unit(required, capability.unit)} of {capability.code} are required in {period}, "
            f"at most {most:,} {words}: {required - most:,} stay short in every plan"
        ),
        remedy=f"lower it, let more states buy or share it, or {remedy}",
    )


def load(reach: Reach, state: str, capability: Capability, position: int) -> Load:
    """What the state could carry if the lines and pools served it alone."""
    stock, code = reach.ledger.stock, capability.code
    lot, per_lot = capability.lot, capability.shares_per_lot
    gives = reach.ledger.rights.may_contribute(state, code)
    held = reach.held(state, code, position) if gives else 0
    lots = sum(reach.lots(state, line.code, position) for line in reach.lines_for(state, code))
    lots = lots if gives else 0
    shares = sum(
        reach.shares_room(state, pool, position) for pool in reach.ledger.scenario.pools_of[code]
    )
    limit = None
    if reach.ledger.scenario.policy.holds("concentration"):
        today = Fraction(lot * stock.shares_today.get((state, code), 0), per_lot)
        limit = stock.limit(state, code)[position] - today
    return Load(
        sold=held + lot * lots + Fraction(lot * shares, per_lot),
        limit=limit,
        manned=_manned(reach, state, capability, position),
    )


def _manned(reach: Reach, state: str, capability: Capability, position: int) -> Fraction | None:
    """Today's force, and beyond it as many units as the posts give at the fewest posts for one."""
    posts = reach.posts.most(state, position)
    if posts is None:
        return None
    code, rights = capability.code, reach.ledger.rights
    of_a_unit: list[int] = [capability.posts]
    of_a_unit += [reach.posts.of_a_unit(state, line.code) for line in reach.lines_for(state, code)]
    of_a_share = [
        share_posts(reach.ledger, state, line)
        for pool in reach.ledger.scenario.pools_of[code]
        for line in pool.lines
        if rights.permitted(state, line)
    ]
    # Thousandths of a post for one unit, each way to have it.
    rates = [Fraction(MILLE * each) for each in of_a_unit]
    rates += [Fraction(each * capability.shares_per_lot, capability.lot) for each in of_a_share]
    if not min(rates):
        return None
    return reach.ledger.stock.today.get((state, code), 0) + MILLE * posts / min(rates)
