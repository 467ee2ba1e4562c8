"""Lots that lines cannot make without the steps they were to have, against every other choice."""

from itertools import product
from random import Random

from allocator.accounts.decisions import increases
from allocator.accounts.ledger import Ledger
from allocator.accounts.slips.gaps import Gaps
from allocator.accounts.slips.lots import (
    own_units,
    room_to_deliver,
    without_maker_steps,
    without_steps,
)
from allocator.domain.supply_chain import supply_chains
from tests.plans import over_years, plan
from tests.scenarios import (
    capability,
    component,
    component_use,
    contract,
    holding,
    line,
    rates,
    requirement,
    tiny,
    years,
)


def grown(given: tuple[int, int], bought: tuple[int, int], carried: int = 0) -> Gaps:
    """A line that makes two a year, and four more from 2027 on after two steps in 2026."""
    scenario = tiny(
        periods=years(2),
        required=20,
        holdings=(holding("A", 2), holding("B", 2)),
        lines=(line(step=2_000, max_steps=3, step_lead_months=12),),
        line_rates=rates("L", 2, 2),
        order_book=(contract("B", carried, period="2027", line="L"),) if carried else (),
    )
    decided = plan(
        expansion=over_years(("L",), 2, 2),
        delivered={**over_years(("A", "L"), 0, bought[0]), **over_years(("B", "L"), 0, bought[1])},
        contribution={
            **over_years(("A", "TANK"), 0, given[0]),
            **over_years(("B", "TANK"), 0, given[1]),
        },
    )
    return Gaps(Ledger(scenario, decided))


def test_own_units_are_missed_once_nothing_is_idle() -> None:
    gaps = grown((3, 5), (3, 3))
    assert [own_units(gaps.ledger, "A", "TANK", lots, 1) for lots in range(4)] == [0, 0, 0, 1]
    assert [own_units(gaps.ledger, "B", "TANK", lots, 1) for lots in range(4)] == [0, 1, 2, 3]


def test_without_steps_idle_lots_are_given_up_first() -> None:
    """Six delivered, two made: four go; two of A lie idle, so two units are missing."""
    gaps = grown((3, 5), (3, 3))
    made = gaps.ledger.scenario.line_by_code["L"]
    assert without_steps(gaps, made, 2, 1, 1) == {"TANK": 2}
    assert without_steps(gaps, made, 1, 1, 1) == {}
    assert without_steps(gaps, made, 2, 1, 0) == {}


def test_contracts_take_what_is_made_first() -> None:
    """Of the two that are made one is under contract: four of five new ones go."""
    gaps = grown((5, 5), (3, 2), carried=1)
    made = gaps.ledger.scenario.line_by_code["L"]
    assert without_steps(gaps, made, 2, 1, 1) == {"TANK": 4}


def test_room_to_deliver_is_output_that_nothing_takes() -> None:
    gaps = grown((5, 4), (3, 2))
    made = gaps.ledger.scenario.line_by_code["L"]
    assert [room_to_deliver(gaps.ledger, made, lots, 1) for lots in (1, 2)] == [True, False]
    assert [room_to_deliver(gaps.ledger, made, lots, 0) for lots in (2, 3)] == [True, False]


def test_parts_that_are_missing_are_taken_from_the_least_harmful_lots() -> None:
    """Drawn: two lines take chips; tried is every choice of lots that leaves the chips enough.

    One lot after the other may free more than is needed: then never less than the least is told.
    """
    exact = hit = 0
    for seed in range(60):
        random = Random(f"chips|{seed}")
        gaps = _chips(random)
        (chain,) = supply_chains(gaps.ledger.scenario)
        maker = chain.makers[0]
        told = without_maker_steps(gaps, chain, maker, 1, 0, 0)
        harm = sum(gaps.worth(0, code, units) for code, units in told.items())
        least = _least(gaps, 1_000)
        assert harm >= least
        exact += harm == least
        hit += least > 0
    assert exact > 50
    assert hit > 20


def _chips(random: Random) -> Gaps:
    codes = ("SHIP", "TANK")
    lots = {code: random.randint(1, 3) for code in codes}
    takes = {code: 1_000 * random.randint(1, 2) for code in codes}
    made = sum(lots[code] * takes[code] for code in codes)
    scenario = tiny(
        capabilities=tuple(capability(code, priority=random.randint(1, 5)) for code in codes),
        requirements=tuple(requirement(random.randint(1, 5), code) for code in codes),
        lines=tuple(line(f"L_{code}", capability=code) for code in codes),
        line_rates=tuple(each for code in codes for each in rates(f"L_{code}", 9)),
        components=(
            component("CHIP", (made - 1_000) // 1_000, step=1_000, max_steps=1, step_lead_months=0),
        ),
        component_use=tuple(component_use(takes[code], f"L_{code}", "CHIP") for code in codes),
    )
    decided = plan(
        component_expansion=over_years(("CHIP", "A"), 1),
        delivered={("A", f"L_{code}", "2026"): lots[code] for code in codes},
        contribution={("A", code, "2026"): lots[code] for code in codes},
    )
    return Gaps(Ledger(scenario, decided))


def _least(gaps: Gaps, short: int) -> int:
    takes = {use.line: use.per_unit for use in gaps.ledger.scenario.component_use}
    lots = {
        code: increases(series)[0] for (_, code), series in gaps.ledger.decisions.delivered.items()
    }
    found = []
    for gone in product(*(range(lots[code] + 1) for code in takes)):
        chosen = dict(zip(takes, gone, strict=True))
        if sum(takes[code] * count for code, count in chosen.items()) >= short:
            found.append(sum(gaps.worth(0, code[2:], count) for code, count in chosen.items()))
    return min(found)
