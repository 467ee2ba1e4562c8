"""States, budgets, crews and makers of components: scaled so that the tension stays."""

from fractions import Fraction

from allocator.domain.member_state import Budget, MemberState, Personnel
from allocator.domain.policy import Policy
from allocator.domain.quantity import KiloEuro, Posts, Thousandth
from allocator.domain.scenario import Scenario
from benchmarks.generating.chance import Chance
from benchmarks.generating.draft import Draft


def draw_nations(draft: Draft, chance: Chance, money: Fraction, posts: Fraction) -> None:
    """Add states with what they can spend and man.

    `money` and `posts` are what the drawn gaps take over what the reference's take of these
    states: GDP and budgets grow with the one, crews with the other.
    """
    for state in draft.cast.states:
        draft.add("states", _state(state, chance, money))
        wealth, people = money * chance.factor(10), posts * chance.factor(10)
        for period in draft.reference.periods:
            key = (state.code, period.code)
            draft.add("budgets", _budget(draft.reference.budget_by_key[key], wealth))
            crews = draft.reference.personnel_by_key.get(key)
            if crews is not None:
                draft.add("personnel", _crews(crews, people))


def _state(state: MemberState, chance: Chance, money: Fraction) -> MemberState:
    """What the state spends without the plan stays the same part of its GDP."""
    wealth = money * chance.factor(10)
    return state.model_copy(
        update={
            "gdp": KiloEuro(chance.scaled(state.gdp, wealth)),
            "baseline_effort": KiloEuro(int(state.baseline_effort * wealth)),
            "population": max(1, chance.near(state.population, 10)),
            "nato_cost_share": Thousandth(max(1, chance.near(state.nato_cost_share, 10))),
        }
    )


def _budget(budget: Budget, factor: Fraction) -> Budget:
    return budget.model_copy(
        update={
            "ceiling": KiloEuro(int(budget.ceiling * factor)),
            "floor": KiloEuro(int(budget.floor * factor)),
            "carry_over_limit": KiloEuro(int(budget.carry_over_limit * factor)),
        }
    )


def _crews(crews: Personnel, factor: Fraction) -> Personnel:
    limit = crews.posts_limit
    return crews.model_copy(
        update={
            "posts_free": Posts(int(crews.posts_free * factor)),
            "posts_limit": None if limit is None else Posts(int(limit * factor)),
            "pipeline": Posts(int(crews.pipeline * factor)),
        }
    )


def component_codes(reference: Scenario, copy: int) -> dict[str, str]:
    """New code of every component, in the copy that some of the lines share."""
    codes = sorted({component.code for component in reference.components})
    return {code: f"K{copy:02}N{number:02}" for number, code in enumerate(codes, 1)}


def draw_components(draft: Draft, chance: Chance, codes: dict[str, str]) -> None:
    """Add the makers of one copy of the components, in other hosts and sizes."""
    roles = draft.cast.roles(chance)
    for maker in draft.reference.components:
        if maker.host in draft.reference.state_by_code and maker.host not in roles:
            continue
        size = chance.factor(30)
        output = tuple(
            (period, Thousandth(chance.scaled(parts, size))) for period, parts in maker.output
        )
        draft.add(
            "components",
            maker.model_copy(
                update={
                    "code": codes[maker.code],
                    "host": roles.get(maker.host, maker.host),
                    "output": output,
                    "step": Thousandth(chance.near(maker.step, 30, least=1)),
                    "step_cost": KiloEuro(chance.near(maker.step_cost, 30)),
                }
            ),
        )


def drop_unmade(draft: Draft) -> None:
    """Leave out the use of components that nobody taking part makes."""
    made = {maker.code for maker in draft.records["components"]}
    draft.records["component_use"] = [
        use for use in draft.records["component_use"] if use.component in made
    ]


def drawn_policy(reference: Scenario, title: str, growth: Fraction) -> Policy:
    """The reference's policy; small states may be in the more pools the more there are."""
    limit = reference.policy.small_state_pool_limit
    return reference.policy.model_copy(
        update={
            "title": title,
            "small_state_pool_limit": None if limit is None else max(1, round(limit * growth)),
        }
    )
