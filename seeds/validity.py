"""The reference and its plan against published totals: `python -m seeds.validity PLAN.xlsx`.

Every comparison of `seeds/validity.csv` names a published total of `seeds/benchmarks.csv`, a
measure of ours below, and why the two differ. The page docs/validity.md is written anew from them.
"""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from allocator.accounts.crews import least_crews
from allocator.accounts.ledger import Ledger
from allocator.domain.scenario import Scenario
from allocator.io.plan_reader import read_plan
from allocator.io.scenario_reader import read_scenario
from seeds.build import INPUTS, SEEDS, table

PAGE = SEEDS.parent / "docs" / "validity.md"
USD = Fraction(113, 100)
"""Dollars for a euro, as in the seeds."""
BRIGADES = ("LND_HBDE", "LND_LBDE")
AIR_DEFENCE = ("AMD_UL", "AMD_LR", "AMD_MR", "AMD_SR")
SATELLITES = ("ISR_IMSAT", "ISR_EWSAT", "C2_SATCOM")
ROUNDS = 100
"""Rounds in a unit of 155 mm ammunition."""
NEAR = Fraction(1, 10)
"""A figure within a tenth of a published one agrees with it."""


@dataclass(frozen=True, slots=True)
class Result:
    """The reference scenario with a plan for it."""

    scenario: Scenario
    ledger: Ledger

    def held(self, *capabilities: str) -> int:
        """Units of states and pools today."""
        lots = {c.code: c.lot for c in self.scenario.capabilities}
        national = sum(h.units for h in self.scenario.holdings if h.capability in capabilities)
        return national + sum(
            pool.stock_lots * lots[pool.capability]
            for pool in self.scenario.pools
            if pool.capability in capabilities
        )

    def required(self, *capabilities: str) -> int:
        """Units in the last period."""
        last = self.scenario.periods[-1].code
        return sum(self.scenario.required[capability, last] for capability in capabilities)

    def american(self, *capabilities: str) -> int:
        """Units of outside support in the first period."""
        first = self.scenario.periods[0].code
        return sum(self.scenario.offered.get((capability, first), 0) for capability in capabilities)

    def orders(self) -> Iterator[tuple[str, int]]:
        """(host of the line, kEUR) of every payment for lots and shares."""
        for charge in self.ledger.charges:
            if charge.kind in {"orders", "shares"}:
                yield self.scenario.line_by_code[charge.line].host, charge.amount


def _replacement_cost(result: Result) -> Fraction:
    """USD bn: outside support of the first period at the least price of a line of a member."""
    total = 0
    for capability in result.scenario.capabilities:
        prices = [
            line.unit_price
            for line in result.scenario.lines_of[capability.code]
            if line.host in result.scenario.state_by_code
        ]
        if prices:
            total += result.american(capability.code) * min(prices)
    return USD * Fraction(total, 10**6)


def _rounds_there(result: Result) -> Fraction:
    """Thousand rounds contributed or pooled in the last period."""
    last = result.scenario.periods[-1].code
    given = sum(
        units
        for (_, capability, period), units in result.ledger.plan.contribution.items()
        if capability == "MUN_155" and period == last
    )
    return Fraction(given * ROUNDS, 1_000)


def _rounds_made(result: Result) -> Fraction:
    """Thousand rounds that all lines make in the first period, before expansions."""
    first = result.scenario.periods[0].code
    made = sum(
        rate.units
        for rate in result.scenario.line_rates
        if rate.period == first and result.scenario.line_by_code[rate.line].capability == "MUN_155"
    )
    return Fraction(made * ROUNDS, 10**6)


def _posts_used(result: Result) -> Fraction:
    """Thousand posts: crews filled by the end, and free posts that man new tasks."""
    last = result.scenario.periods[-1].code
    filled = sum(
        posts for (_, period), posts in least_crews(result.ledger).items() if period == last
    )
    free = sum(
        row.posts_free
        for row in result.scenario.personnel
        if row.period == last and least_crews(result.ledger).get((row.state, last), 0)
    )
    return Fraction(filled + free, 1_000)


def _background(column: str) -> Fraction:
    """Sum of a column of the spending behind the budgets, EUR m or persons."""
    rows = table(SEEDS / "background" / "defence_spending.csv")
    return sum((Fraction(row[column]) for row in rows), Fraction(0))


def _orders_inside(result: Result) -> Fraction:
    """Per cent of the money for lots and shares that goes to lines in member states."""
    everything = sum(amount for _, amount in result.orders())
    inside = sum(
        amount for host, amount in result.orders() if host in result.scenario.state_by_code
    )
    return Fraction(100 * inside, everything) if everything else Fraction(0)


