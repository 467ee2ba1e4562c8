"""What it costs to hold on to an old plan: the re-plan beside one that is free to change."""

from allocator.accounts.aims import AIM_VALUES
from allocator.accounts.burden import largest_burden
from allocator.accounts.ledger import Ledger
from allocator.domain.outcome import Solved
from allocator.domain.plan import Plan
from allocator.domain.policy import AimName
from allocator.domain.scenario import Scenario
from allocator.study.track.replan_told import PriceOfKeeping, SteadyAndFree
from allocator.study.track.search import FIRST

PRICED: tuple[AimName, ...] = (FIRST, "spread", "cost")


def price_of_keeping(scenario: Scenario, steady: Plan, free: Solved) -> PriceOfKeeping:
    """Of a re-plan of the scenario, with the free plan that was searched from it."""
    own, other = Ledger(scenario, steady), Ledger(scenario, free.plan)
    results = {aim.name: aim for aim in free.aims}
    return PriceOfKeeping(
        SteadyAndFree(AIM_VALUES[FIRST](own), AIM_VALUES[FIRST](other)),
        SteadyAndFree(largest_burden(own), largest_burden(other)),
        SteadyAndFree(sum(own.new_money.values()), sum(other.new_money.values())),
        tuple(results),
        results[FIRST].bound,
        all(aim in results and results[aim].proven for aim in PRICED),
    )
