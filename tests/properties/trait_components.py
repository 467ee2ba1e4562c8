"""Drawn scenarios whose lines need a component that is a little short and can grow."""

from random import Random

from allocator.accounts.rights import Rights
from allocator.domain.production_line import Component
from allocator.domain.scenario import Scenario
from tests import scenarios as make
from tests.properties.options import Decisions, growth, over_time


def with_components(scenario: Scenario, seed: int) -> Scenario:
    """K, made in one or two hosts, for every line; lines do not grow where makers do."""
    random = Random(f"{seed}|components")
    growing, lines = random.random() < 0.85, scenario.lines
    if growing:
        lines = tuple(line.model_copy(update={"max_steps": 0}) for line in lines)
    hosts = random.choice((("A",), ("B",), ("A", "B"), ("B", "USA")))
    components = tuple(
        make.component(
            "K",
            *(random.choice((0, 1, 1)) for _ in scenario.periods),
            host=host,
            step=random.choice((1_000, 1_500, 2_000)),
            step_cost=random.choice((20, 50, 105)),
            step_lead_months=random.choice((0, 0, 12)) if len(scenario.periods) > 1 else 0,
            max_steps=int(growing and host == hosts[0]),
            host_least_share=random.choice((0, 0, 4_000)),
        )
        for host in hosts
    )
    use = tuple(
        make.component_use(random.choice((500, 1_000, 1_000, 1_500)), line.code) for line in lines
    )
    return scenario.replaced(lines=lines, components=components, component_use=use)


def component_growth(scenario: Scenario, rights: Rights, maker: Component) -> list[Decisions]:
    """Steps of a maker over time, and every way in which states pay for them."""
    codes = [period.code for period in scenario.periods]
    key = (maker.code, maker.host)
    payers = [s.code for s in scenario.states if rights.may_fund_component(s.code, *key)]
    options: list[Decisions] = []
    for steps, paid in growth(maker.max_steps, payers, len(codes)):
        funding: dict[tuple[str, ...], int] = {}
        for payer, tenths in paid.items():
            funding.update(over_time((payer, *key), codes, tenths))
        expansion = over_time(key, codes, steps)
        options.append({"component_expansion": expansion, "component_funding": funding})
    return options
