"""The map of the page: money by state, and who contributes what."""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from math import ceil

from allocator.accounts.national import counted
from allocator.domain.quantity import WHOLE
from allocator.report.burden_measures import measured_by
from allocator.report.figure_text import NOTHING
from allocator.report.numbers import MoneyUnit, money_unit, rounded
from allocator.report.page.money_flows import Flows, to_outside
from allocator.report.page.tile_grid import places
from allocator.report.prose import readable, short_name
from allocator.report.view import View
from allocator.tables.page import Measure, Tile, TileMap

MONEY = "Money and industry"
"""The first group of measures."""
STEPS = 6
"""Shades from next to nothing to the most."""
BELOW, ABOVE = "abc", "xyz"
"""Shades below and above the middle, from next to it to the far end."""
POOLED = "•"
"""Marks shares in a pool, as on the sheet `allocation`."""
Values = Mapping[str, Fraction | int | None]
"""By state; None where a state has no such figure."""


def row_key(view: View, state: str) -> str:
    """Key of the row of the state's figures, fit to be an id whatever the code."""
    return f"state-{view.states.index(state) + 1}"


def tile_map(view: View, flows: Flows) -> TileMap:
    """All states; first the money measures, then each capability at the deadline and the end."""
    place = places(view.states)
    tiles = tuple(
        Tile(state, view.state_name(state), *place[state], row_key(view, state))
        for state in view.states
    )
    measures = (*_money(view, flows), *_contributions(view))
    return TileMap("map", "Member states as equal tiles", tiles, measures)


def _money(view: View, flows: Flows) -> Iterator[Measure]:
    burdens, keyed = view.burdens, {s for s, b in view.burdens.items() if b.key_money}
    yield _measure(
        view,
        "Burden, % of key money",
        f"{measured_by(view).capitalize()} over all periods, against the burden key",
        {s: Fraction(b.basis_points, WHOLE) if s in keyed else None for s, b in burdens.items()},
        _points,
    )
    yield _apart(
        view,
        "Above or below the key, % points",
        "Share of all new money less share by the burden key",
        {state: burden.above_key if state in keyed else None for state, burden in burdens.items()},
    )
    unit = money_unit(max(burden.new_money for burden in burdens.values()))
    yield _measure(
        view,
        f"New money, EUR {unit.name}",
        f"What the plan asks of the state, {view.periods[0]}–{view.last}",
        {state: burden.new_money for state, burden in burdens.items()},
        unit.number,
    )
    yield from _industry(view, flows, unit)


def _industry(view: View, flows: Flows, unit: MoneyUnit) -> Iterator[Measure]:
    accounts, outside = view.footprints, to_outside(view, flows)
    yield _measure(
        view,
        f"Work placed, EUR {unit.name}",
        "Work that all payments to industry place in the state",
        {state: account.work for state, account in accounts.items()},
        unit.number,
    )
    yield _measure(
        view,
        "Work over money to industry, %",
        "Work placed in the state over what it pays to industry",
        {s: a.work / a.money if a.money else None for s, a in accounts.items()},
        _whole,
    )
    yield _measure(
        view,
        "Dependence: money to outside hosts, %",
        "Part of what the state pays to industry that goes to hosts outside the member states",
        {s: Fraction(outside[s], a.money) if a.money else None for s, a in accounts.items()},
        _whole,
    )


def _whole(part: Fraction | int) -> str:
    return rounded(100 * part)


def _points(value: Fraction | int) -> str:
    return rounded(100 * value, 2)


def _measure(
    view: View, label: str, about: str, values: Values, text: Callable[[Fraction | int], str]
) -> Measure:
    """Shaded in even steps from nothing to the largest value."""
    found = [values[state] for state in view.states]
    most = max((value for value in found if value is not None), default=0)
    shades = "".join(str(_step(value, most)) for value in found)
    bounds = [Fraction(most * step, STEPS) for step in range(1, STEPS + 1)]
    scale = tuple((str(step), f"≤ {text(bound)}") for step, bound in enumerate(bounds, 1))
    return Measure(
        MONEY,
        label,
        about,
        tuple(NOTHING if value is None else text(value) for value in found),
        shades,
        (("0", "nothing"), *(scale if most else ())),
    )


def _whole_steps(most: int) -> Iterator[tuple[str, str]]:
    """Shades that whole numbers up to the largest can have, with the last number of each."""
    bounds = [most * step // STEPS for step in range(STEPS + 1)]
    for step in range(1, STEPS + 1):
        if bounds[step] > bounds[step - 1]:
            yield str(step), f"≤ {rounded(bounds[step])}"


def _step(value: Fraction | int | None, most: Fraction | int) -> int:
    """0 for nothing, else 1 to STEPS."""
    if value is None or value <= 0 or not most:
        return 0
    return ceil(Fraction(STEPS * value) / most)


def _apart(view: View, label: str, about: str, values: Mapping[str, Fraction | None]) -> Measure:
    """Shaded away from zero, both ways on one scale."""
    found = [values[state] for state in view.states]
    most = max((abs(value) for value in found if value is not None), default=Fraction(0))

    def shade(value: Fraction | None) -> str:
        step = _step(abs(value or Fraction(0)), most)
        return "0" if not step or not value else (ABOVE if value > 0 else BELOW)[(step - 1) // 2]

    scale = (
        (BELOW[-1], f"{_signed(-most)}: pays less than its key"),
        ("0", "as its key"),
        (ABOVE[-1], f"{_signed(most)}: pays more than its key"),
    )
    return Measure(
        MONEY,
        label,
        about,
        tuple(NOTHING if value is None else _signed(value) for value in found),
        "".join(map(shade, found)),
        scale if most else (),
    )


def _signed(part: Fraction) -> str:
    """Percentage points with their sign, none where they round to nothing."""
    text = rounded(100 * part, 2)
    return f"+{text}" if part > 0 and text.strip("0.") else text


def _contributions(view: View) -> Iterator[Measure]:
    accounts = counted(view.ledger)
    for period in view.looked_at:
        when = "the deadline" if period == view.deadline else "the end"
        at = view.scenario.period_index[period]
        for capability in view.capabilities:
            record = view.scenario.capability_by_code[capability]
            cap = view.ledger.stock.cap[capability][at]
            found = [accounts.get((state, capability, period)) for state in view.states]
            unit = readable(record.unit, 24)
            units = [account.contribution if account else 0 for account in found]
            texts = (
                " ".join(filter(None, (rounded(own) if own else "", POOLED if pooled else "")))
                for own, pooled in zip(
                    units, (a is not None and a.pooled for a in found), strict=True
                )
            )
            most = max(units)
            yield Measure(
                f"Contribution at {when}, {period}",
                short_name(record.name, 60),
                f"Required: {rounded(view.scenario.required[capability, period])} × {unit}; "
                f"most of one state: {rounded(cap)} × {unit}; {POOLED} holds shares in a pool",
                tuple(text or NOTHING for text in texts),
                "".join(str(_step(own, most)) for own in units),
                (("0", "nothing"), *_whole_steps(most)),
            )
