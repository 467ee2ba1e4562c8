"""What becomes of a decision over its periods, in words."""

from collections.abc import Mapping

from allocator.accounts.decisions import Codes
from allocator.domain.plan import NAMES
from allocator.domain.scenario import Scenario
from allocator.report.prose import listing, number, readable


def words(
    scenario: Scenario, name: str, head: Codes, was: Mapping[str, int], now: Mapping[str, int]
) -> str:
    """`B gets 2 lots from B1 in 2028 instead of 2027`, without its cause."""
    named = dict(zip(NAMES[name], head, strict=False))
    match name:
        case "join" | "lead":
            verb = {"join": ("joins", "stays out of"), "lead": ("leads", "does not lead")}[name]
            return f"{_state(scenario, head[0])} {verb[0] if now[''] else verb[1]} {head[1]}"
        case "operating":
            first, then = _first(was), _first(now)
            if not then:
                return f"{head[0]} does not open in place of {first}"
            return f"{head[0]} starts in {then}" + (f" instead of {first}" if first else "")
        case "contribution":
            return f"{_state(scenario, head[0])} gives {_given(was, now)} of {named['capability']}"
    who, noun = _who(scenario, name, head)
    return f"{who} {_moved(was, now, noun)}"


def _given(was: Mapping[str, int], now: Mapping[str, int]) -> str:
    parts = []
    for at, units in was.items():
        more = now[at] - units
        if more:
            way = "more" if more > 0 else "less"
            parts.append(f"{number(abs(more), 'unit')} {way} in {at}")
    return listing(parts, 6)


def _who(scenario: Scenario, name: str, head: Codes) -> tuple[str, str]:
    match name:
        case "delivered":
            return f"{_state(scenario, head[0])}, from {head[1]}:", "lot"
        case "pool_delivered":
            return f"{head[0]}, from {head[1]}:", "lot"
        case "pool_shares":
            return f"{_state(scenario, head[0])}, in {head[1]} from {head[2]}:", "share"
        case "expansion":
            return f"{head[0]}:", "step"
        case "component_expansion":
            return f"{head[0]} in {head[1]}:", "step"
        case _:
            return f"{_state(scenario, head[0])}, for {' in '.join(head[1:])}:", "tenth of a step"


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


def _state(scenario: Scenario, code: str) -> str:
    record = scenario.state_by_code.get(code)
    return readable(record.name) if record is not None and record.name else code
