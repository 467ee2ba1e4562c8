"""Slide on how European each domain is."""

from fractions import Fraction

from allocator.report.names import allies, domain_name
from allocator.report.numbers import part_of
from allocator.report.prose import number, opening
from allocator.report.requirements import cover, needed
from allocator.report.slides.form import MOST_BARS, SHARE
from allocator.report.view import View
from allocator.tables.slide import ChartData, ChartSeries, Slide


def domains_title(view: View) -> str:
    """Which domain is the least European at the deadline, and which the most."""
    ranked = _ranked(view)
    if not ranked:
        return f"Nothing is required in any domain at the deadline ({view.deadline})"
    shares = {domain: cover(view, view.deadline, domain).european for domain in ranked}
    whole = [domain for domain in ranked if shares[domain] == 1]
    if len(whole) == len(ranked):
        return f"Every domain is met by {allies(view)} alone by {view.deadline}"
    lowest = opening(domain_name(ranked[0]))
    least = f"{lowest} is {part_of(shares[ranked[0]])} European by {view.deadline}"
    if len(ranked) == 1:
        return least
    if whole:
        count = number(len(whole), "domain is", "domains are")
        return f"{least}, the least of {len(ranked)} domains; {count} wholly so"
    return (
        f"{least}, the least of {len(ranked)} domains; {domain_name(ranked[-1])} the most, "
        f"{part_of(shares[ranked[-1]])}"
    )


def _ranked(view: View) -> list[str]:
    """Domains in which the deadline requires anything, the least European first."""
    asked = _asked(view, view.deadline)
    shares = {domain: cover(view, view.deadline, domain).european for domain in asked}
    return sorted(asked, key=lambda domain: (shares[domain], domain))


def _asked(view: View, period: str) -> set[str]:
    """Domains in which anything is required in a period."""
    return {view.scenario.capability_by_code[code].domain for code in needed(view, period)}


def domains_slide(view: View) -> Slide:
    """European share by domain at the start, at the deadline and at the end."""
    ranked = _ranked(view)
    shown = ranked[:MOST_BARS]
    periods = tuple(dict.fromkeys((view.periods[0], view.deadline, view.last)))
    left_out = len(ranked) - len(shown)
    note = f"; the {len(shown)} least European domains of {len(ranked)}" if left_out else ""
    chart = ChartData(
        "bar",
        "European share by domain",
        tuple(opening(domain_name(domain)) for domain in shown),
        tuple(
            ChartSeries(period, tuple(cover(view, period, domain).european for domain in shown))
            for period in periods
        ),
        SHARE,
        least=0,
        most=1,
    )
    return Slide(
        domains_title(view),
        f"Priority-weighted mean part of the requirements that the states meet themselves{note}",
        panels=(chart,) if shown else (),
        sentences=_movers(view, shown),
        sources=("coverage", "dependence"),
    )


def _movers(view: View, domains: list[str]) -> tuple[str, ...]:
    """Domains that become more European over the horizon, and those that become less so."""
    both = (view.periods[0], view.last)
    domains = [d for d in domains if all(d in _asked(view, period) for period in both)]
    if view.periods[0] == view.last or not domains:
        return ()
    ends = {domain: [cover(view, p, domain).european for p in both] for domain in domains}
    gains = sorted(domains, key=lambda domain: (ends[domain][0] - ends[domain][1], domain))
    told = []
    best, worst = gains[0], gains[-1]
    if ends[best][1] > ends[best][0]:
        told.append(f"Most is gained in {domain_name(best)}: {_from_to(view, ends[best])}.")
    if ends[worst][1] < ends[worst][0]:
        lost = [domain for domain in domains if ends[domain][1] < ends[domain][0]]
        others = f"; {len(lost)} domains lose ground" if len(lost) > 1 else ""
        told.append(f"Most is lost in {domain_name(worst)}: {_from_to(view, ends[worst])}{others}.")
    return tuple(told)


def _from_to(view: View, ends: list[Fraction]) -> str:
    return f"{part_of(ends[0])} in {view.periods[0]}, {part_of(ends[1])} in {view.last}"
