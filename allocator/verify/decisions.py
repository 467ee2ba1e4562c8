"""Whether a plan can be judged at all: known codes, whole numbers, sensible domains."""

from collections.abc import Collection, Mapping

from allocator.domain.known_codes import known_codes
from allocator.domain.plan import BINARY, NAMES, Plan
from allocator.domain.scenario import Scenario
from allocator.domain.violation import Violation

OFF = "decided, but the family it serves is left out"


def malformed_decisions(scenario: Scenario, plan: Plan) -> tuple[Violation, ...]:
    """Keys that name nothing and values out of domain; the other families need there to be none."""
    known, off = known_codes(scenario), scenario.policy.decisions_off
    found = []
    for name, shape in NAMES.items():
        decision: Mapping[tuple[str, ...], int] = getattr(plan, name)
        for codes, value in decision.items():
            wrong = OFF if name in off else _wrong_codes(codes, shape, known)
            wrong = wrong or _wrong_value(name, value)
            if not wrong and name in {"pool_delivered", "pool_shares"}:
                wrong = _wrong_line(scenario, *codes[-3:-1])
            if not wrong and name in {"component_expansion", "component_funding"}:
                wrong = _wrong_maker(scenario, *codes[-3:-1])
            if wrong:
                found.append(
                    Violation(family="decisions", subject=codes, message=f"{name}: {wrong}")
                )
    return tuple(found)


def _wrong_codes(
    codes: tuple[str, ...], shape: tuple[str, ...], known: Mapping[str, Collection[str]]
) -> str:
    if len(codes) != len(shape):
        return f"named by {len(codes)} codes where {', '.join(shape)} belong"
    unknown = [
        f'unknown {kind} "{code}"'
        for code, kind in zip(codes, shape, strict=True)
        if code not in known[kind]
    ]
    return ", ".join(unknown)


def _wrong_value(name: str, value: int) -> str:
    if not isinstance(value, int):
        return f"{value} is not a whole number"
    if value < 0:
        return f"{value} is below zero"
    if name in BINARY and value > 1:
        return f"{value} is neither 0 nor 1"
    return ""


def _wrong_maker(scenario: Scenario, component: str, host: str) -> str:
    if (component, host) in scenario.component_by_key:
        return ""
    return f"{component} is not made in {host}"


def _wrong_line(scenario: Scenario, pool: str, line: str) -> str:
    if line in scenario.pool_by_code[pool].lines:
        return ""
    return f"{line} is not among the lines {pool} may buy from"
