"""Slide on outside support at the deadline, against its cap."""

from fractions import Fraction

from allocator.accounts.dependence import Dependence
from allocator.report.names import capability_name
from allocator.report.numbers import part_of
from allocator.report.prose import listing, of_all, opening, verb
from allocator.report.requirements import needed, short
from allocator.report.slides.form import BAR_NAME, MOST_BARS, SHARE
from allocator.report.view import View
from allocator.tables.slide import ChartData, ChartSeries, Slide


def reliant(view: View) -> list[Dependence]:
    """What rests on outside support at the deadline, by how much of it does."""
    found = (view.dependences[code, view.deadline] for code in needed(view, view.deadline))
    return sorted(
        (account for account in found if account.support),
        key=lambda account: (-account.outside_share, account.capability),
    )


def dependence_title(view: View) -> str:
    """How many capabilities rest on outside support at the deadline, and at or above their cap."""
    found, wanted = reliant(view), len(needed(view, view.deadline))
    if not found:
        return f"No capability rests on outside support at the deadline ({view.deadline})"
    beyond = sum(not account.within_cap for account in found)
    at_cap = sum(account.support == account.cap for account in found)
    rest = verb(len(found), "rests", "rest")
    start = (
        f"{opening(of_all(len(found), wanted))} capabilities {rest} on outside support by "
        f"{view.deadline}"
        if wanted > 1
        else f"The one capability required rests on outside support by {view.deadline}"
    )
    if len(found) == 1:
        return f"{start}, {'beyond' if beyond else 'at' if at_cap else 'below'} its cap"
    if beyond:
        return f"{start}; {beyond} {verb(beyond, 'goes', 'go')} beyond the cap"
    if at_cap:
        return f"{start}; {at_cap} {verb(at_cap, 'is', 'are')} at the cap, none beyond it"
    return f"{start}, all of them below the cap"


def dependence_slide(view: View) -> Slide:
    """The capabilities that rest most on outside support, beside what they may."""
    found = reliant(view)
    shown = found[:MOST_BARS]
    left_out = f"; the {len(shown)} highest of {len(found)}" if len(found) > len(shown) else ""
    caps = tuple(Fraction(account.cap or 0, account.required) for account in shown)
    support = tuple(account.outside_share for account in shown)
    chart = ChartData(
        "bar",
        f"Outside support and its cap in {view.deadline}",
        tuple(capability_name(view, account.capability, BAR_NAME) for account in shown),
        (ChartSeries("Outside support", support, 1), ChartSeries("Cap", caps, 7)),
        SHARE,
        least=0,
    )
    return Slide(
        dependence_title(view),
        f"Outside support at the deadline, part of each requirement{left_out}",
        panels=(chart,) if shown else (),
        sentences=tuple(filter(None, (_most_reliant(view, found), _before_the_cap(view)))),
        sources=("dependence",),
    )


def _most_reliant(view: View, found: list[Dependence]) -> str:
    if not found:
        return ""
    first, *others = (
        (capability_name(view, account.capability), part_of(account.outside_share, 0))
        for account in found[:3]
    )
    named = (f"{first[0]} ({first[1]} of the requirement)", *(f"{n} ({p})" for n, p in others))
    return f"Outside support weighs most in {listing(named)}."


def _before_the_cap(view: View) -> str:
    """Where more support is on offer than the cap lets in, and something is missing."""
    barred = [
        code
        for code in short(view, view.deadline)
        if (account := view.dependences[code, view.deadline]).cap is not None
        and account.cap == account.support < account.offered
    ]
    if not barred:
        return ""
    names = listing(capability_name(view, code) for code in barred)
    return f"More is on offer than the cap lets in for {names}, which {_stay(barred)} short."


def _stay(codes: list[str]) -> str:
    return verb(len(codes), "stays", "stay")
