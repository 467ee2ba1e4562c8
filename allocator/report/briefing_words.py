"""The sentences of the briefing: what decides the result, said from the plan."""

from fractions import Fraction

from allocator.accounts.burden import Burden
from allocator.accounts.dependence import european_share
from allocator.domain.quantity import WHOLE
from allocator.report.foundations import WEAK, by_confidence, money_by_row
from allocator.report.limit import Limit
from allocator.report.view import View
from allocator.report.words import listing

REASONS = {
    "lead time": "wait for orders that arrive too late",
    "no line": "have no line to buy from",
    "line capacity": "meet lines that are full",
    "buyers": "could be bought, but not by states with money and posts left",
    "dependence cap": "have outside support at its cap",
    "concentration": "have states that may count for no more",
    "rule": "meet nothing but rules of law and policy",
}


def percent(part: Fraction, digits: int = 1) -> str:
    """`12.3 %`."""
    return f"{float(100 * part):.{digits}f} %"


def billion(amount: int) -> str:
    """`EUR 12.3 bn` of kEUR."""
    return f"EUR {float(Fraction(amount, 1_000_000)):,.1f} bn"


def sentences(view: View, limits: tuple[Limit, ...]) -> tuple[str, ...]:
    """Sentences on coverage, on what stands in the way, on the split, and on what changes where a
    plan is in force."""
    return (
        _coverage(view),
        _obstacles(view, limits),
        _split(view, limits),
        *([_changes(view)] if view.scenario.plan_in_force else []),
    )


def _coverage(view: View) -> str:
    short = _short(view)
    share = percent(european_share(view.ledger))
    start = f"At the deadline ({view.deadline}) Europe and Canada supply {share} of what is needed"
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
    reached: dict[str, set[str]] = {}
    for limit in limits:
        if limit.capability in short and limit.period == view.deadline:
            reached.setdefault(limit.kind, set()).add(limit.capability)
    # Some rule binds some state for nearly everything; it decides only where nothing else does.
    other = set().union(
        *(codes for kind, codes in reached.items() if kind in REASONS.keys() - {"rule"})
    )
    reached["rule"] = reached.get("rule", set()) - other
    counts = sorted(
        ((len(codes), kind) for kind, codes in reached.items() if codes and kind in REASONS),
        key=lambda pair: (-pair[0], pair[1]),
    )
    if not counts:
        return "No listed limit stands behind what is missing: later aims and the search decide it."
    return (
        f"Of the {len(short)} that are short, "
        f"{listing((f'{count} {REASONS[kind]}' for count, kind in counts), 6)}."
    )


def _split(view: View, limits: tuple[Limit, ...]) -> str:
    burdens = sorted(view.burdens.values(), key=lambda burden: (burden.basis_points, burden.state))
    most, least = burdens[-1], burdens[0]
    at_ceiling = {limit.subject for limit in limits if limit.kind == "ceiling"}
    money = sum(view.ledger.new_money.values())
    tally = by_confidence(view, money_by_row(view))
    weak = sum(tally[level] for level in WEAK)
    share = Fraction(weak, money) if money else Fraction(0)
    return (
        f"{view.state_name(most.state)} carries the largest burden ({_points(most)} of "
        f"its key money), {view.state_name(least.state)} the smallest "
        f"({_points(least)}); "
        f"{len(at_ceiling)} of {len(view.states)} states use up a ceiling in some period; "
        f"{percent(share, 0)} of the new money rests on figures of low or unstated confidence."
    )


def _changes(view: View) -> str:
    count, announced = len(view.changed), sum(series.announced for series in view.changed)
    gone = len(view.vanished)
    before = sum(view.money_in_force.values())
    more = sum(view.ledger.new_money.values()) - before
    start = f"Against the plan in force {count:,} decisions change, {announced:,} of them announced"
    if not count:
        start = "Nothing of the plan in force changes"
    money = f"{billion(abs(more))} {'less' if more < 0 else 'more'} than" if more else "just what"
    left = f"; {gone:,} of its rows {'is' if gone == 1 else 'are'} no decision any more"
    return f"{start}; new money is {money} it asks for at today's prices{left if gone else ''}."


def _points(burden: Burden) -> str:
    return percent(Fraction(burden.basis_points, WHOLE), 2)


def _short(view: View) -> set[str]:
    """Capabilities that are short at the deadline."""
    return {code for code in view.capabilities if view.shortfalls[code, view.deadline].missing}
