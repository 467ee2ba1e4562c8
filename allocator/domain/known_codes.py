"""The codes that a scenario knows, by the name of what they stand for."""

from collections.abc import Collection, Mapping

from allocator.domain.scenario import Scenario


def known_codes(scenario: Scenario) -> Mapping[str, Collection[str]]:
    """By the names that `NAMES` gives the codes of a decision; parts and their hosts one by one."""
    return {
        "state": scenario.state_by_code,
        "capability": scenario.capability_by_code,
        "line": scenario.line_by_code,
        "pool": scenario.pool_by_code,
        "fund": scenario.fund_by_code,
        "component": dict.fromkeys(maker.code for maker in scenario.components),
        "host": dict.fromkeys(maker.host for maker in scenario.components),
        "period": scenario.period_index,
    }
