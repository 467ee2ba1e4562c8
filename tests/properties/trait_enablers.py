"""Drawn scenarios in which tanks, and ships now and then, count only with jammers beside them."""

from collections.abc import Iterator
from itertools import product
from random import Random
from typing import Any

from allocator.domain.scenario import Scenario
from tests import scenarios as make
from tests.properties.options import Decisions, over_time

RATIOS = (250, 334, 500, 500, 1_000)
Records = dict[str, Any]


def with_enablers(scenario: Scenario, seed: int) -> Scenario:
    """Lines do not grow and pools are few, so that there is room for what counts to be decided."""
    random = Random(f"{seed}|enablers")
    records: Records = {name: getattr(scenario, name) for name in Scenario.model_fields}
    codes = [period.code for period in scenario.periods]
    records["lines"] = tuple(r.model_copy(update={"max_steps": 0}) for r in scenario.lines)
    if random.random() < 0.8:
        records |= {"pools": (), "pool_members": ()}
        records["pledges"] = tuple(r for r in scenario.pledges if r.object != "pool_open")
    records["requirements"] = tuple(
        r.model_copy(update={"units": random.randint(3, 4)}) if r.capability == "TANK" else r
        for r in scenario.requirements
    )
    records["holdings"] = (
        make.holding("A", random.choice((1, 2))),
        make.holding("B", random.choice((1, 1, 2))),
        *(r for r in scenario.holdings if r.capability != "TANK"),
    )
    _add_jammers(random, records, codes)
    _add_ratios(random, records, codes)
    return Scenario.make(**records)


def _add_jammers(random: Random, records: Records, codes: list[str]) -> None:
    """None, one or two in a state; if there are few, a line may make one, and one may be lent."""
    _add(records, "capabilities", make.capability("JAM", posts=random.choice((0, 0, 2))))
    required = random.choice((0, 1, 2))
    _add(records, "requirements", *(make.requirement(required, "JAM", code) for code in codes))
    held = random.choice((0, 1, 1, 1, 2))
    if held:
        _add(records, "holdings", make.holding(random.choice("AB"), held, "JAM"))
    if held < 2 and random.random() < 0.6:
        price = random.choice((200, 500, 900))
        _add(records, "lines", make.line("J", capability="JAM", unit_price=price))
        _add(records, "line_rates", make.rate("J", 1_000, codes[0]))
    if random.random() < 0.3:
        _add(records, "outside_support", make.support(1, "JAM", codes[0]))


def _add_ratios(random: Random, records: Records, codes: list[str]) -> None:
    """Ships draw on the jammers of the tanks, on the same ones in common, or on tanks."""
    shared = random.random() < 0.3
    _add(records, "enablers", make.enabler("TANK", "JAM", random.choice(RATIOS), shared=shared))
    if random.random() < 0.5:
        if all(record.code != "SHIP" for record in records["capabilities"]):
            _add(records, "capabilities", make.capability("SHIP", priority=random.choice((1, 2))))
            _add(records, "requirements", *(make.requirement(2, "SHIP", code) for code in codes))
            _add(records, "holdings", make.holding("B", random.choice((1, 2)), "SHIP"))
        needed = random.choice(("JAM", "JAM", "TANK"))
        ratio = make.enabler("SHIP", needed, random.choice(RATIOS), shared=shared)
        _add(records, "enablers", ratio)


def _add(records: Records, sheet: str, *rows: Any) -> None:
    records[sheet] = (*records[sheet], *rows)


def counting(scenario: Scenario) -> Iterator[list[Decisions]]:
    """For each combat capability every number of units, in each period up to what is required."""
    codes = [period.code for period in scenario.periods]
    for combat in scenario.enablers_of:
        most = [scenario.required[combat, code] for code in codes]
        yield [
            {"counted": over_time((combat,), codes, units)}
            for units in product(*(range(top + 1) for top in most))
        ]
