"""Slide on new money by domain and by state."""

from fractions import Fraction

from allocator.accounts.spending import new_money_by_domain
from allocator.report.investment import money_by_domain
from allocator.report.names import domain_name, horizon, named
from allocator.report.numbers import MoneyUnit, amount, part_of
from allocator.report.prose import listing, opening
from allocator.report.slides.form import LABEL, MOST_BARS, MOST_COLUMNS, chart_unit
from allocator.report.view import Codes, View
from allocator.tables.slide import ChartData, ChartSeries, Slide

MOST_DOMAINS = 7
"""Domains that the columns of states tell apart; the others are put together."""
OTHERS = "Other domains"


def money_title(view: View) -> str:
    """What the plan costs, which domain takes most of it, and how many states pay half."""
    money = view.ledger.new_money
    everything = sum(money.values())
    if everything <= 0:
        return "The plan asks for no new money"
    when = horizon(view) if len(view.periods) > 1 else f"in {view.last}"
    start = f"{amount(everything)} of new money {when}"
    domains = money_by_domain(view)
    first, share = domains.most_common(1)[0]
    part = "all" if share == everything else part_of(Fraction(share, everything), 0)
    most = f"{part} for {domain_name(first)}"
    payers = payers_of_half(view)
    if len(view.states) == 1:
        return f"{start}: {most}"
    who = listing(named(view, state) for state in payers)
    pays = "pays" if len(payers) == 1 else "pay"
    half = Fraction(sum(money[state] for state in payers), everything)
    if len(payers) > 4:
        who = f"{len(payers)} of {len(view.states)} states"
    return f"{start}: {most}; {who} {pays} {part_of(half, 0)} of it"


def payers_of_half(view: View) -> Codes:
    """The fewest states that together pay at least half of the new money, the largest first."""
    money = view.ledger.new_money
    payers: list[str] = []
    for state in sorted(money, key=lambda state: (-money[state], state)):
        if 2 * sum(money[payer] for payer in payers) >= sum(money.values()):
            break
        payers.append(state)
    return tuple(payers)


def money_slide(view: View) -> Slide:
    """New money by domain on the left, by state and domain on the right."""
    paid = {domain: money for domain, money in money_by_domain(view).most_common() if money > 0}
    if not paid:
        return Slide(money_title(view), "New money over all periods", sources=("burden_split",))
    bars = dict(list(paid.items())[:MOST_BARS])
    unit, _ = chart_unit(paid.values())
    domains = ChartData(
        "bar",
        f"New money by domain, EUR {unit.name}",
        tuple(opening(domain_name(domain)) for domain in bars),
        (ChartSeries("New money", tuple(map(unit.of, bars.values())), 2),),
        LABEL,
        labels=True,
        least=0,
        weight=4,
    )
    return Slide(
        money_title(view),
        f"New money {horizon(view)} at {view.policy.price_base_year} prices: "
        "purchases, operation, readiness, fees and growth of industry",
        panels=(domains, _by_state(view, list(paid))),
        sources=("burden_split", "spending"),
    )


def _by_state(view: View, domains: list[str]) -> ChartData:
    """States from the largest payer down, each split by domain."""
    totals, money = view.ledger.new_money, new_money_by_domain(view.ledger)
    states = [s for s in sorted(totals, key=lambda s: (-totals[s], s)) if totals[s] > 0]
    states = states[: MOST_COLUMNS - 4]
    unit, axis = chart_unit(totals.values())
    kept = domains if len(domains) <= MOST_DOMAINS + 1 else domains[:MOST_DOMAINS]
    series = [
        ChartSeries(
            opening(domain_name(domain)), _column(unit, [money.get((s, domain), 0) for s in states])
        )
        for domain in kept
    ]
    rest = domains[len(kept) :]
    if rest:
        sums = [sum(money.get((state, domain), 0) for domain in rest) for state in states]
        series.append(ChartSeries(OTHERS, _column(unit, sums)))
    return ChartData(
        "stacked_column",
        f"New money by state, EUR {unit.name}",
        tuple(view.state_name(state) for state in states),
        tuple(series),
        axis,
        least=0,
        weight=7,
    )


def _column(unit: MoneyUnit, amounts: list[int]) -> tuple[Fraction, ...]:
    return tuple(map(unit.of, amounts))
