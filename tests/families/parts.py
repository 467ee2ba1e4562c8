"""A line that needs a component, and plans that take parts of it or make it grow."""

from typing import Any

from allocator.domain.scenario import Scenario
from tests.plans import over_years, plan
from tests.scenarios import (
    capability,
    component,
    component_use,
    line,
    rates,
    state,
    tiny,
    years,
)


def needing(*output: int, per_unit: int = 1_000, lot: int = 1, **fields: Any) -> Scenario:
    """Line L has room for all that is asked, and needs K; `fields` of the scenario or of K."""
    of_scenario = {*Scenario.model_fields, "ceiling", "required"}
    records = {name: fields.pop(name) for name in tuple(fields) if name in of_scenario}
    return tiny(
        **{
            "periods": years(len(output)),
            "capabilities": (capability(lot=lot),),
            "lines": (line(),),
            "line_rates": rates("L", *[99] * len(output)),
            "components": (component("K", *output, **fields),),
            "component_use": (component_use(per_unit),),
            **records,
        }
    )


def taking(*lots: int, line: str = "L", **decisions: Any) -> Any:
    return plan(delivered=over_years(("A", line), *lots), **decisions)


def grown(steps: int, years: int, *, host: str = "A", by_host: int = 0) -> dict[str, Any]:
    """Steps of K decided at the start and paid by the customer B but for tenths of the host."""
    funding = over_years(("B", "K", host), *[10 * steps - by_host] * years)
    if by_host:
        funding |= over_years((host, "K", host), *[by_host] * years)
    expansion = over_years(("K", host), *[steps] * years)
    return {"component_expansion": expansion, "component_funding": funding}


def payer_scenario(**records: Any) -> Scenario:
    """K grows in C, a state that buys no tank, and D has nothing to do with it."""
    return needing(
        1,
        host="C",
        step=2_000,
        max_steps=1,
        states=(state("A"), state("B"), state("C"), state("D")),
        **records,
    )


def paid_by(payer: str, tenths: int = 10) -> dict[str, Any]:
    """The rest is paid by A."""
    funding = over_years(("A", "K", "C"), 10 - tenths) | over_years((payer, "K", "C"), tenths)
    return {"component_expansion": over_years(("K", "C"), 1), "component_funding": funding}
