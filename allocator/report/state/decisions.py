"""What one state must decide, and by when."""

from collections.abc import Iterator
from typing import NamedTuple

from allocator.accounts.decisions import increases
from allocator.accounts.delivery import Delivery
from allocator.report.names import component_name
from allocator.report.numbers import amount
from allocator.report.pool_roles import decide_by
from allocator.report.prose import number, product, readable
from allocator.report.state.view import StateView

KINDS = ("pool", "growth", "order", "pool order")
"""In the order in which decisions of one month are listed."""


class Decision(NamedTuple):
    """Something the state must settle by the start of a month; sorts by month."""

    by: int
    """Month, in months since January of year 0."""
    kind: str
    """One of KINDS."""
    verb: str
    """As an infinitive without its "to"."""
    what: str

    @property
    def words(self) -> str:
        """`order 44 × tank (Leopard 2A8, Germany)`."""
        return f"{self.verb} {self.what}"


def decisions(own: StateView) -> tuple[Decision, ...]:
    """The most urgent first; those of a month by kind, then in the order of the workbook."""
    found = (*_pools(own), *_growth(own), *_orders(own), *_pool_orders(own))
    return tuple(sorted(found, key=lambda decision: (decision.by, KINDS.index(decision.kind))))


def _pools(own: StateView) -> Iterator[Decision]:
    """Pools it enters, before anything of them is ordered, paid or run."""
    view = own.view
    for code in view.pools:
        if (own.state, code) in view.plan.join:
            pool = view.scenario.pool_by_code[code]
            by = decide_by(view, code)
            verb = "lead" if (own.state, code) in view.plan.lead else "join"
            if by is not None:
                yield Decision(by, "pool", verb, readable(pool.name))


def _growth(own: StateView) -> Iterator[Decision]:
    """Steps of lines and makers of components that it pays for, by the period they start in."""
    view = own.view
    money: dict[tuple[int, str], int] = {}
    for charge in own.charges:
        if charge.kind in ("funding", "components"):
            key = (charge.period, charge.line or charge.component)
            money[key] = money.get(key, 0) + charge.amount
    lines, places = view.scenario.line_by_code, view.rank["line"]
    for at, code in sorted(money, key=lambda key: (key[0], places.get(key[1], -1), key[1])):
        name = product(lines[code].name) if code in lines else component_name(code)
        what = f"{name} ({amount(money[at, code])})"
        by = view.scenario.periods[at].start
        yield Decision(by, "growth", "pay for the growth of", what)


def _orders(own: StateView) -> Iterator[Decision]:
    """Its own lots."""
    due = [due for due in own.view.deliveries if due.buyer == own.state]
    for each in _in_order(own, due):
        yield Decision(each.order_by, "order", "order", ordered(own, each))


def _pool_orders(own: StateView) -> Iterator[Decision]:
    """Lots of pools in which it buys shares."""
    view = own.view
    bought = view.ledger.decisions.pool_shares
    for each in _in_order(own, view.deliveries):
        series = bought.get((own.state, each.buyer, each.line))
        new = increases(series)[view.scenario.period_index[each.period]] if series else 0
        if new > 0:
            pool = readable(view.scenario.pool_by_code[each.buyer].name)
            host = own.named(view.scenario.line_by_code[each.line].host)
            what = f"{number(new, 'share')} of {pool} ({lots(own, each)} from {host})"
            yield Decision(each.order_by, "pool order", "take", what)


def _in_order(own: StateView, found: tuple[Delivery, ...] | list[Delivery]) -> list[Delivery]:
    places = own.view.rank["line"]
    return sorted(found, key=lambda due: (due.order_by, places[due.line]))


def ordered(own: StateView, due: Delivery) -> str:
    """`44 × tank (Leopard 2A8, Germany)`."""
    line = own.view.scenario.line_by_code[due.line]
    return f"{lots(own, due)} ({product(line.name)}, {own.named(line.host)})"


def lots(own: StateView, due: Delivery) -> str:
    """`44 × tank`."""
    unit = own.view.scenario.capability_by_code[due.capability].unit
    return f"{due.units:,} × {readable(unit)}"
