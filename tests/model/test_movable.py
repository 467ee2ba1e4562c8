"""Models in which figures that governments decide may give way."""

from allocator.domain.plan import Plan
from allocator.engine.feasible import feasible
from allocator.model.build import build
from tests import scenarios as make
from tests.properties.drawing import drawn

MILLION = make.MILLION


def test_a_plan_of_the_scenario_is_one_where_figures_may_move() -> None:
    """And it breaks none of the rows that could give way."""
    seen = 0
    for seed in range(60):
        scenario = drawn(seed)
        plan = feasible(build(scenario), effort="quick")
        if isinstance(plan, Plan):
            model = build(scenario, movable=True)
            assert model.program.holds(model.vector(plan)), seed
            seen += 1
    assert seen > 30


def test_ceilings_posts_and_caps_give_way_and_protection_does_not() -> None:
    scenario = make.tiny(
        policy=make.policy(small_state_burden_ceiling=300),
        states=(
            make.state("A", gdp=100 * MILLION, small_state=True, burden_ceiling=200),
            make.state("B"),
        ),
        capabilities=(make.capability(posts=5),),
        holdings=(make.holding("A", 1),),
        lines=(make.line(unit_price=MILLION),),
        line_rates=make.rates("L", 50),
        budgets=(make.budget("A", ceiling=MILLION), make.budget("B", ceiling=MILLION)),
        personnel=(make.personnel("A", posts_free=1, pipeline=0),),
        required=20,
        rules=(make.rule("CAP", "cap", value=1_500),),
    )
    model = build(scenario, movable=True)
    rows = {(row.family, row.codes): at for at, row in enumerate(model.program.rows)}
    elastic = model.program.elastic
    for name in (
        ("budget", ("A", "2026")),
        ("burden", ("A", "ceiling")),
        ("personnel", ("A", "2026", "free")),
        ("pledges", ("rule", "CAP", "A", "TANK", "A", "2026")),
    ):
        assert elastic[rows[name]], name
    assert not elastic[rows["burden", ("A", "protected")]]
    cap = rows["pledges", ("rule", "CAP", "A", "TANK", "A", "2026")]
    assert model.program.row_upper[cap] == 1_500
    plain = build(scenario)
    names = {(row.family, row.codes) for row in plain.program.rows}
    assert ("personnel", ("A", "2026", "free")) not in names
    assert ("burden", ("A", "protected")) not in names
    assert plain.program.upper.max() < model.program.upper.max()


def test_money_carried_on_keeps_its_limit_and_nothing_else() -> None:
    scenario = make.tiny(
        periods=make.years(2),
        lines=(make.line(unit_price=MILLION),),
        line_rates=make.rates("L", 5, 5),
        budgets=tuple(
            make.budget("A", code, ceiling=MILLION, carry_over_limit=7 * MILLION)
            for code in ("2026", "2027")
        ),
    )
    most = {
        movable: [
            int(model.program.upper[number])
            for number in model.decisions.carry("A")
            if number is not None
        ]
        for movable in (False, True)
        for model in [build(scenario, movable=movable)]
    }
    assert most == {False: [MILLION], True: [7 * MILLION]}
