"""Burden floors that limits of the same state do not allow, and limits that bind nobody."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import ceil

from allocator.accounts.burden import key_money
from allocator.accounts.in_force import new_money_in_force
from allocator.accounts.ledger import Ledger
from allocator.accounts.stand_alone import stand_alone
from allocator.domain.problem import Finding
from allocator.domain.quantity import WHOLE, euros
from allocator.domain.scenario import Scenario


def burden_findings(ledger: Ledger) -> list[Finding]:
    """Floors above what a state would pay alone or pays under the plan in force.

    Each of them makes the scenario infeasible. A stand-alone limit that no state has is only said.
    """
    scenario, policy = ledger.scenario, ledger.scenario.policy
    found: list[Finding] = []
    if policy.stand_alone_limit:
        alone = {state: account.limit for state, account in stand_alone(ledger).items()}
        limits = {state: most for state, most in alone.items() if most is not None}
        found += _floors(scenario, limits, "what it would cost alone", "stand_alone_limit")
        if not limits:
            found.append(_nobody(scenario))
    if policy.burden_limit_in_force:
        in_force = new_money_in_force(scenario)
        words = "what it pays in the plan in force"
        found += _floors(scenario, in_force, words, "burden_limit_in_force")
    return found


def _floors(
    scenario: Scenario, limits: Mapping[str, int], words: str, setting: str
) -> Iterator[Finding]:
    bases = key_money(scenario)
    for state in scenario.states:
        least = Fraction((state.burden_floor or 0) * bases[state.code], WHOLE)
        if state.code in limits and least > limits[state.code]:
            yield Finding(
                check="burden",
                address=scenario.book.address("member_states", (state.code,), "burden_floor"),
                message=(
                    f"the floor asks {state.code} for {euros(ceil(least))} of new money, more "
                    f"than {words}: {euros(limits[state.code])}"
                ),
                remedy=f"lower the floor, or write no for {setting} in settings",
            )


def _nobody(scenario: Scenario) -> Finding:
    return Finding(
        check="burden",
        address=scenario.book.address("settings", ("stand_alone_limit",), "value"),
        message="no state could reach its key share of every requirement alone: nobody is limited",
        remedy="write no, or give lines and periods in which a state alone could meet its share",
    )
