"""The sentences of the briefing: what decides the result, said from the plan."""

from collections.abc import Iterator
from fractions import Fraction

from allocator.accounts.burden import Burden
from allocator.accounts.dependence import european_share
from allocator.domain.quantity import WHOLE
from allocator.report.foundations import WEAK, by_confidence, money_by_row
from allocator.report.limits.limit import Limit
from allocator.report.prose import amount, number, opening, percent
from allocator.report.slides.words import allies, named
from allocator.report.view import View
from allocator.report.words import listing

REASONS = {
    "lead time": ("waits", "wait", " for orders that arrive too late"),
    "no line": ("has", "have", " no line to buy from"),
    "line capacity": ("meets", "meet", " lines that are full"),
    "buyers": ("could", "could", " be bought, but not by states with money and posts left"),
    "dependence cap": ("has", "have", " outside support at its cap"),
    "concentration": ("has", "have", " states that may count for no more"),
    "rule": ("meets", "meet", " nothing but rules of law and policy"),
}
"""What stands behind a shortfall: the verb for one, for several, and the rest."""


def billion(amount: int) -> str:
    """`EUR 12.3 bn` of kEUR."""
    return f"EUR {float(Fraction(amount, 1_000_000)):,.1f} bn"


def sentences(view: View, limits: tuple[Limit, ...]) -> tuple[str, ...]:
    """Sentences on coverage, on what stands in the way, on the split, and on what changes where a
    plan is in force."""
    return (
        _coverage(view),
        _obstacles(view, limits),
        f"{'; '.join(_split(view, limits))}.",
        *([_changes(view)] if view.scenario.plan_in_force else []),
    )


def extremes(view: View) -> tuple[tuple[Burden, ...], tuple[Burden, ...]]:
    """States with the smallest burden, and those with the largest, in the workbook's order."""
    burdens = [view.burdens[state] for state in view.states]
    sizes = [burden.basis_points for burden in burdens]
    least, most = (
        tuple(burden for burden in burdens if burden.basis_points == size)
        for size in (min(sizes), max(sizes))
    )
    return least, most


def _coverage(view: View) -> str:
    short = _short(view)
    share = percent(european_share(view.ledger))
    start = f"At the deadline ({view.deadline}) {allies(view)} supply {share} of what is required"
    if not short:
        return f"{start}; every requirement is met."
    worst = sorted(short, key=lambda code: (-view.shortfalls[code, view.deadline].part, code))
    named = (
        f"{view.short_capability(code)} "
        f"({percent(view.shortfalls[code, view.deadline].part, 0)} missing)"
        for code in worst[:3]
    )
    count = len(short)
    return (
        f"{start}; {count} {'requirement is' if count == 1 else 'requirements are'} not met, "
        f"the largest {'gap' if count == 1 else 'gaps'}: {listing(named)}."
    )


def _obstacles(view: View, limits: tuple[Limit, ...]) -> str:
    short = _short(view)
    if not short:
        return "No limit keeps a requirement of the deadline from being met."
    counts = _counts(view, limits, short)
    if not counts:
        return "No listed limit stands behind what is missing: later aims and the search decide it."
    if len(short) == 1:
        reasons = ("".join((REASONS[kind][0], REASONS[kind][2])) for _, kind in counts)
        return f"The requirement that is not met {listing(reasons, 6)}."
    each = (
        f"{count} {REASONS[kind][0 if count == 1 else 1]}{REASONS[kind][2]}"
        for count, kind in counts
    )
    return f"Of the {len(short)} that are not met, {listing(each, 6)}."


def _counts(view: View, limits: tuple[Limit, ...], short: set[str]) -> list[tuple[int, str]]:
    """How many capabilities each kind of limit keeps short at the deadline, most first."""
    reached: dict[str, set[str]] = {}
    for limit in limits:
        if limit.capability in short and limit.period == view.deadline:
            reached.setdefault(limit.kind, set()).add(limit.capability)
    # Some rule binds some state for nearly everything; it decides only where nothing else does.
    other = set().union(
        *(codes for kind, codes in reached.items() if kind in REASONS.keys() - {"rule"})
    )
    reached["rule"] = reached.get("rule", set()) - other
    return sorted(
        ((len(codes), kind) for kind, codes in reached.items() if codes and kind in REASONS),
        key=lambda pair: (-pair[0], pair[1]),
    )


def _split(view: View, limits: tuple[Limit, ...]) -> Iterator[str]:
    money = sum(view.ledger.new_money.values())
    if not money:
        yield "The plan asks no state for new money"
        return
    yield _who_bears(view)
    at_ceiling = len({limit.subject for limit in limits if limit.kind == "ceiling"})
    if at_ceiling:
        verb = "uses up its" if at_ceiling == 1 else "use up their"
        states = "state" if len(view.states) == 1 else "states"
        yield f"{at_ceiling} of {len(view.states)} {states} {verb} ceiling in some period"
    else:
        yield "no state uses up its ceiling in any period"
    tally = by_confidence(view, money_by_row(view))
    weak = Fraction(sum(tally[level] for level in WEAK), money)
    if weak > 0:
        yield (
            f"{percent(weak, 0)} of the new money rests on figures of low or unstated confidence"
        )


def _who_bears(view: View) -> str:
    least, most = extremes(view)
    if most[0].basis_points == least[0].basis_points:
        bears = f"All {len(most)} states carry" if len(most) > 1 else f"{_name(view, most)} carries"
        return f"{opening(bears)} a burden of {_points(most[0])} of key money"
    verb = "carry" if len(most) > 1 else "carries"
    return (
        f"{opening(_name(view, most))} {verb} the largest burden "
        f"({_points(most[0])} of key money), {_name(view, least)} the smallest "
        f"({_points(least[0])})"
    )


def _name(view: View, burdens: tuple[Burden, ...]) -> str:
    """The only state, or how many there are."""
    return named(view, burdens[0].state) if len(burdens) == 1 else f"{len(burdens)} states"


def _changes(view: View) -> str:
    count, announced = len(view.changed), sum(series.announced for series in view.changed)
    gone = len(view.vanished)
    before = sum(view.money_in_force.values())
    more = sum(view.ledger.new_money.values()) - before
    start = "Nothing of the plan in force changes"
    if count:
        changes = f"{number(count, 'decision')} {'changes' if count == 1 else 'change'}"
        start = f"Against the plan in force {changes}, {announced:,} of them announced"
    money = f"{amount(abs(more))} {'less' if more < 0 else 'more'} than" if more else "just what"
    left = f"; {gone:,} of its rows {'is' if gone == 1 else 'are'} no decision any more"
    return f"{start}; new money is {money} it asks for at today's prices{left if gone else ''}."


def _points(burden: Burden) -> str:
    return percent(Fraction(burden.basis_points, WHOLE), 2)


def _short(view: View) -> set[str]:
    """Capabilities that are short at the deadline."""
    return {code for code in view.capabilities if view.shortfalls[code, view.deadline].missing}
