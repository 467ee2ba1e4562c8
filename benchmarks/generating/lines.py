"""The production lines of a drawn capability: makers, prices, rates, growth, work and access."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from allocator.domain.production_line import (
    Access,
    ComponentUse,
    LineRate,
    Payment,
    ProductionLine,
    WorkShare,
)
from allocator.domain.quantity import MILLE, BasisPoint, KiloEuro, Posts, Thousandth
from benchmarks.generating.chance import Chance
from benchmarks.generating.draft import Birth, Draft
from benchmarks.generating.parents import ParentLine

FEW = 2
"""Lots left on a line over the horizon, up to which their number is kept and only their time
drawn."""
TWIN = 5
"""Once in so many lines, a line takes after another line of its capability."""
GRAIN = 500
"""Basis points by which the parts of a payment profile move."""


@dataclass(frozen=True, slots=True)
class LineBirth:
    """A line while it is drawn."""

    birth: Birth
    parent: ParentLine
    """Whose room, customers and work it has."""
    twin: ParentLine
    """Whose price, times, growth and payments it takes after."""
    code: str
    host: str
    room: Fraction
    """Room over the parent's."""


def line_codes(birth: Birth, most: int | None = None) -> dict[str, str]:
    """New codes of the parent's lines that take part; at most so many of them.

    A line that serves its host alone takes part with its host.
    """
    kept = [
        line.record.code
        for line in birth.parent.lines
        if any(state in birth.roles for state in line.record.customers)
        and (len(line.record.customers) > 1 or line.record.host in birth.roles)
    ]
    if most is not None and len(kept) > most:
        kept = sorted(birth.chance.random.sample(kept, most))
    return {code: f"{birth.code}L{number:02}" for number, code in enumerate(kept, 1)}


def draw_lines(draft: Draft, birth: Birth, codes: Mapping[str, str]) -> None:
    """Add the lines of `codes` (new codes by the reference's) and all that is about them alone."""
    kept = [line for line in birth.parent.lines if line.record.code in codes]
    room = birth.part * Fraction(
        sum(sum(line.room) for line in birth.parent.lines) or 1,
        sum(sum(line.room) for line in kept) or 1,
    )
    for line in kept:
        like = [other for other in kept if _own(other) == _own(line)]
        host = birth.roles.get(line.record.host) or birth.chance.pick(sorted(draft.cast.codes))
        drawn = LineBirth(
            birth=birth,
            parent=line,
            twin=birth.chance.pick(like) if birth.chance.once_in(TWIN) else line,
            code=codes[line.record.code],
            host=host,
            room=room,
        )
        draft.add("lines", _line(draft, drawn))
        _draw_rates(draft, drawn)
        _draw_states_of_line(draft, drawn)


def _own(line: ParentLine) -> bool:
    return line.record.customers == (line.record.host,)


