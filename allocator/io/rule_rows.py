"""Rows of rules -> records: who is bound, and on what."""

from collections.abc import Mapping, Sequence
from typing import Any

from allocator.domain.capability import Capability
from allocator.domain.production_line import ProductionLine
from allocator.domain.quantity import MILLE
from allocator.domain.rule import Rule
from allocator.io.draft import Draft, record
from allocator.io.line_rows import Members
from allocator.io.sheet_rows import Row

Scopes = Mapping[str, Mapping[str, tuple[str, ...]]]
"""What a rule may be about: by scope and name, the capabilities it names."""


def rules(
    draft: Draft,
    members: Members,
    capabilities: Sequence[Capability],
    lines: Sequence[ProductionLine],
) -> tuple[Rule, ...]:
    """Rules, with groups spelt out as states and domains as capabilities."""
    scopes = _scopes(capabilities, lines)
    return tuple(_rule(draft, row, members, scopes) for row in draft.rows("rules"))


def _scopes(capabilities: Sequence[Capability], lines: Sequence[ProductionLine]) -> Scopes:
    by_domain: dict[str, list[str]] = {"all": []}
    for capability in capabilities:
        for name in ("all", capability.domain):
            by_domain.setdefault(name, []).append(capability.code)
    return {
        "capability": {capability.code: (capability.code,) for capability in capabilities},
        "line": {line.code: () for line in lines},
        "domain": {name: tuple(sorted(codes)) for name, codes in by_domain.items()},
    }


def _rule(draft: Draft, row: Row, members: Members, scopes: Scopes) -> Rule:
    values: Mapping[str, Any] = row.values
    scope, *others = [scope for scope, things in scopes.items() if values["on"] in things]
    if others:
        what = f'"{values["on"]}" is the name of a {" and of a ".join([scope, *others])}'
        draft.refuse("rules", row, "on", what, "give them different names")
    return record(
        Rule,
        row,
        code=values["rule"],
        states=members[values["binds"]],
        scope=scope,
        capabilities=scopes[scope][values["on"]],
        line=values["on"] if scope == "line" else None,
        value=_value(draft, row, scope),
    )


def _value(draft: Draft, row: Row, scope: str) -> int:
    """The value of a cap or floor; forbidding needs none."""
    values: Mapping[str, Any] = row.values
    value: int | None = values["value"]
    if values["effect"] == "forbid":
        if value:
            draft.refuse("rules", row, "value", "forbid has no value", "leave it blank, or use cap")
        return 0
    if value is None:
        remedy = "write the units" if scope != "domain" else "write the money in EUR m"
        draft.refuse("rules", row, "value", f"blank, but {values['effect']} needs a value", remedy)
        return 0
    if scope != "domain" and value % MILLE:
        draft.refuse(
            "rules", row, "value", "units on a capability or line are whole", "write a whole number"
        )
    return value
