"""The scenario in which something is gone, in every period."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from allocator.domain.capability import Contract
from allocator.domain.pool import Pool
from allocator.domain.quantity import Lots, ceil_div
from allocator.domain.record import Record
from allocator.domain.rule import Pledge
from allocator.domain.scenario import Scenario
from allocator.study.stress.loss import Loss

R = TypeVar("R", bound=Record)
OF_LINES = frozenset({"order", "expansion"})
OF_POOLS = frozenset({"pool_join", "pool_open"})


def without(scenario: Scenario, loss: Loss) -> Scenario:
    """The scenario without a state, pool, line or component, or with a licence refused.

    What is left need not pass the checks of a workbook: a pool may have no line any more.
    """
    match loss.kind:
        case "states":
            return _without_state(scenario, loss.code)
        case "pools":
            return _without_pool(scenario, loss.code)
        case "components":
            return scenario.replaced(
                components=tuple(row for row in scenario.components if row.code != loss.code)
            )
        case "licences" if loss.state:
            return scenario.replaced(
                access=tuple(
                    row.model_copy(update={"permitted": False})
                    if (row.line, row.state) == (loss.code, loss.state)
                    else row
                    for row in scenario.access
                )
            )
        case _:
            return _without_lines(scenario, {loss.code})


def _without_state(scenario: Scenario, state: str) -> Scenario:
    """It leaves with its forces, money, shares, and with the lines and makers that it hosts."""

    def of_others(rows: Iterable[R], name: str = "state") -> tuple[R, ...]:
        return tuple(row for row in rows if getattr(row, name) != state)

    hosted = {line.code for line in scenario.lines if line.host == state}
    stock = _StockLeft(scenario, state)
    left = scenario.replaced(
        states=of_others(scenario.states, "code"),
        budgets=of_others(scenario.budgets),
        budget_windows=of_others(scenario.budget_windows),
        personnel=of_others(scenario.personnel),
        holdings=of_others(scenario.holdings),
        retirements=of_others(scenario.retirements),
        work_shares=of_others(scenario.work_shares),
        access=of_others(scenario.access),
        components=of_others(scenario.components, "host"),
        pool_members=of_others(scenario.pool_members),
        calls=of_others(scenario.calls),
        fund_limits=of_others(scenario.fund_limits),
        pledges=of_others(scenario.pledges),
        exclusions=of_others(of_others(scenario.exclusions), "state_2"),
        pools=tuple(map(stock.pool, scenario.pools)),
        order_book=tuple(of_others(stock.contracts(), "holder")),
        rules=tuple(
            row.model_copy(update={"states": tuple(s for s in row.states if s != state)})
            for row in scenario.rules
            if set(row.states) != {state}
        ),
        funds=tuple(
            row.model_copy(update={"states": tuple(s for s in row.states if s != state)})
            for row in scenario.funds
        ),
        lines=tuple(
            row.model_copy(update={"customers": tuple(s for s in row.customers if s != state)})
            for row in scenario.lines
        ),
    )
    return _without_lines(left, hosted)


def _without_lines(scenario: Scenario, lines: Collection[str]) -> Scenario:
    """They deliver nothing, contracts of the order book included, and cannot grow."""

    def of_others(rows: Iterable[R]) -> tuple[R, ...]:
        return tuple(row for row in rows if getattr(row, "line", None) not in lines)

    return scenario.replaced(
        lines=tuple(row for row in scenario.lines if row.code not in lines),
        line_rates=of_others(scenario.line_rates),
        work_shares=of_others(scenario.work_shares),
        price_bands=of_others(scenario.price_bands),
        access=of_others(scenario.access),
        component_use=of_others(scenario.component_use),
        order_book=of_others(scenario.order_book),
        rules=of_others(scenario.rules),
        pledges=_about_others(scenario.pledges, OF_LINES, lines),
        pools=tuple(
            row.model_copy(update={"lines": tuple(c for c in row.lines if c not in lines)})
            for row in scenario.pools
        ),
    )


def _without_pool(scenario: Scenario, pool: str) -> Scenario:
    """It is not there, nor are its lots and shares."""
    return scenario.replaced(
        pools=tuple(row for row in scenario.pools if row.code != pool),
        pool_members=tuple(row for row in scenario.pool_members if row.pool != pool),
        calls=tuple(row for row in scenario.calls if row.pool != pool),
        order_book=tuple(row for row in scenario.order_book if row.holder != pool),
        pledges=_about_others(scenario.pledges, OF_POOLS, {pool}),
    )


def _about_others(
    pledges: Iterable[Pledge], objects: Collection[str], codes: Collection[str]
) -> tuple[Pledge, ...]:
    return tuple(row for row in pledges if row.object not in objects or row.code not in codes)


@dataclass(slots=True)
class _StockLeft:
    """Pools without the shares of today of a state: whole lots that those of others still fill.

    Lots in service go first, then those under contract, the latest first.
    """

    scenario: Scenario
    state: str

    def pool(self, pool: Pool) -> Pool:
        """With the lots in service that are left."""
        left = Lots(max(0, pool.stock_lots - self._gone(pool)))
        return pool.model_copy(update={"stock_lots": left})

    def contracts(self) -> Iterator[Contract]:
        """The order book with what is left of the pools' contracts."""
        lots = {record.code: record.lot for record in self.scenario.capabilities}
        gone = {
            pool.code: lots[pool.capability] * max(0, self._gone(pool) - pool.stock_lots)
            for pool in self.scenario.pools
        }
        places = self.scenario.period_index
        for row in sorted(self.scenario.order_book, key=lambda row: -places[row.period]):
            taken = min(row.units, gone.get(row.holder, 0))
            if not taken:
                yield row
                continue
            gone[row.holder] -= taken
            if taken < row.units:
                yield row.model_copy(update={"units": row.units - taken})

    def _gone(self, pool: Pool) -> int:
        member = self.scenario.member_by_key.get((pool.code, self.state))
        shares = self.scenario.capability_by_code[pool.capability].shares_per_lot
        return ceil_div(member.shares_today, shares) if member is not None else 0