def _plan_effort(result: Result) -> Fraction:
    """Per cent of GDP: spending of 2025 and the new money of the dearest period."""
    gdp = sum(state.gdp for state in result.scenario.states)
    by_period: dict[int, int] = {}
    for charge in result.ledger.charges:
        by_period[charge.period] = by_period.get(charge.period, 0) + charge.amount
    dearest = max(by_period.values(), default=0)
    return 100 * (1_000 * _background("spending_2025") + dearest) / gdp


MEASURES: Mapping[str, Callable[[Result], int | Fraction]] = {
    "brigades_required": lambda r: r.required(*BRIGADES) + r.american(*BRIGADES),
    "brigades_to_add": lambda r: r.required(*BRIGADES) - r.held(*BRIGADES),
    "divisions_required": lambda r: r.required("C2_DIVHQ") + r.american("C2_DIVHQ"),
    "corps_required": lambda r: r.required("C2_CORPSHQ") + r.american("C2_CORPSHQ"),
    "air_defence_required": lambda r: r.required(*AIR_DEFENCE),
    "tanks_to_add": lambda r: r.required("LND_MBT") - r.held("LND_MBT"),
    "ifv_to_add": lambda r: r.required("LND_IFV") - r.held("LND_IFV"),
    "howitzers_to_add": lambda r: r.required("LND_SPH") - r.held("LND_SPH"),
    "sam_held": lambda r: r.held("AMD_LR"),
    "sam_required": lambda r: r.required("AMD_LR"),
    "replacement_cost": _replacement_cost,
    "rounds_there": _rounds_there,
    "rounds_made": _rounds_made,
    "satellites_held": lambda r: r.held(*SATELLITES),
    "aew_held": lambda r: r.held("ISR_AEW"),
    "posts_used": _posts_used,
    "extra_spending": lambda _: (
        (_background("spending_2030") - _background("spending_2025")) / 1_000
    ),
    "spending_2025": lambda _: USD * _background("spending_2025") / 1_000,
    "loans_offered": lambda r: Fraction(sum(x.amount for x in r.scenario.fund_limits), 10**6),
    "orders_inside": _orders_inside,
    "plan_effort": _plan_effort,
    "active_personnel": lambda _: _background("active_personnel") / 1_000,
}


def page(result: Result) -> str:
    """The page: one row for each comparison."""
    sources = {row["id"]: row for row in table(SEEDS / "benchmarks.csv")}
    rows = table(SEEDS / "validity.csv")
    lines = [HEAD]
    for row in rows:
        ours = Fraction(MEASURES[row["measure"]](result))
        source = sources[row["id"]]
        lines.append(
            f"| {row['what']} | {_range(row['low'], row['high'])} | {_shown(ours)} | {row['unit']} "
            f"| {verdict(ours, row['low'], row['high'])} | {row['explanation']} "
            f"| {source['source']} ({source['confidence']}) |\n"
        )
    return "".join(lines)


HEAD = """# Validity

The reference scenario and its plan against published totals. The published figures stand in
`seeds/benchmarks.csv`, the comparisons in `seeds/validity.csv`, and

    python -m seeds.validity PLAN.xlsx

writes this page anew from a plan of `inputs/reference.xlsx`. A figure agrees when it lies in the
published range or within a tenth of it.

| what | published | ours | unit | verdict | why | source |
|---|---|---|---|---|---|---|
"""


def _range(low: str, high: str) -> str:
    if low == high:
        return low
    return f"{low} or more" if not high else f"up to {high}" if not low else f"{low} to {high}"


def _shown(value: Fraction) -> str:
    return f"{float(value):,.0f}" if value >= 100 else f"{float(value):.3g}"


def verdict(ours: Fraction, low: str, high: str) -> str:
    """In the range, near it, or by how much it is missed."""
    least = Fraction(low) if low else None
    most = Fraction(high) if high else None
    for limit, beyond in ((least, -1), (most, 1)):
        if limit is not None and (ours - limit) * beyond > 0:
            apart = (ours - limit) / limit
            near = abs(apart) <= NEAR
            return f"{'agrees' if near else 'differs'} ({float(100 * apart):+.0f} %)"
    return "agrees"


def main(arguments: Sequence[str]) -> None:
    """Write docs/validity.md from a plan of the reference."""
    if len(arguments) != 1:
        raise SystemExit("usage: python -m seeds.validity PLAN.xlsx")
    scenario = read_scenario(INPUTS / "reference.xlsx").scenario
    plan = read_plan(Path(arguments[0])).plan
    PAGE.write_text(page(Result(scenario, Ledger(scenario, plan))), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
