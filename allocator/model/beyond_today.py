"""What is contributed beyond today's force: crews man it, and its readiness costs."""

from allocator.domain.capability import Capability
from allocator.domain.scenario import Scenario
from allocator.model.basis import Basis
from allocator.model.decisions import Decisions
from allocator.model.linear_form import Terms
from allocator.model.program import ProgramBuilder

KIND = "beyond_today"


def beyond_today(
    basis: Basis,
    decisions: Decisions,
    builder: ProgramBuilder,
    state: str,
    capability: Capability,
    period: int,
) -> Terms:
    """max(0, contribution[s,c,t] - today[s,c]): the contribution itself where today is nothing.

    One variable, whoever asks first. A row keeps it from being less. Being more would only need
    more crews and money, so nothing else keeps it down, unless a floor makes paying welcome.
    """
    today = basis.stock.today[state, capability.code]
    contribution = decisions.contribution(state, capability.code)[period]
    if contribution is None or builder.upper[contribution] <= today:
        return Terms()
    if today == 0:
        return Terms().add(1, contribution)
    codes = (state, capability.code, basis.codes[period])
    extra = builder.find(KIND, *codes)
    if extra is not None:
        return Terms().add(1, extra)
    beyond = Terms(-today).add(1, contribution)
    most, places = builder.most(beyond), basis.labels(state=state, capability=capability.code)
    places["period"] = period
    extra = builder.variable(KIND, codes, 0, most, complete=beyond.surplus, labels=places)
    builder.row(KIND, codes, beyond.copy().add(-1, extra), upper=0)
    if capability.readiness_cost and _must_pay(basis.scenario, state):
        gives = builder.variable("gives_beyond", codes, 0, 1, complete=beyond.occurs, labels=places)
        builder.row(KIND, (*codes, "some"), Terms().add(1, extra).add(-most, gives), upper=0)
        left = Terms().add(1, extra).add(-1, contribution).add(today, gives)
        builder.row(KIND, (*codes, "most"), left, upper=0)
    return Terms().add(1, extra)


def _must_pay(scenario: Scenario, state: str) -> bool:
    """Whether a floor asks the state for money."""
    return (
        bool(scenario.state_by_code[state].burden_floor)
        or any(budget.floor for budget in scenario.budgets if budget.state == state)
        or any(window.floor for window in scenario.budget_windows if window.state == state)
    )
