"""What becomes of a decision over its periods, in words."""

from collections.abc import Mapping, Sequence

from allocator.accounts.decisions import Codes
from allocator.domain.plan import NAMES
from allocator.domain.scenario import Scenario
from allocator.report.prose import listing, number, opening
from allocator.study.track.names import name_of


def words(
    scenario: Scenario, name: str, head: Codes, was: Mapping[str, int], now: Mapping[str, int]
) -> str:
    """`Norway, from Main works: 2 lots in 2028 instead of 2027`, without its cause."""
    first, *others = (
        name_of(scenario, kind, code) for kind, code in zip(NAMES[name], head, strict=False)
    )
    match name:
        case "join" | "lead":
            verb = {"join": ("joins", "stays out of"), "lead": ("leads", "does not lead")}[name]
            return f"{first} {verb[0] if now[''] else verb[1]} {others[0]}"
        case "operating":
            before, after = _first(was), _first(now)
            if not after:
                return f"{first} does not open in place of {before}"
            return f"{first} starts in {after}" + (f" instead of {before}" if before else "")
        case "contribution":
            return f"{first} gives {_given(was, now)} of {others[0]}"
    who, noun = _who(name, first, others)
    return f"{who}: {_moved(was, now, noun)}"


def _given(was: Mapping[str, int], now: Mapping[str, int]) -> str:
    parts = []
    for at, units in was.items():
        more = now[at] - units
        if more:
            way = "more" if more > 0 else "less"
            parts.append(f"{number(abs(more), 'unit')} {way} in {at}")
    return listing(parts, 6)


def _who(name: str, first: str, others: Sequence[str]) -> tuple[str, str]:
    """Who orders, buys, decides or pays what, and what is counted of it."""
    match name:
        case "delivered" | "pool_delivered":
            return f"{first}, from {others[0]}", "lot"
        case "pool_shares":
            return f"{first}, in {others[0]} from {others[1]}", "share"
        case "expansion":
            return first, "step"
        case "component_expansion":
            return opening(f"{first} in {others[0]}"), "step"
        case _:
            return f"{first}, for {' in '.join(others)}", "tenth of a step"


def _moved(was: Mapping[str, int], now: Mapping[str, int], noun: str) -> str:
    """Where what is added in each period goes to: moved, and more or fewer in all."""
    many = "tenths of steps" if noun == "tenth of a step" else f"{noun}s"
    lost, won = _added(was, now)
    parts = []
    for gone in lost:
        for at in won:
            moved = min(lost[gone], won[at])
            if moved:
                parts.append(f"{number(moved, noun, many)} in {at} instead of {gone}")
                lost[gone] -= moved
                won[at] -= moved
        if lost[gone]:
            parts.append(f"{number(lost[gone], noun, many)} fewer, planned for {gone}")
    parts += [f"{number(much, noun, many)} more in {at}" for at, much in won.items() if much]
    return listing(parts, 6)


def _added(was: Mapping[str, int], now: Mapping[str, int]) -> tuple[dict[str, int], dict[str, int]]:
    """By period what less and what more is added than before."""
    lost, won = dict[str, int](), dict[str, int]()
    before = after = 0
    for at in was:
        less = (was[at] - before) - (now[at] - after)
        if less > 0:
            lost[at] = less
        elif less < 0:
            won[at] = -less
        before, after = was[at], now[at]
    return lost, won


def _first(series: Mapping[str, int]) -> str:
    return next((at for at, value in series.items() if value), "")
