"""What a stipulation is about: capabilities, and whether it asks for something."""

from collections.abc import Iterable

from allocator.domain.capability import Capability, Contract, Enabler, OutsideSupport, Retirement
from allocator.domain.pool import Call, Pool, PoolMember
from allocator.domain.production_line import Access, Component, LineRate, ProductionLine
from allocator.domain.rule import Pledge, Rule
from allocator.domain.scenario import Scenario
from allocator.explain.stipulations.stipulation import Stipulation

ASKING = frozenset({"floor", "window floor", "burden floor", "contract", "rule's floor"})
"""Kinds that ask for something, beside pledges of at least or exactly so much."""
OF_EVERYTHING = frozenset({"return rate", "stand alone limit", "burden limit in force"})
"""Settings that weigh all that a state does in all capabilities against each other."""


def asks(one: Stipulation) -> bool:
    """Whether it demands something: a plan in which nothing is done holds all the others."""
    record = one.record
    if isinstance(record, Pledge):
        return record.relation != "at_most" and record.quantity > 0
    return one.kind in ASKING


def asked_to_spend(one: Stipulation) -> frozenset[str]:
    """The states of which a demand asks money, on whatever they like; of other demands none."""
    if one.kind in ("floor", "window floor", "burden floor"):
        return frozenset(one.key[:1])
    record = one.record
    spends = one.kind == "rule's floor" and isinstance(record, Rule) and record.scope == "domain"
    return frozenset(record.states) if spends and isinstance(record, Rule) else frozenset()


def capabilities(scenario: Scenario, one: Stipulation) -> frozenset[str] | None:
    """The capabilities that a stipulation is about; None where it is about money, people or all."""
    named: Iterable[str] | None = None
    match one.record:
        case (
            Capability(code=code)
            | ProductionLine(capability=code)
            | Pool(capability=code)
            | OutsideSupport(capability=code)
            | Retirement(capability=code)
            | Contract(capability=code)
        ):
            named = (code,)
        case LineRate(line=line) | Access(line=line):
            named = (scenario.line_by_code[line].capability,)
        case PoolMember(pool=pool) | Call(pool=pool):
            named = (scenario.pool_by_code[pool].capability,)
        case Enabler(combat_capability=combat, enabler_capability=enabler):
            named = (combat, enabler)
        case Rule(capabilities=several, line=line):
            named = several if line is None else (scenario.line_by_code[line].capability,)
        case Component(code=code):
            users = {use.line for use in scenario.component_use if use.component == code}
            named = (scenario.line_by_code[line].capability for line in users)
        case Pledge() as pledge:
            named = (_pledged(scenario, pledge),)
    return None if named is None else frozenset(named)


def _pledged(scenario: Scenario, pledge: Pledge) -> str:
    match pledge.object:
        case "contribution":
            return pledge.code
        case "order" | "expansion":
            return scenario.line_by_code[pledge.code].capability
        case "pool_join" | "pool_open":
            return scenario.pool_by_code[pledge.code].capability
