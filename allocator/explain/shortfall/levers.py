"""Which cells may have to do with a capability that is short, and how they go together."""

from collections.abc import Iterator, Mapping
from typing import Literal

from allocator.domain.pool import Exclusion
from allocator.domain.rule import Pledge, Rule
from allocator.domain.scenario import Scenario
from allocator.explain.marginal.reached import Name
from allocator.explain.shortfall.question import Question
from allocator.explain.stipulations.stipulation import AUTHORITIES, Stipulation

Theme = Literal[
    "money", "people", "industry", "pools", "support", "caps", "law", "promises", "enablers", "time"
]
THEMES: Mapping[str, Theme] = {
    "ceiling": "money",
    "carry-over": "money",
    "window ceiling": "money",
    "burden ceiling": "money",
    "fund amount": "money",
    "small state burden ceiling": "money",
    "stand alone limit": "money",
    "burden limit in force": "money",
    "return rate": "money",
    "inside share": "money",
    "design authority": "money",
    "free posts": "people",
    "posts limit": "people",
    "training": "people",
    "rate": "industry",
    "least rate": "industry",
    "expansion steps": "industry",
    "component output": "industry",
    "customers": "industry",
    "lead time": "time",
    "licence delay": "time",
    "expansion time": "time",
    "pool start": "time",
    "outside support": "support",
    "dependence cap": "support",
    "concentration cap": "caps",
    "host cap": "caps",
    "second source": "caps",
    "large system": "caps",
    "retirement": "caps",
    "licence": "law",
    "ban": "law",
    "exclusion": "law",
    "rule's cap": "law",
    "pledge": "promises",
    "enabler": "enablers",
    "least members": "pools",
    "most members": "pools",
    "least lots": "pools",
    "pool size": "pools",
    "member by role": "pools",
    "barred": "pools",
    "framework nation": "pools",
    "least share": "pools",
    "most share": "pools",
    "call": "pools",
    "availability": "pools",
    "small state pool limit": "pools",
}
"""Kinds that can keep a capability short by themselves; floors and old contracts cannot be seen to
where the rest of a plan stands still, and are left out."""
OF_STATES: frozenset[Theme] = frozenset({"money", "people"})
"""Themes whose cells speak of states and not of capabilities."""
SETTINGS = "settings"


def levers(question: Question) -> tuple[Stipulation, ...]:
    """The cells that may have to do with it: of the capability and what it counts beside, of money
    and people; see `preference` for their order."""
    scenario = question.scenario
    spoken = frozenset(_codes(scenario, question))
    found = [
        one
        for one in question.known.values()
        if (theme := THEMES.get(one.kind)) is not None
        and (theme in OF_STATES or one.sheet == SETTINGS or _concerns(one, spoken))
    ]
    return tuple(sorted(found, key=preference))


def preference(one: Stipulation) -> tuple[bool, int]:
    """What a planner would rather change comes first: outside support last, else what is easiest
    to change."""
    return THEMES[one.kind] == "support", AUTHORITIES.index(one.authority)


def themes(found: tuple[Stipulation, ...]) -> dict[Theme, tuple[Name, ...]]:
    """The levers by theme, those of a kind side by side."""
    groups: dict[Theme, list[Name]] = {}
    for one in sorted(found, key=lambda one: one.kind):
        groups.setdefault(THEMES[one.kind], []).append(one.name)
    return {theme: tuple(names) for theme, names in groups.items()}


def _codes(scenario: Scenario, question: Question) -> Iterator[str]:
    """Of the capabilities, their lines and pools, and the components of these."""
    for code in question.capabilities:
        yield code
        yield from (line.code for line in scenario.lines_of[code])
        yield from (pool.code for pool in scenario.pools_of[code])
        lines = {line.code for line in scenario.lines_of[code]}
        yield from (use.component for use in scenario.component_use if use.line in lines)


def _concerns(one: Stipulation, codes: frozenset[str]) -> bool:
    record = one.record
    match record:
        case Rule():
            named = {*record.capabilities, *([record.line] if record.line else [])}
        case Pledge():
            named = {record.code}
        case Exclusion():
            named = set(record.capabilities)
        case _:
            named = set(one.key)
    return bool(named & codes)
