"""Small drawn plans, and what is missing without some of their units by trying everything."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from itertools import product
from random import Random

from allocator.accounts.ledger import Ledger
from allocator.accounts.shortfall import shortfalls
from allocator.domain.plan import Plan
from allocator.domain.scenario import Scenario
from allocator.verify.families.enablers import enablers
from tests import scenarios as make

YEARS = ("2026", "2027", "2028")
COMBAT = ("SHIP", "TANK")
STEPS = make.steps((2_000, 1), (5_000, 3), (10_000, 9))


@cache
def drawn(seed: int) -> Ledger:
    """Tanks and ships that count only with jammers; states and now and then a pool buy them."""
    random = Random(f"slips|{seed}")
    shared = random.random() < 0.4
    codes = ("JAM", *COMBAT)
    lines = tuple(make.line(f"L_{code}", capability=code) for code in codes)
    pooled = random.random() < 0.5
    scenario = make.tiny(
        policy=make.policy(shortfall_steps=STEPS, deadline_period="2028"),
        periods=make.years(3),
        capabilities=tuple(
            make.capability(code, lot=1 if code == "JAM" else 2, priority=random.randint(1, 4))
            for code in codes
        ),
        requirements=tuple(
            make.requirement(random.randint(*((0, 1) if code == "JAM" else (3, 5))), code, year)
            for code in codes
            for year in YEARS
        ),
        holdings=tuple(
            make.holding(state, random.randint(0, 1) if code == "JAM" else 3, code)
            for state in "AB"
            for code in codes
        ),
        enablers=tuple(
            make.enabler(code, "JAM", random.choice((334, 500, 1_000)), shared=shared)
            for code in COMBAT
            if random.random() < 0.85
        ),
        lines=lines,
        line_rates=tuple(rate for line in lines for rate in make.rates(line.code, 9, 9, 9)),
        pools=(make.pool("P", capability="JAM", lines=("L_JAM",)),) if pooled else (),
        pool_members=(make.member("P", "A"),) if pooled else (),
    )
    return Ledger(scenario, _plan(random, scenario))


def _plan(random: Random, scenario: Scenario) -> Plan:
    delivered = {
        (state, line.code, year): lots
        for state in "AB"
        for line in scenario.lines
        for year, lots in zip(YEARS, _rising(random), strict=True)
        if lots
    }
    pooled = {
        (pool.code, "L_JAM", year): lots
        for pool in scenario.pools
        for year, lots in zip(YEARS, _rising(random), strict=True)
        if lots
    }
    bare = Ledger(scenario, Plan(delivered=delivered))
    contribution = {}
    for state, code in product("AB", scenario.capability_by_code):
        given = 0
        for at, year in enumerate(YEARS):
            lots = bare.decisions.own_lots.get((state, code), bare.decisions.zero)[at]
            held = bare.stock.available[state, code][at]
            held += lots * scenario.capability_by_code[code].lot
            given = max(min(given, held), held - random.choice((0, 0, 1, 2)))
            contribution[state, code, year] = given
    plan = Plan(delivered=delivered, pool_delivered=pooled, contribution=_kept(contribution))
    return replace(plan, counted=counting_best(scenario, plan))


def _rising(random: Random) -> tuple[int, ...]:
    lots = 0
    return tuple(lots := lots + random.choice((0, 0, 0, 1)) for _ in YEARS)


def _kept(decided: dict[tuple[str, str, str], int]) -> dict[tuple[str, str, str], int]:
    return {key: value for key, value in decided.items() if value}


def counting_best(
    scenario: Scenario, plan: Plan, years: Iterable[str] = YEARS, most: Plan | None = None
) -> dict[tuple[str, str], int]:
    """What counts in periods with least shortfall, and no more than in another plan."""
    best: dict[tuple[str, str], int] = {}
    for year in years:
        found = [
            (value(scenario, each, year), tuple(sorted(counted.items())))
            for counted in _countings(scenario, plan, year, most)
            for each in [replace(plan, counted=counted)]
            if not _broken(scenario, each, year)
        ]
        best |= dict(min(found)[1])
    return best


def _countings(
    scenario: Scenario, plan: Plan, year: str, most: Plan | None
) -> Iterator[dict[tuple[str, str], int]]:
    there = shortfalls(Ledger(scenario, plan))
    combats = sorted(scenario.enablers_of)
    tops = [min(there[code, year].there, there[code, year].required) for code in combats]
    if most is not None:
        tops = [
            min(top, most.counted.get((code, year), 0))
            for code, top in zip(combats, tops, strict=True)
        ]
    for units in product(*(range(top + 1) for top in tops)):
        yield {(code, year): count for code, count in zip(combats, units, strict=True) if count}


def _broken(scenario: Scenario, plan: Plan, year: str) -> bool:
    return any(year in each.subject for each in enablers(Ledger(scenario, plan)))


def value(scenario: Scenario, plan: Plan, year: str) -> int:
    """Weighted shortfall of a period."""
    accounts = shortfalls(Ledger(scenario, plan)).values()
    return sum(account.value for account in accounts if account.period == year)


def missing(scenario: Scenario, plan: Plan, year: str) -> dict[str, int]:
    """Units missing by capability."""
    accounts = shortfalls(Ledger(scenario, plan)).values()
    return {each.capability: each.missing for each in accounts if each.period == year}


def held_back(scenario: Scenario, plan: Plan, years: Iterable[str]) -> Plan:
    """The plan with contributions that fit into what its states then hold."""
    ledger = Ledger(scenario, plan)
    given = dict(plan.contribution)
    for (state, code, year), units in plan.contribution.items():
        if year in years:
            at = YEARS.index(year)
            lots = ledger.decisions.own_lots.get((state, code), ledger.decisions.zero)[at]
            held = ledger.stock.available[state, code][at]
            held += lots * scenario.capability_by_code[code].lot
            given[state, code, year] = min(units, held)
    return replace(plan, contribution=_kept(given))
