"""Steps of lines and of makers of components."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from allocator.accounts.decisions import Series, increases
from allocator.accounts.slips.gaps import Added, Gaps
from allocator.accounts.slips.lots import without_maker_steps, without_steps
from allocator.accounts.slips.slip import Lost, Slip, first_pledge, slip, tolerance
from allocator.domain.production_line import Component, ProductionLine
from allocator.domain.supply_chain import supply_chains
from allocator.report.milestones.milestone import Milestone, named
from allocator.report.prose import number, readable
from allocator.report.view import View


class _Growing(NamedTuple):
    """What grows, as its milestones name it."""

    who: str
    item: str
    capability: str
    """Empty for makers of components."""
    words: str
    cell: str


def expansions(view: View, gaps: Gaps) -> Iterator[Milestone]:
    """Of lines, then of makers."""
    scenario, decisions = view.scenario, view.ledger.decisions
    for (code,), steps in decisions.expansion.items():
        yield from _of_line(view, gaps, scenario.line_by_code[code], steps)
    chains = {chain.component: chain for chain in supply_chains(scenario)}
    for (code, host), steps in decisions.component_expansion.items():
        maker = scenario.component_by_key[code, host]
        for at, new in _decided(steps):
            since = _available(view, at, maker)
            lost = partial(without_maker_steps, gaps, chains[code], maker, new, since)
            late = _slip(view, gaps, since, lost, None)
            cell = scenario.book.address("components", view.maker_rows[code, host])
            what = f"{code} in {view.state_name(host)}"
            yield _milestone(view, maker, steps, at, _Growing(host, code, "", what, cell), late)


def _of_line(view: View, gaps: Gaps, line: ProductionLine, steps: Series) -> Iterator[Milestone]:
    for at, new in _decided(steps):
        since = _available(view, at, line)
        lost = partial(without_steps, gaps, line, new, since)
        pledged = first_pledge(view.ledger, "expansion", (line.code, None), steps, new, at)
        late = _slip(view, gaps, since, lost, pledged)
        cell = view.scenario.book.address("lines", (line.code,))
        what = f"The line {readable(named(view, line.code))}"
        grows = _Growing(line.code, line.code, line.capability, what, cell)
        yield _milestone(view, line, steps, at, grows, late)


def _decided(steps: Series) -> Iterator[tuple[int, int]]:
    """Positions of the periods in which steps are decided, and how many."""
    return ((at, new) for at, new in enumerate(increases(steps)) if new > 0)


def _available(view: View, at: int, maker: ProductionLine | Component) -> int:
    """Position of the first period in which steps decided in a period run; past the last: none."""
    periods = view.scenario.periods
    there = periods[at].start + maker.step_lead_months
    return next((p for p, period in enumerate(periods) if period.start >= there), len(periods))


def _slip(view: View, gaps: Gaps, since: int, lost: Lost, pledged: int | None) -> Slip:
    if since == len(view.periods):
        return Slip(Added((), 0), pledged)
    return slip(gaps, since, lost, None if pledged is None else max(pledged, since))


def _milestone(
    view: View,
    maker: ProductionLine | Component,
    steps: Series,
    at: int,
    grows: _Growing,
    late: Slip,
) -> Milestone:
    start, since = view.scenario.periods[at].start, _available(view, at, maker)
    new = increases(steps)[at]
    runs = since < len(view.periods)
    return Milestone(
        start,
        "expansion",
        grows.who,
        grows.item,
        start + maker.step_lead_months,
        view.periods[since] if runs else "",
        f"{grows.words} grows by {number(new, 'step')}.",
        grows.capability,
        new,
        "steps",
        steps[at],
        maker.host,
        tolerance(view.ledger, since, late.needed) if runs else 0,
        late,
        grows.cell,
    )
