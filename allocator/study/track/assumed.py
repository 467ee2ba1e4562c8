"""What rows of the past are taken as of which nothing is known."""

from collections.abc import Iterator, Mapping

from allocator.accounts.decisions import Codes
from allocator.accounts.stock import Stock
from allocator.domain.in_force import LASTING, PERIODLESS, STEADY
from allocator.domain.plan import Plan
from allocator.domain.scenario import Scenario

Row = tuple[str, Codes]
"""A decision and its key."""
MANNED = ("contribution", "pool_shares")
"""What needs crews."""


def as_planned(
    scenario: Scenario,
    plan: Plan,
    known: Mapping[Row, int],
    so_far: Mapping[Row, int],
    closed: int,
) -> Iterator[tuple[Row, int]]:
    """Rows of past periods of which nothing is known, within what is known of their series."""
    codes = [period.code for period in scenario.periods]
    told = {**so_far, **known}
    for decision in STEADY:
        stated: Mapping[Codes, int] = getattr(plan, decision)
        if decision in PERIODLESS:
            begun = {pool for pool, period in plan.operating if period in codes[:closed]}
            yield from (
                ((decision, key), value)
                for key, value in stated.items()
                if key[1] in begun and (decision, key) not in known
            )
            continue
        heads = {key[:-1] for key in stated} | {key[:-1] for name, key in told if name == decision}
        for head in sorted(heads):
            low = 0
            for place, code in enumerate(codes[:closed]):
                row = (decision, (*head, code))
                if row in known:
                    low = known[row]
                    continue
                value = stated.get((*head, code), 0)
                if decision in LASTING:
                    later = ((decision, (*head, each)) for each in codes[place + 1 :])
                    high = next((told[each] for each in later if each in told), value)
                    low = value = max(low, min(value, high))
                yield row, value


def there(
    scenario: Scenario, known: Mapping[Row, int], planned: Mapping[Row, int]
) -> Mapping[Row, int]:
    """The same, contributions with no more than there was to give."""
    own: dict[tuple[str, str, str], int] = {}
    for (decision, codes), lots in {**planned, **known}.items():
        if decision == "delivered" and codes[1] in scenario.line_by_code:
            capability = scenario.capability_by_code[scenario.line_by_code[codes[1]].capability]
            key = (codes[0], capability.code, codes[2])
            own[key] = own.get(key, 0) + lots * capability.lot
    available, places = Stock(scenario).available, scenario.period_index

    def most(codes: Codes) -> int:
        state, capability, period = codes
        held = available.get((state, capability))
        return (held[places[period]] if held else 0) + own.get((state, capability, period), 0)

    return {
        (decision, codes): min(value, most(codes)) if decision == "contribution" else value
        for (decision, codes), value in planned.items()
    }


def planned_crews(
    scenario: Scenario, plan: Plan, known: Mapping[Row, int], closed: int
) -> dict[tuple[str, str], int]:
    """Crews as planned, but for states that have more to man than was planned."""
    more = {
        codes[0]
        for (decision, codes), value in known.items()
        if decision in MANNED and value > getattr(plan, decision).get(codes, 0)
    }
    return {
        (state.code, period.code): plan.crews.get((state.code, period.code), 0)
        for state in scenario.states
        for period in scenario.periods[:closed]
        if state.code not in more
    }
