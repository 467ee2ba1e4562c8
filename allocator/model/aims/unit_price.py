"""What a missing unit costs in the eyes of the aims that count units."""

from allocator.domain.quantity import ceil_div
from allocator.model.basis import Basis


def unit_price(basis: Basis, capability: str, period: int, step: int = 0) -> int:
    """ceil(1,000,000 x priority x weight x step price / required); 0 where nothing is required."""
    required = basis.stock.required[capability][period]
    if not required:
        return 0
    priority = basis.scenario.capability_by_code[capability].priority
    weight = basis.scenario.periods[period].weight
    price = basis.scenario.policy.shortfall_steps[step].price
    return ceil_div(1_000_000 * priority * weight * price, required)
