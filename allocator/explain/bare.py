"""A scenario reduced to what has a say in whether there is any plan."""

from allocator.domain.scenario import Scenario


def bare(scenario: Scenario) -> Scenario:
    """The scenario without aims and without a return rule that may be missed at a price.

    It has the same plans, and questions about it are answered sooner.
    """
    changes: dict[str, object] = {"aims": ()}
    if scenario.policy.return_rule == "elastic":
        changes["return_rate"] = 0
    return scenario.replaced(policy=scenario.policy.model_copy(update=changes))
