"""The slide of one state: its figures, its burden beside others, what it gives and pays for."""

from fractions import Fraction

from allocator.accounts.spending import new_money_by_domain
from allocator.domain.quantity import WHOLE
from allocator.report.burden_measures import average
from allocator.report.names import capability_name, domain_name, horizon, quantity, subject
from allocator.report.numbers import amount, part_of, per_cent_of_key, points
from allocator.report.pool_roles import joined, led
from allocator.report.prose import number, opening, readable, verb
from allocator.report.slides.form import LABEL, chart_unit
from allocator.report.state.bounds import bounds
from allocator.report.state.burden_words import neighbours, pays
from allocator.report.state.view import Alliance, StateView
from allocator.report.state.words import (
    buys,
    decides,
    gives,
    state_sentences,
)
from allocator.report.view import View
from allocator.tables.slide import ChartData, ChartSeries, Figure, Slide, SlideTable

DOMAINS = 6
"""Bars of the chart of money."""
GIVEN = 9
"""Rows of the table of what a state gives."""


def state_title(own: StateView) -> str:
    """What the state pays against its key, and what work comes back."""
    burden, work = own.burden, own.footprint.work
    name = subject(own.view, own.state)
    if burden.new_money <= 0:
        start = f"{name} pays no new money under this plan"
        return f"{start}; work worth {amount(work)} is placed there" if work else start
    apart = points(burden.above_key)
    side = "above" if burden.above_key > 0 else "below"
    key = "in line with its key share" if apart == "0.0" else f"{apart} points {side} its key share"
    if not burden.key_money:
        key = "without a key"
    start = f"{name} pays {amount(burden.new_money)}, {part_of(burden.money_share)} of all, {key}"
    return f"{start}; its industry gets {amount(work)}" if work else f"{start}; no work comes back"


def state_slide(view: View, state: str, alliance: Alliance) -> Slide:
    """One state; its sentences stand in full in the notes."""
    own = StateView(alliance, state)
    told = (gives(own), buys(own), pays(own), neighbours(own), bounds(own), decides(own))
    return Slide(
        state_title(own),
        f"{subject(view, state)} {horizon(view)}, deadline {view.deadline}",
        figures=_figures(own),
        panels=tuple(filter(None, (_burdens(own), _money(own) or _given(own)))),
        sentences=tuple(filter(None, told)),
        beside=True,
        sources=("burden_split", "allocation", "footprint", "pool_members"),
        notes="\n".join(state_sentences(view, state, alliance)),
    )


def _figures(own: StateView) -> tuple[Figure, ...]:
    view, burden = own.view, own.burden
    within, leads = len(joined(view, own.state)), len(led(view, own.state))
    given = len(own.given(view.deadline))
    return (
        Figure(
            "New money",
            _money_or_none(burden.new_money),
            f"{part_of(burden.money_share)} of all; by the key {part_of(burden.key_share)}",
        ),
        Figure(
            "Burden, part of key money",
            per_cent_of_key(burden.basis_points) if burden.key_money else "no key",
            f"all states together {part_of(average(own.view), 2)}",
        ),
        Figure(
            f"Gives by {view.deadline}",
            number(given, "capability", "capabilities") if given else "nothing",
            f"of {len(view.capabilities)} in the plan",
        ),
        Figure(
            "Pools",
            f"in {within}, leads {leads}",
            f"{number(len(view.plan.open), 'pool')} open in all",
        ),
        Figure(
            "Work placed",
            _money_or_none(own.footprint.work),
            f"{_money_or_none(own.footprint.money)} put into industry",
        ),
    )


def _burdens(own: StateView) -> ChartData:
    """Its burden beside those of its neighbours, of all together and the largest."""
    view = own.view
    near = [view.burdens[state] for state in own.alliance.neighbours(own.state)]
    keys = sum(burden.key_money for burden in near)
    region = Fraction(sum(burden.measured for burden in near), keys) if keys else Fraction(0)
    bars = (
        (readable(view.state_name(own.state), 30), Fraction(own.burden.basis_points, WHOLE)),
        *([("Its neighbours together", region)] if near else []),
        ("All states together", average(own.view)),
        _largest(view),
    )
    return ChartData(
        "bar",
        "Burden, % of key money",
        tuple(name for name, _ in bars),
        (ChartSeries("Burden", tuple(value for _, value in bars), 0),),
        "0.00%",
        labels=True,
        least=0,
    )


def _largest(view: View) -> tuple[str, Fraction]:
    """The largest burden of all, with its bearer, or how many bear it alike."""
    most = max(burden.basis_points for burden in view.burdens.values())
    bearers = [state for state in view.states if view.burdens[state].basis_points == most]
    name = f"Largest: {readable(view.state_name(bearers[0]), 30)}"
    if len(bearers) > 1:
        name = f"Largest of all ({len(bearers)} states)"
    return name, Fraction(most, WHOLE)


def _money(own: StateView) -> ChartData | None:
    """Its new money by domain; None where it pays none."""
    money = new_money_by_domain(own.view.ledger)
    paid = {d: amount_ for (s, d), amount_ in money.items() if s == own.state and amount_ > 0}
    if not paid:
        return None
    largest = sorted(paid, key=lambda domain: (-paid[domain], domain))[:DOMAINS]
    unit, _ = chart_unit(paid.values())
    more = f", the {DOMAINS} largest" if len(paid) > DOMAINS else ""
    return ChartData(
        "bar",
        f"New money by domain, EUR {unit.name}{more}",
        tuple(opening(domain_name(domain)) for domain in largest),
        (ChartSeries("New money", tuple(unit.of(paid[domain]) for domain in largest), 2),),
        LABEL,
        labels=True,
        least=0,
    )


def _given(own: StateView) -> SlideTable | None:
    """What it gives at the deadline, the largest parts first; None where it gives nothing."""
    view = own.view
    given = own.given(view.deadline)
    required = {code: view.scenario.required[code, view.deadline] for code in given}
    parts = {code: given[code] / required[code] for code in given}
    if not parts:
        return None
    largest = sorted(parts, key=lambda code: (-parts[code], code))[:GIVEN]
    return SlideTable(
        f"Given by {view.deadline}: {verb(len(largest), 'the largest part', 'the largest parts')}",
        ("Capability", "Given", "Of the requirement"),
        tuple(
            (capability_name(view, code), quantity(view, code, given[code]), part_of(parts[code]))
            for code in largest
        ),
        (30, 18, 18),
        frozenset((1, 2)),
    )


def _money_or_none(kilo_euro: int | Fraction) -> str:
    return amount(kilo_euro) if kilo_euro else "none"
