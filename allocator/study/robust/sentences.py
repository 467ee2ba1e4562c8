"""What one plan for several scenarios comes to, in sentences."""

from collections.abc import Iterator
from fractions import Fraction

from allocator.report.numbers import amount, month_name, part_of, units
from allocator.report.prose import number, opening, readable, verb, whole_listing
from allocator.study.robust.decide import summed
from allocator.study.robust.robust import Robust
from allocator.study.robust.told import Account, Figures

NO_PLAN = {
    "infeasible": "has no plan",
    "undecided": "was not found to have a plan",
}


def sentences(found: Account) -> Iterator[str]:
    """What is shared, the worst scenario, the price of not knowing, and of planning for one."""
    yield _shared(found)
    yield _worst(found)
    yield from _regret(found)
    yield from _base(found)
    yield _decided(found)
    if not found.robust.small:
        yield (
            "The program is too large to be taken whole: these are the best plans found, and only "
            "shortfalls have bounds."
        )
    if not found.robust.finished:
        yield "The search was ended before its time."


def reasons(robust: Robust) -> Iterator[str]:
    """Why there is no plan for all."""
    asked = robust.asked
    period = asked.when.period
    if robust.found == "undecided":
        lost = [name for name in asked.names if robust.alone.get(name) == "undecided"]
        where = (
            f" of {_named(lost)} by {'itself' if len(lost) == 1 else 'themselves'}" if lost else ""
        )
        ended = "" if robust.finished else "; the search was ended before its time"
        yield f"Neither a plan{where} nor a proof that there is none was found{ended}."
        return
    for names in robust.apart:
        if len(names) == 1:
            yield f"{_named(names)} has no plan by itself: see allocator explain conflict."
        else:
            yield (
                f"{_named(names)} cannot be held together: each has a plan by itself, but no "
                f"decisions before {readable(period)} serve {_all(len(names))}."
            )
    if len(robust.apart[0]) > 2:
        yield "Any fewer of them were not found to be in conflict."


def _of(count: int) -> str:
    return "it" if count == 1 else "any of them"


def _all(count: int) -> str:
    return "both" if count == 2 else f"all {count}"


def _named(names: tuple[str, ...] | list[str]) -> str:
    return whole_listing(f'"{readable(name)}"' for name in names)


def _shared(found: Account) -> str:
    asked = found.robust.asked
    if len(found.told) == 1:
        return f"There is one scenario, {_named(asked.names)}: its own best plan is the plan."
    return (
        f"One plan serves {_all(len(found.told))} scenarios: what must be ordered or decided "
        f"before {month_name(asked.when.month)}, when {readable(asked.when.period)} begins, is the "
        f"same in {_named(asked.names)}; what comes after follows the scenario."
    )


def _worst(found: Account) -> str:
    aim, worst = found.together.aims[0], found.worst
    if not aim.value:
        return f"Nothing that is required is missing in {_of(len(found.told))}."
    proof = (
        "which is proven to be the least"
        if aim.proven
        else f"at most {part_of(aim.gap, 2)} of it above the least that is possible"
    )
    return (
        f"The largest weighted shortfall is {units(aim.value)}, in {_named([worst.name])}, {proof}."
    )


def _regret(found: Account) -> Iterator[str]:
    if len(found.told) == 1:
        return
    worse = [each for each in found.told if each.regret > 0]
    if not worse:
        yield (
            "In none of them is the shortfall larger than that of the scenario's own best plan: "
            "not knowing which of them comes costs no shortfall."
        )
    else:
        told = [
            f"{_more(each.regret, each.own.shortfall)} in {_named([each.name])}" for each in worse
        ]
        yield (
            "Against the scenario's own best plan, which knows what comes, the shortfall is larger "
            f"by {whole_listing(told)}."
        )
    value = found.together.aims[0].value
    if value > found.known:
        yield (
            "If it were known beforehand which of them comes, the largest shortfall would be "
            f"{units(found.known)}, {part_of(Fraction(value - found.known, value))} less."
        )


def _more(more: int, whole: int) -> str:
    return part_of(Fraction(more, whole)) if whole else units(more)


def _base(found: Account) -> Iterator[str]:
    """What it costs to plan for the workbook as it stands alone."""
    base, value = found.robust.asked.base.name, found.together.aims[0].value
    if {each.name for each in found.told} == {base}:
        return
    if isinstance(found.robust.alone[base], str):
        yield f"{_named([base])} has no plan by itself that could be held against it."
        return
    begin = f"With the decisions that the best plan found for {_named([base])} alone has by then"
    failed = [each for each in found.told if not isinstance(each.carried, Figures)]
    for each in failed:
        yield f"{begin}, {_named([each.name])} {NO_PLAN[str(each.carried)]}."
    planned = found.planned_for_base
    if planned is None:
        return
    if planned > value:
        part = f"{part_of(Fraction(planned - value, value))} more" if value else "instead of none"
        yield f"{begin}, the largest shortfall is {units(planned)}, {part}."
    else:
        yield f"{begin}, the largest shortfall is the same."


def _decided(found: Account) -> str:
    counts = summed(found.decided)
    kinds = {
        "order": "order",
        "pool order": "order of pools",
        "shares": "purchase of shares",
        "pool": "membership of pools",
        "expansion": "expansion",
        "payment": "payment for expansions",
        "contribution": "contribution",
    }
    more = {
        "pool order": "orders of pools",
        "shares": "purchases of shares",
        "pool": "memberships of pools",
        "payment": "payments for expansions",
    }
    told = [
        number(count, kinds[what], more.get(what, ""))
        for what, (count, _) in sorted(counts.items())
    ]
    if not told:
        return "Nothing has to be decided before it is known which of them it is."
    money = sum(money for _, money in counts.values())
    several = sum(count for count, _ in counts.values())
    they = verb(several, "it commits", "they commit")
    commits = f"; {they} to {amount(money)} of prices, fees and steps" if money else ""
    return (
        f"{opening(whole_listing(told))} {verb(several, 'has', 'have')} to be decided by then"
        f"{commits}."
    )
