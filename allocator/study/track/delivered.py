"""What plans of a chain promised to deliver, and what was delivered, period by period."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from allocator.accounts.decisions import increases
from allocator.accounts.dependence import european_share
from allocator.accounts.ledger import Ledger
from allocator.domain.actuals import Actuals
from allocator.domain.plan import Plan
from allocator.report.names import domain_name, in_units, unit_name
from allocator.report.view import View
from allocator.study.track.chain import Chain, ChainedPlan
from allocator.study.track.history_told import disagreements, together
from allocator.study.track.past import Past, is_past, is_running, past_of

LOTS = ("delivered", "pool_delivered")
NAME = 56
"""Characters of a capability with its unit."""
Kind = tuple[str, str]
"""Code of a capability, and its unit: what is counted in another unit is another kind."""


@dataclass(frozen=True)
class Happened:
    """What is known of a plan."""

    plan: ChainedPlan
    actuals: Actuals
    past: Past
    made: Plan
    """The plan with its past as it was; later periods as planned."""


@dataclass(frozen=True)
class Delivered:
    """What was delivered in a period, by the last plan of the chain that is told of it."""

    by: str
    """Name of that plan."""
    units: Mapping[Kind, int]
    """New units."""
    unconfirmed: Mapping[Kind, int]
    """Rows of which nothing is known: they count as planned."""
    share: Fraction | None
    """European share; None while the period is running."""
    running: bool


@dataclass(frozen=True)
class Promised:
    """What a plan promises."""

    name: str
    units: Mapping[tuple[Kind, str], int]
    """New units by kind and period."""
    shares: Mapping[str, Fraction]
    """European share by period."""


@dataclass(frozen=True)
class History:
    """A chain of plans against what became of them."""

    chain: Chain
    promised: tuple[Promised, ...]
    delivered: Mapping[str, Delivered]
    """By period, where anything is told of it."""
    periods: tuple[str, ...]
    """Of all plans, in time."""
    domains: Mapping[str, Mapping[Kind, str]]
    """Names of what is counted by domain, in the order of the latest plan."""
    remarks: tuple[str, ...]


def kind(view: View, capability: str) -> Kind:
    """What a capability of a plan is counted as."""
    return capability, unit_name(view, capability)


def history(chain: Chain) -> History:
    """Promises and deliveries of a chain of one plan or more."""
    happened = [each for plan in chain.plans if (each := _happened(plan)) is not None]
    starts: dict[str, int] = {}
    for plan in chain.plans:
        for period in plan.view.scenario.periods:
            starts.setdefault(period.code, period.start)
    told: dict[str, Delivered] = {}
    for each in happened:
        told |= _delivered(each)
    return History(
        chain,
        tuple(_promised(plan) for plan in chain.plans),
        told,
        tuple(sorted(starts, key=lambda code: (starts[code], code))),
        _domains([plan.view for plan in chain.plans]),
        tuple(remark for plan in chain.plans for remark in disagreements(plan)),
    )


def _promised(plan: ChainedPlan) -> Promised:
    view = plan.view
    units: dict[tuple[Kind, str], int] = {}
    for (code, at), count in _new_units(view.ledger).items():
        units[kind(view, code), view.periods[at]] = count
    shares = {period: european_share(view.ledger, period) for period in view.periods}
    return Promised(plan.name, units, shares)


def _new_units(ledger: Ledger) -> dict[tuple[str, int], int]:
    """By capability and position of the period, every pair; own lots and those of pools."""
    scenario = ledger.scenario
    found = {(record.code, at): 0 for record in scenario.capabilities for at in ledger.periods}
    for (line,), lots in ledger.decisions.line_lots.items():
        record = scenario.capability_by_code[scenario.line_by_code[line].capability]
        for at, new in enumerate(increases(lots)):
            found[record.code, at] += new * record.lot
    return found


def _happened(plan: ChainedPlan) -> Happened | None:
    """None where no figure is told of the plan."""
    if not plan.told:
        return None
    scenario, actuals = plan.view.scenario, together(plan)
    past = past_of(scenario, plan.view.plan, actuals)
    changed: dict[str, dict[Any, int]] = {}
    for (decision, codes), value in {**past.planned, **past.so_far, **past.known}.items():
        changed.setdefault(decision, dict(getattr(plan.view.plan, decision)))[codes] = value
    made = {
        decision: {codes: value for codes, value in rows.items() if value}
        for decision, rows in changed.items()
    }
    return Happened(plan, actuals, past, replace(plan.view.plan, **made))


def _delivered(happened: Happened) -> dict[str, Delivered]:
    view, as_of = happened.plan.view, happened.actuals.as_of
    ledger = Ledger(view.scenario, happened.made)
    new = _new_units(ledger)
    found: dict[str, Delivered] = {}
    for at, period in enumerate(view.scenario.periods):
        running = is_running(period, as_of)
        if running or is_past(period, as_of):
            told = _running_units(happened, period.code) if running else None
            units = {
                kind(view, record.code): (
                    new[record.code, at] if told is None else told.get(record.code, 0)
                )
                for record in view.scenario.capabilities
            }
            found[period.code] = Delivered(
                happened.plan.name,
                units,
                _unconfirmed(happened, period.code),
                None if running else european_share(ledger, period.code),
                running,
            )
    return found


def _running_units(happened: Happened, period: str) -> dict[str, int]:
    """New units so far, by capability: what is known alone."""
    scenario = happened.plan.view.scenario
    at = scenario.period_index[period]
    found: dict[str, int] = {}
    for (decision, codes), value in happened.past.so_far.items():
        if decision in LOTS and codes[-1] == period:
            before = scenario.periods[at - 1].code if at else ""
            had = happened.past.value(decision, (*codes[:-1], before)) or 0 if before else 0
            record = scenario.capability_by_code[scenario.line_by_code[codes[1]].capability]
            found[record.code] = found.get(record.code, 0) + max(0, value - had) * record.lot
    return found


def _unconfirmed(happened: Happened, period: str) -> dict[Kind, int]:
    """Rows of deliveries of which nothing is known, by capability."""
    view = happened.plan.view
    known = {*happened.past.known, *happened.past.so_far}
    found: dict[Kind, int] = {}
    for decision in LOTS:
        for codes in getattr(view.plan, decision):
            if codes[-1] == period and (decision, codes) not in known:
                line = view.scenario.line_by_code[codes[1]]
                counted = kind(view, line.capability)
                found[counted] = found.get(counted, 0) + 1
    return found


def _domains(views: Sequence[View]) -> dict[str, dict[Kind, str]]:
    found: dict[str, dict[Kind, str]] = {}
    for view in reversed(views):
        for code in view.capabilities:
            domain = domain_name(view.scenario.capability_by_code[code].domain)
            found.setdefault(domain, {}).setdefault(kind(view, code), in_units(view, code, NAME))
    return found
