"""Plans made by hand, named and paired as a comparison takes them."""

from collections.abc import Mapping

from allocator.accounts.ledger import Ledger
from allocator.domain.digest import plan_digest, scenario_digest
from allocator.domain.outcome import AimResult
from allocator.domain.plan import Plan
from allocator.domain.provenance import Provenance
from allocator.domain.scenario import Scenario
from allocator.report.view import View
from allocator.study.compare.compare import NamedPlan, Pair, comparison
from allocator.study.compare.sentences import sentences
from allocator.tables.filled_sheet import FilledSheet
from tests.plans import aim_values, duo_plan
from tests.plans import plan as planned
from tests.scenarios import duo

NO_SHEETS: Mapping[str, FilledSheet] = {}


def named(
    label: str,
    scenario: Scenario,
    plan: Plan,
    sheets: Mapping[str, FilledSheet] = NO_SHEETS,
    *,
    below: int = 0,
) -> NamedPlan:
    """A plan whose aims are proven, or whose bounds lie `below` the values."""
    aims = tuple(
        AimResult(name, value, value, max(0, value - below), 0.5)
        for name, value in aim_values(Ledger(scenario, plan)).items()
    )
    proof = Provenance(
        input_name=f"{label}.xlsx",
        input_sha256="0f" * 32,
        scenario_digest=scenario_digest(scenario),
        plan_digest=plan_digest(plan),
        versions=(("allocator", "0.1.0"),),
        effort="quick",
        seed=0,
        verdict="feasible" if below else "optimal",
        reproducible=True,
        aims=aims,
    )
    return NamedPlan(label, View(scenario, plan, proof), sheets)


def paired(first: tuple[Scenario, Plan], other: tuple[Scenario, Plan], *, below: int = 0) -> Pair:
    """`base` and `other`, without input sheets."""
    plans = (named("base", *first), named("other", *other, below=below))
    return comparison(plans).pairs[0]


def judged(scenario: Scenario, **settings: object) -> Scenario:
    """The scenario under other settings."""
    return scenario.replaced(policy=scenario.policy.model_copy(update=settings))


BASE = (duo(), duo_plan())


def said(first: tuple[Scenario, Plan], other: tuple[Scenario, Plan], *, below: int = 0) -> str:
    """All sentences."""
    return spoken(paired(first, other, below=below))


def spoken(pair: Pair) -> str:
    """The same of a pair."""
    return "\n".join(sentences(pair))


def bought(a: int, b: int) -> tuple[Scenario, Plan]:
    """The worked example with other numbers bought and given."""
    orders = {("A", "B1", "2026"): a, ("B", "B1", "2026"): b}
    given = {("A", "TANK", "2026"): a, ("B", "TANK", "2026"): b}
    return duo(), planned(delivered=orders, contribution=given)