def _line(draft: Draft, drawn: LineBirth) -> ProductionLine:
    birth, chance, twin = drawn.birth, drawn.birth.chance, drawn.twin.record
    roles = birth.roles
    customers = (
        (drawn.host,)
        if _own(drawn.parent)
        else tuple(sorted({roles[old] for old in drawn.parent.record.customers if old in roles}))
    )
    price = chance.scaled(twin.unit_price, birth.price * chance.factor(15))
    least = _lots(birth, twin.min_rate // MILLE, birth.lots) if twin.min_rate else 0
    return twin.model_copy(
        update={
            "code": drawn.code,
            "name": f"Line {drawn.code}",
            "company": "",
            "host": drawn.host,
            "customers": customers,
            "capability": birth.code,
            "unit_price": KiloEuro(max(1, price)),
            "lead_months": max(9, twin.lead_months + chance.pick((-12, -6, 0, 0, 0, 0, 0, 6))),
            "min_rate": Thousandth(MILLE * least),
            "payment_profile": _profile(chance, twin.payment_profile),
            **(_growth(draft, drawn) if twin.max_steps else {}),
        }
    )


def _growth(draft: Draft, drawn: LineBirth) -> dict[str, int]:
    """How the line can grow, for one whose twin can."""
    birth, chance, twin = drawn.birth, drawn.birth.chance, drawn.twin.record
    step = MILLE * _lots(birth, twin.step // MILLE, birth.lots)
    dearer = Fraction(step, twin.step) * birth.price * chance.factor(20)
    inside = drawn.host in draft.cast.codes
    return {
        "step": Thousandth(step),
        "step_cost": KiloEuro(chance.scaled(twin.step_cost, dearer)),
        "step_lead_months": max(6, twin.step_lead_months + chance.pick((-6, 0, 0, 6))),
        "max_steps": max(1, twin.max_steps + chance.pick((-1, 0, 0, 1))),
        "host_least_share": BasisPoint(chance.pick((1_500, 2_000, 2_000, 2_500)) if inside else 0),
    }


def _lots(birth: Birth, units: int, factor: Fraction) -> int:
    """Units of the parent as units in whole lots here, one lot at least."""
    lots = birth.chance.scaled(units, factor / birth.parent.capability.lot)
    return birth.lot * max(1, lots)


def _profile(chance: Chance, profile: tuple[Payment, ...]) -> tuple[Payment, ...]:
    """The same instalments with a little moved from one to another."""
    if len(profile) < 2:
        return profile
    less, more = chance.random.sample(range(len(profile)), 2)
    return tuple(
        payment.model_copy(
            update={"share": payment.share + GRAIN * ((place == more) - (place == less))}
        )
        for place, payment in enumerate(profile)
    )


def _draw_rates(draft: Draft, drawn: LineBirth) -> None:
    """What is due by the order book, and the room left for new orders."""
    birth, chance = drawn.birth, drawn.birth.chance
    lots = [Fraction(units, birth.parent.capability.lot) for units in drawn.parent.room]
    periods = draft.reference.periods
    room = [0] * len(periods)
    few = sum(lots) <= FEW and birth.part == 1
    factor = Fraction(1) if few else birth.lots * drawn.room * chance.factor(25)
    for place, number in enumerate(lots):
        shift = chance.pick((-1, 0, 0, 0, 0, 1)) if few else 0
        there = min(len(periods) - 1, max(0, place + shift))
        room[there] += birth.lot * chance.scaled(1, number * factor)
    due = dict.fromkeys((period.code for period in periods), 0)
    for row in draft.records["order_book"]:
        if row.line == drawn.code:
            due[row.period] += row.units
    for period, free in zip(periods, room, strict=True):
        if units := due[period.code] + free:
            draft.add(
                "line_rates",
                LineRate(line=drawn.code, period=period.code, units=Thousandth(MILLE * units)),
            )


def _draw_states_of_line(draft: Draft, drawn: LineBirth) -> None:
    """Work shares, access rows, rules and components: the parent's, in other states and sizes."""
    birth, chance, roles, code = drawn.birth, drawn.birth.chance, drawn.birth.roles, drawn.code
    members = draft.cast.codes
    for work in drawn.parent.work_shares:
        if roles.get(work.state) in members:
            share = BasisPoint(work.share - chance.random.randint(0, work.share // 5))
            draft.add("work_shares", WorkShare(line=code, state=roles[work.state], share=share))
    for row in drawn.parent.access:
        if row.state in roles:
            draft.add("access", _access(drawn, row))
    for rule in drawn.parent.rules:
        states = tuple(sorted(roles[state] for state in rule.states if state in roles))
        alike = {
            "code": draft.rule_codes[rule.code],
            "on": code,
            "line": code,
            "legal_basis": "",
        }
        if rule.binds == "all":
            draft.add("rules", rule.model_copy(update={**alike, "states": states}))
            continue
        draft.add(
            "rules",
            *(
                rule.model_copy(update={**alike, "binds": state, "states": (state,)})
                for state in states
            ),
        )
    for use in drawn.parent.uses:
        parts = max(1, chance.scaled(use.per_unit, chance.factor(20) / birth.units))
        component = birth.components[use.component]
        draft.add(
            "component_use",
            ComponentUse(line=code, component=component, per_unit=Thousandth(parts)),
        )


def _access(drawn: LineBirth, row: Access) -> Access:
    birth, chance = drawn.birth, drawn.birth.chance
    price = None
    if row.price is not None:
        price = KiloEuro(max(1, chance.scaled(row.price, birth.price * chance.factor(15))))
    posts = None
    if row.posts is not None:
        posts = Posts(chance.scaled(row.posts, chance.factor(25) / birth.units))
    delay = max(6, row.delay_months + chance.pick((-6, 0, 0, 6))) if row.permitted else 0
    return row.model_copy(
        update={
            "line": drawn.code,
            "state": birth.roles[row.state],
            "price": price,
            "posts": posts,
            "delay_months": delay,
            "legal_basis": "",
        }
    )
