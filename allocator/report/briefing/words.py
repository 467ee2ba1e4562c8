"""The sentences of the briefing: what decides the result, said from the plan."""

from collections.abc import Iterator

from allocator.accounts.burden import Burden
from allocator.report.foundations import weak_part
from allocator.report.limits.limit import Limit
from allocator.report.names import allies, named
from allocator.report.numbers import amount, part_of, per_cent_of_key
from allocator.report.prose import listing, number, opening, verb
from allocator.report.requirements import cover, needed, short
from allocator.report.view import Codes, View

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


def sentences(view: View, limits: tuple[Limit, ...]) -> tuple[str, ...]:
    """Sentences on coverage, on what stands in the way, on the split, and on what changes where a
    plan is in force."""
    return (
        _coverage(view),
        *([_obstacles(view, limits)] if needed(view, view.deadline) else []),
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
    if not needed(view, view.deadline):
        return f"Nothing is required at the deadline ({view.deadline})."
    missed = short(view, view.deadline)
    share = part_of(cover(view, view.deadline).european)
    start = f"At the deadline ({view.deadline}) {allies(view)} supply {share} of what is required"
    if not missed:
        return f"{start}; every requirement is met."
    worst = sorted(missed, key=lambda code: (-view.shortfalls[code, view.deadline].part, code))
    gaps = (
        f"{view.short_capability(code)} "
        f"({part_of(view.shortfalls[code, view.deadline].part, 0)} missing)"
        for code in worst[:3]
    )
    count = len(missed)
    return (
        f"{start}; {count} {verb(count, 'requirement is', 'requirements are')} not met, "
        f"the largest {verb(count, 'gap', 'gaps')}: {listing(gaps)}."
    )


def _obstacles(view: View, limits: tuple[Limit, ...]) -> str:
    missed = short(view, view.deadline)
    if not missed:
        return "No limit keeps a requirement of the deadline from being met."
    counts = _counts(view, limits, missed)
    if not counts:
        return "No listed limit stands behind what is missing: later aims and the search decide it."
    if len(missed) == 1:
        reasons = ("".join((REASONS[kind][0], REASONS[kind][2])) for _, kind in counts)
        return f"The requirement that is not met {listing(reasons, 6)}."
    whole = "both" if len(missed) == 2 else f"all {len(missed)}"
    each = [
        f"{whole if count == len(missed) else count} "
        f"{REASONS[kind][0 if count == 1 else 1]}{REASONS[kind][2]}"
        for count, kind in counts
    ]
    if len(each) == 1 and counts[0][0] == len(missed):
        return f"{opening(whole)} that are not met{each[0].removeprefix(whole)}."
    return f"Of the {len(missed)} that are not met, {listing(each, 6)}."


def _counts(view: View, limits: tuple[Limit, ...], missed: Codes) -> list[tuple[int, str]]:
    """How many capabilities each kind of limit keeps short at the deadline, most first."""
    reached: dict[str, set[str]] = {}
    for limit in limits:
        if limit.capability in missed and limit.period == view.deadline:
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
    if not sum(view.ledger.new_money.values()):
        yield "The plan asks no state for new money"
        return
    yield _who_bears(view)
    at_ceiling = len({limit.subject for limit in limits if limit.kind == "ceiling"})
    if not view.policy.holds("budget"):
        yield "ceilings are ignored"
    elif at_ceiling:
        use = verb(at_ceiling, "uses up its", "use up their")
        states = "state" if len(view.states) == 1 else "states"
        yield f"{at_ceiling} of {len(view.states)} {states} {use} ceiling in some period"
    else:
        yield "no state uses up its ceiling in any period"
    weak = weak_part(view)
    if weak > 0:
        yield (
            f"{part_of(weak, 0)} of the new money rests on figures of low or unstated confidence"
        )


def _who_bears(view: View) -> str:
    least, most = extremes(view)
    smallest, largest = (per_cent_of_key(each[0].basis_points) for each in (least, most))
    if most[0].basis_points == least[0].basis_points:
        bears = f"All {len(most)} states carry" if len(most) > 1 else f"{_name(view, most)} carries"
        return f"{opening(bears)} a burden of {largest} of key money"
    bear = verb(len(most), "carries", "carry")
    return (
        f"{opening(_name(view, most))} {bear} the largest burden ({largest} of key money), "
        f"{_name(view, least)} the smallest ({smallest})"
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
        changes = f"{number(count, 'decision')} {verb(count, 'changes', 'change')}"
        start = f"Against the plan in force {changes}, {announced:,} of them announced"
    money = f"{amount(abs(more))} {'less' if more < 0 else 'more'} than" if more else "just what"
    left = f"; {gone:,} of its rows {verb(gone, 'is', 'are')} no decision any more"
    return f"{start}; new money is {money} it asks for at today's prices{left if gone else ''}."
