"""Pledges and rules that no plan holds together, two by two."""

from collections.abc import Collection, Iterator

from allocator.accounts.delivery import deciding_periods
from allocator.domain.problem import Finding
from allocator.domain.quantity import euros
from allocator.domain.record import grouped
from allocator.domain.rule import Rule
from allocator.preflight.asks import Ask, asks, lasting, lots_of, sentence
from allocator.preflight.reach import Reach

REMEDY = "change one of the two"


def contradiction_findings(reach: Reach, hopeless: Collection[Ask]) -> Iterator[Finding]:
    """Lower bounds above upper bounds of the same decision, whoever states them.

    What never falls binds all later periods, a contribution as far as it lasts. Lower bounds that
    are hopeless by themselves are passed over.
    """
    scenario = reach.ledger.scenario
    bounds = asks(scenario)
    for subject, found in grouped(bounds, lambda ask: ask.subject).items():
        uppers = [ask for ask in found if not ask.at_least]
        for lower in found:
            if lower.at_least and lower not in hopeless:
                clashes = (_clash(reach, subject[0], lower, upper) for upper in uppers)
                clash = next((clash for clash in clashes if clash), None)
                if clash is not None:
                    yield clash
    if scenario.policy.holds("pledges"):
        lowers = [ask for ask in bounds if ask.at_least and ask not in hopeless]
        yield from _beyond_money(reach, lowers)
        yield from _floors_above_caps(reach)


def _clash(reach: Reach, kind: str, lower: Ask, upper: Ask) -> Finding | None:
    """The finding where the two bounds on one decision leave nothing between them."""
    match kind:
        case "contribution":
            words = _contribution(reach, lower, upper)
        case "order":
            words = _order(reach, lower, upper)
        case "expansion":
            words = _expansion(reach, lower, upper)
        case "pool_open":
            binds = lower.position == upper.position or (
                lower.position < upper.position and reach.ledger.scenario.policy.holds("pooling")
            )
            words = " once a pool operates it goes on" if binds else ""
        case _:
            words = " a state is in a pool for the whole horizon"
    if not words:
        return None
    scenario = reach.ledger.scenario
    return Finding(
        check="contradictions",
        address=lower.cell,
        message=(
            f"{sentence(scenario, lower)}, but by {upper.cell} {sentence(scenario, upper)}:{words}"
        ),
        remedy=REMEDY,
        hopeless=True,
    )


def _contribution(reach: Reach, lower: Ask, upper: Ask) -> str:
    at = lower.position if upper.throughout else upper.position
    left = lasting(reach.ledger, lower)[at]
    if left <= upper.quantity:
        return ""
    still = (
        f"at least {left:,} of it last until {reach.period(at)}, " if at > lower.position else ""
    )
    return f" {still}{left - upper.quantity:,} too many"


def _order(reach: Reach, lower: Ask, upper: Ask) -> str:
    """What is delivered stays; what is not may still come, as far as the line makes it."""
    scenario = reach.ledger.scenario
    lots = lots_of(scenario, lower) - lots_of(scenario, upper)
    lot = reach.outputs.lot(lower.code)
    if lower.position <= upper.position:
        return f" {lot * lots:,} too many" if lots > 0 else ""
    soonest = max(upper.position + 1, reach.soonest(lower.state, lower.code))
    later = reach.outputs.lots(lower.code, soonest, lower.position)
    if lots <= later:
        return ""
    return (
        f" {lot * lots:,} are left for after {reach.period(upper.position)}, and at most "
        f"{lot * later:,} can be newly delivered then"
    )


def _expansion(reach: Reach, lower: Ask, upper: Ask) -> str:
    """Steps stay; none is decided too late to be there within the horizon."""
    decided = deciding_periods(
        reach.ledger.scenario, reach.ledger.scenario.line_by_code[lower.code]
    )
    latest = decided[-1] or 0
    binds = min(lower.position, latest) <= min(upper.position, latest)
    many = lower.quantity - upper.quantity
    return f" {many:,} too many" if binds and many > 0 else ""


def _beyond_money(reach: Reach, lowers: list[Ask]) -> Iterator[Finding]:
    """Orders asked for whose prices exceed what a rule lets the state spend on a domain."""
    scenario = reach.ledger.scenario
    for rule in _money_rules(reach, "cap"):
        for state in rule.states:
            prices: dict[str, tuple[int, Ask]] = {}
            for ask in lowers:
                if (ask.object, ask.state) == ("order", state) and (
                    scenario.line_by_code[ask.code].capability in rule.capabilities
                ):
                    price = reach.ledger.prices.lot_price(state, ask.code) * lots_of(scenario, ask)
                    prices[ask.code] = max(
                        prices.get(ask.code, (0, ask)), (price, ask), key=lambda each: each[0]
                    )
            money = sum(price for price, _ in prices.values())
            if money > rule.value:
                cells = sorted({ask.cell for _, ask in prices.values()})
                yield Finding(
                    check="contradictions",
                    address=reach.cell_of(rule, "value"),
                    message=(
                        f"rule {rule.code} lets {state} spend {euros(rule.value)} on lots and "
                        f"shares of {rule.on}, but what {', '.join(cells)} "
                        f"{'asks' if len(cells) == 1 else 'ask'} for costs {euros(money)}"
                    ),
                    remedy="raise the cap, or lower what is asked for",
                    hopeless=True,
                )


def _floors_above_caps(reach: Reach) -> Iterator[Finding]:
    """Rules that ask for more money in a domain than others allow in it or in a wider one."""
    for floor in _money_rules(reach, "floor"):
        for cap in _money_rules(reach, "cap"):
            both = sorted({*floor.states} & {*cap.states})
            within = {*floor.capabilities} <= {*cap.capabilities}
            if both and within and floor.value > cap.value:
                limit = f"{reach.cell_of(cap, 'value')} (rule {cap.code})"
                yield Finding(
                    check="contradictions",
                    address=reach.cell_of(floor, "value"),
                    message=(
                        f"rule {floor.code} makes {', '.join(both)} spend {euros(floor.value)} on "
                        f"lots and shares of {floor.on}, but {limit} "
                        f"allows {euros(cap.value)} on {cap.on}"
                    ),
                    remedy=REMEDY,
                    hopeless=True,
                )


def _money_rules(reach: Reach, effect: str) -> list[Rule]:
    rules = reach.ledger.scenario.rules
    return [rule for rule in rules if rule.scope == "domain" and rule.effect == effect]
