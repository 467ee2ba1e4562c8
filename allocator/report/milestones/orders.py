"""Orders of states and pools, and the deliveries that follow from them."""

from collections.abc import Iterator, Mapping
from functools import partial

from allocator.accounts.delivery import Delivery
from allocator.accounts.slips.gaps import Gaps
from allocator.accounts.slips.lots import room_to_deliver, without_lots
from allocator.accounts.slips.slip import Slip, first_pledge, slip, tolerance
from allocator.report.milestones.milestone import UNIT, Milestone, named
from allocator.report.pool_roles import leaders
from allocator.report.prose import readable
from allocator.report.sheet import BETWEEN_CELLS
from allocator.report.view import View


def orders(view: View, gaps: Gaps) -> Iterator[Milestone]:
    """New lots by buyer, line and period; the line must be able to make what comes late."""
    ledger, scenario = view.ledger, view.scenario
    decisions = ledger.decisions
    for due in view.deliveries:
        pool = due.buyer in scenario.pool_by_code
        series = (decisions.pool_delivered if pool else decisions.delivered)[due.buyer, due.line]
        capability = scenario.capability_by_code[due.capability]
        at = scenario.period_index[due.period]
        late = _late(gaps, due.buyer, due.capability, due.lots, at, _pledged(view, due, at))
        possible = partial(room_to_deliver, ledger, scenario.line_by_code[due.line], due.lots)
        yield Milestone(
            due.order_by,
            "pool order" if pool else "order",
            due.buyer,
            due.line,
            scenario.periods[at].start,
            due.period,
            f"{_buyer(view, due.buyer)} orders {_units(view, due.capability, due.units)} from "
            f"{readable(named(view, due.line))}.",
            due.capability,
            due.units,
            capability.unit,
            series[at] * capability.lot,
            owner(view, due.buyer),
            tolerance(ledger, at, late.needed, possible),
            late,
            scenario.book.address("lines", (due.line,)),
        )


def deliveries(view: View, gaps: Gaps) -> Iterator[Milestone]:
    """The same lots as they are to be handed over: by buyer, capability and period."""
    scenario = view.scenario
    for (buyer, code, period), due in _together(view).items():
        at, lot = scenario.period_index[period], scenario.capability_by_code[code].lot
        lots = sum(each.lots for each in due)
        late = _late(gaps, buyer, code, lots, at, None)
        start = scenario.periods[at].start
        held = _held(view, buyer, code, at)
        yield Milestone(
            start,
            "delivery",
            buyer,
            code,
            start,
            period,
            f"{_buyer(view, buyer)} receives {_units(view, code, lots * lot)}.",
            code,
            lots * lot,
            scenario.capability_by_code[code].unit,
            held * lot,
            owner(view, buyer),
            tolerance(view.ledger, at, late.needed),
            late,
            BETWEEN_CELLS.join(
                scenario.book.address("lines", (line,))
                for line in dict.fromkeys(each.line for each in due)
            ),
        )


def owner(view: View, buyer: str) -> str:
    """The state itself, or the framework nation of a pool."""
    if buyer not in view.scenario.pool_by_code:
        return buyer
    return next(iter(leaders(view, buyer)), "")


def _together(view: View) -> Mapping[tuple[str, str, str], list[Delivery]]:
    found: dict[tuple[str, str, str], list[Delivery]] = {}
    for due in view.deliveries:
        found.setdefault((due.buyer, due.capability, due.period), []).append(due)
    return found


def _late(gaps: Gaps, buyer: str, capability: str, lots: int, at: int, pledged: int | None) -> Slip:
    lost = partial(without_lots, gaps.ledger, buyer, capability, lots)
    return slip(gaps, at, lost, pledged)


def _pledged(view: View, due: Delivery, at: int) -> int | None:
    """First period in which a pledge of the state rests on the order."""
    if due.buyer in view.scenario.pool_by_code:
        return None
    lot = view.scenario.capability_by_code[due.capability].lot
    series = view.ledger.decisions.delivered[due.buyer, due.line]
    units = tuple(lot * lots for lots in series)
    return first_pledge(view.ledger, "order", (due.line, due.buyer), units, due.units, at)


def _held(view: View, buyer: str, capability: str, at: int) -> int:
    """Lots of this plan that the buyer has by the end of a period."""
    decisions = view.ledger.decisions
    if buyer in view.scenario.pool_by_code:
        return decisions.pool_lots[buyer,][at]
    return decisions.own_lots[buyer, capability][at]


def _buyer(view: View, code: str) -> str:
    if code in view.scenario.pool_by_code:
        return f"The pool {readable(named(view, code))}"
    return view.state_name(code)


def _units(view: View, capability: str, units: int) -> str:
    unit = readable(view.scenario.capability_by_code[capability].unit, UNIT)
    return f"{units:,} × {unit} of {view.short_capability(capability)}"
