"""What one state buys, alone and in pools, and what it is in a pool."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from allocator.accounts.decisions import Series, increases
from allocator.domain.pool import Pool
from allocator.domain.production_line import ProductionLine
from allocator.report.pool_roles import joined, leaders, led
from allocator.report.state.view import StateView

PRICE = ("orders", "shares", "rebates")
"""Kinds of money that pay for what is bought."""


@dataclass(frozen=True, slots=True)
class Purchase:
    """All that a state buys from a line, alone or through one pool."""

    line: ProductionLine
    pool: str
    """Empty for lots of its own."""
    units: int
    """Of its own, by the end."""
    shares: int
    """In lots of the pool, by the end."""
    money: int
    """kEUR: prices less rebates."""
    first: str
    last: str
    """Periods of the first and the last delivery."""


@dataclass(frozen=True, slots=True)
class Membership:
    """A pool that a state is in."""

    pool: Pool
    leads: bool
    leaders: tuple[str, ...]
    """Framework nation; one, in a plan that holds."""
    shares: int
    """Those of today and those bought by the end."""
    all_shares: int
    """In all lots that the pool has by the end."""
    units: int
    """Of these lots."""
    money: int
    """kEUR: fee, prices of shares and their operation."""

    @property
    def part(self) -> Fraction:
        """Of all shares; 0 where the pool has no lots."""
        return Fraction(self.shares, self.all_shares) if self.all_shares else Fraction(0)


def purchases(own: StateView) -> tuple[Purchase, ...]:
    """By line in the order of the workbook, its own first."""
    decisions, view = own.view.ledger.decisions, own.view
    bought: dict[tuple[str, str], Series] = {}
    for (state, line), lots in decisions.delivered.items():
        if state == own.state:
            bought[line, ""] = lots
    for (state, pool, line), shares in decisions.pool_shares.items():
        if state == own.state:
            bought[line, pool] = shares
    keys = sorted(bought, key=lambda k: (view.rank["line"][k[0]], view.rank["pool"].get(k[1], -1)))
    return tuple(_purchase(own, *key, bought[key]) for key in keys)


def _purchase(own: StateView, code: str, pool: str, series: Series) -> Purchase:
    scenario = own.view.scenario
    line = scenario.line_by_code[code]
    record = scenario.capability_by_code[line.capability]
    arrivals = [at for at, new in enumerate(increases(series)) if new > 0] or [0]
    return Purchase(
        line,
        pool,
        0 if pool else record.lot * series[-1],
        series[-1] if pool else 0,
        sum(c.amount for c in own.charges if (c.line, c.pool) == (code, pool) and c.kind in PRICE),
        own.view.periods[arrivals[0]],
        own.view.periods[arrivals[-1]],
    )


def memberships(own: StateView) -> tuple[Membership, ...]:
    """In the order of the workbook."""
    entered = {*joined(own.view, own.state), *led(own.view, own.state)}
    return tuple(_membership(own, code) for code in own.view.pools if code in entered)


def _membership(own: StateView, code: str) -> Membership:
    view, ledger = own.view, own.view.ledger
    pool = view.scenario.pool_by_code[code]
    record = view.scenario.capability_by_code[pool.capability]
    member = view.scenario.member_by_key.get((code, own.state))
    nothing = ledger.decisions.zero
    bought = ledger.decisions.shares_in_pool.get((own.state, code), nothing)[-1]
    lots = ledger.stock.pool_stock[code][-1] + ledger.decisions.pool_lots.get((code,), nothing)[-1]
    return Membership(
        pool,
        (own.state, code) in view.plan.lead,
        leaders(view, code),
        bought + (member.shares_today if member else 0),
        lots * record.shares_per_lot,
        lots * record.lot,
        sum(charge.amount for charge in own.charges if charge.pool == code),
    )


def growth(own: StateView) -> Iterator[tuple[str, str, int]]:
    """(line or component, host, kEUR) of steps it pays for, in the order of the workbook."""
    money: dict[tuple[str, str], int] = {}
    lines = own.view.scenario.line_by_code
    for charge in own.charges:
        if charge.kind == "funding":
            key = (charge.line, lines[charge.line].host)
        elif charge.kind == "components":
            key = (charge.component, charge.host)
        else:
            continue
        money[key] = money.get(key, 0) + charge.amount
    places = {**own.view.rank["component"], **own.view.rank["line"]}
    for code, host in sorted(money, key=lambda key: (places[key[0]], key[1])):
        yield code, host, money[code, host]
