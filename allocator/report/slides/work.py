"""Slide on the money that states put into industry, and the work that comes back."""

from fractions import Fraction

from allocator.accounts.footprint import Footprint
from allocator.report.names import named
from allocator.report.numbers import amount, part_of
from allocator.report.prose import listing, of_all, opening, verb
from allocator.report.slides.form import MOST_COLUMNS, chart_unit
from allocator.report.view import View
from allocator.tables.slide import ChartData, ChartSeries, Slide


def footprint_title(view: View) -> str:
    """How much of the money becomes work in the states, and who misses work that must come back."""
    accounts = view.footprints.values()
    money = sum(account.money for account in accounts)
    if money <= 0:
        return "The plan puts no money into industry"
    work = sum((account.work for account in accounts), Fraction(0))
    start = f"Of {amount(money)} for industry {part_of(work / money, 0)} becomes work in the states"
    if work == money:
        start = f"All of {amount(money)} for industry becomes work in the states"
    lacking = _lacking(view)
    if lacking:
        who = listing(named(view, account.state) for account in lacking)
        if len(lacking) > 3:
            who = f"{len(lacking)} of {len(view.states)} states"
        return f"{start}; {who} {verb(len(lacking), 'misses', 'miss')} part of the return"
    if not view.policy.holds("footprint") or not view.policy.return_rate:
        back = [a for a in accounts if a.money > 0 and a.work >= a.money]
        payers = [a for a in accounts if a.money > 0]
        gets = verb(len(back), "gets back all it puts", "get back all they put")
        if len(payers) == 1:
            gets = "gets back all it puts" if back else "gets back less than it puts"
            return f"{start}; the one payer {gets} in"
        return f"{start}; {of_all(len(back), len(payers))} payers {gets} in"
    return f"{start}; no state misses the return it is due"


def _lacking(view: View) -> list[Footprint]:
    """States that miss work they should get back, the most first; none where no return is asked."""
    if not view.policy.holds("footprint"):
        return []
    found = [account for account in view.footprints.values() if account.missing]
    return sorted(found, key=lambda account: (-account.missing, account.state))


def footprint_slide(view: View) -> Slide:
    """Money in and work placed by state, from the largest of either down."""
    accounts = sorted(
        view.footprints.values(),
        key=lambda account: (-max(Fraction(account.money), account.work), account.state),
    )
    shown = [a for a in accounts if a.money or a.work][:MOST_COLUMNS]
    unit, axis = chart_unit([value for account in shown for value in (account.money, account.work)])
    chart = ChartData(
        "column",
        f"Money put in and work placed by state, EUR {unit.name}",
        tuple(view.state_name(account.state) for account in shown),
        (
            ChartSeries("Money put in", tuple(unit.of(account.money) for account in shown), 0),
            ChartSeries("Work placed", tuple(unit.of(account.work) for account in shown), 1),
        ),
        axis,
    )
    return Slide(
        footprint_title(view),
        "Payments for lots, shares and growth of industry, and the work they place; " + _rule(view),
        panels=(chart,) if shown else (),
        sentences=tuple(filter(None, (_balance(view), _missing(view)))),
        sources=("footprint",),
    )


def _rule(view: View) -> str:
    policy = view.policy
    if not policy.return_rate or not policy.holds("footprint"):
        return "no return is asked for"
    must = "must" if policy.return_rule == "hard" else "should"
    return f"{part_of(Fraction(policy.return_rate, 10_000), 0)} of the money {must} come back"


def _balance(view: View) -> str:
    """Who receives most beyond what it puts in, and who most below."""
    ranked = sorted(view.footprints.values(), key=lambda a: (a.work - a.money, a.state))
    least, most = ranked[0], ranked[-1]
    more, less = most.work - most.money, least.money - least.work
    if more > 0 and less > 0:
        told = (
            f"{named(view, most.state)} receives {amount(more)} more work than it pays for, "
            f"{named(view, least.state)} {amount(less)} less"
        )
    elif more > 0:
        told = f"{named(view, most.state)} receives {amount(more)} more work than it pays for"
    elif less > 0:
        told = f"{named(view, least.state)} receives {amount(less)} less work than it pays for"
    else:
        return ""
    return f"{opening(told)}."


def _missing(view: View) -> str:
    lacking = _lacking(view)
    if not lacking:
        return ""
    whole = amount(sum((account.missing for account in lacking), Fraction(0)))
    who = listing(f"{named(view, a.state)} ({amount(a.missing)})" for a in lacking)
    return f"{opening(whole)} of the return is missing: {who}."
