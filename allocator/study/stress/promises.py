"""Promises about what is lost."""

from allocator.domain.scenario import Scenario
from allocator.study.held.promises import pledge_words, rule_words
from allocator.study.stress.loss import Loss


def gone_with(scenario: Scenario, after: Scenario, loss: Loss) -> tuple[str, ...]:
    """Promises of others about what is lost: nobody can keep them."""
    left = {row.row for row in after.pledges}
    rules = {row.key for row in after.rules}
    pledged = [
        pledge_words(scenario, row)
        for row in scenario.pledges
        if row.row not in left
        and row.state != loss.code
        and row.relation != "at_most"
        and row.quantity
    ]
    ruled = [
        rule_words(scenario, row)
        for row in scenario.rules
        if row.key not in rules and row.effect == "floor" and set(row.states) != {loss.code}
    ]
    return (*pledged, *ruled)
