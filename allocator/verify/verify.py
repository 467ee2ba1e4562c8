"""All rows of the model, checked on a plan."""

from dataclasses import dataclass

from allocator.accounts.ledger import Ledger
from allocator.domain.plan import Plan
from allocator.domain.scenario import Scenario
from allocator.domain.violation import Violation
from allocator.verify.decisions import malformed_decisions
from allocator.verify.families import FACTS, FAMILIES


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a plan breaks, and what it would break if a what-if left no family out."""

    violations: tuple[Violation, ...]
    """Empty for a plan that may be sent out."""
    ignored: tuple[Violation, ...] = ()
    """Of families left out: information."""


def judgement(scenario: Scenario, plan: Plan) -> Judgement:
    """Every row that the plan breaks, family by family.

    A plan with unknown codes or values out of domain is answered by these alone (family
    `decisions`): nothing else can be said of it. Of a family that the policy leaves out the facts
    still hold; everything else it has to say is information.
    """
    malformed = malformed_decisions(scenario, plan)
    if malformed:
        return Judgement(malformed)
    ledger = Ledger(scenario, plan)
    broken: list[Violation] = []
    ignored: list[Violation] = []
    for name, family in FAMILIES.items():
        found = family(ledger)
        if scenario.policy.holds(name):
            broken += found
            continue
        facts = FACTS[name](ledger) if name in FACTS else []
        broken += facts
        ignored += [violation for violation in found if violation not in facts]
    return Judgement(tuple(broken), tuple(ignored))


def violations(scenario: Scenario, plan: Plan) -> tuple[Violation, ...]:
    """Every row that the plan breaks and must not; empty for a plan that may be sent out."""
    return judgement(scenario, plan).violations
