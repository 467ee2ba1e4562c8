"""Pledges, and the caps and floors of rules."""

from collections.abc import Callable, Iterable
from typing import Any

from allocator.domain.address_book import Key
from allocator.domain.quantity import of_unit
from allocator.domain.record import Record
from allocator.domain.rule import Pledge, Rule
from allocator.domain.scenario import Scenario
from allocator.explain.stipulations.stipulation import (
    Kind,
    Loosens,
    Measure,
    by_law,
)

HOW = {"at_least": "at least", "exactly": "exactly", "at_most": "at most"}
OBJECTS: dict[str, tuple[Measure, str]] = {
    "contribution": ("units", "{state} contributes {how} {units} of {code}"),
    "order": ("units", "{state} gets {how} {units} from {code}"),
    "pool_join": ("yes", "{state} is in {code}: {figure}"),
    "pool_open": ("yes", "{code} operates: {figure}"),
    "expansion": ("steps", "{code} is expanded by {how} {figure} steps"),
}


def _pledge_words(scenario: Scenario, row: Pledge, _: Key, figure: str) -> str:
    line = scenario.line_by_code.get(row.code)
    capability = scenario.capability_by_code.get(line.capability if line else row.code)
    said = OBJECTS[row.object][1].format(
        state=row.state,
        how=HOW[row.relation],
        figure=figure,
        code=row.code,
        units=of_unit(figure, capability.unit) if capability else figure,
    )
    return f"{said} by {row.period}"


def _pledged(
    object_: str, relation: str
) -> Callable[[Scenario, Pledge], Iterable[tuple[Key, int]]]:
    """Of pledges that ask for something: at least nought, or at most one of a yes or no, do not."""

    def figures(_: Scenario, row: Pledge) -> Iterable[tuple[Key, int]]:
        idle = row.relation == "at_least" and row.quantity == 0
        if row.object == object_ and row.relation == relation and not idle:
            yield (str(row.row),), row.quantity

    return figures


def _repledged(_: Scenario, row: Pledge, _key: Key, value: int | None) -> Record | None:
    return None if value is None else row.model_copy(update={"quantity": value})


def _pledge_kind(object_: str, relation: str, loosens: Loosens) -> Kind:
    return Kind(
        name="pledge",
        sheet="pledges",
        column="quantity",
        family="pledges",
        field="pledges",
        identity=lambda row: (str(row.row),),
        figures=_pledged(object_, relation),
        edited=_repledged,
        open_at=lambda _plenty, _row: None,
        words=_pledge_words,
        measure=OBJECTS[object_][0],
        loosens=loosens,
        authority="own",
        basis=lambda row: row.basis,
    )


def _rule_words(_: Scenario, row: Rule, _key: Key, figure: str) -> str:
    who = row.states[0] if len(row.states) == 1 else f"each of {row.binds}"
    how = "at most" if row.effect == "cap" else "at least"
    if row.scope == "domain":
        return f"{who} spends {how} {figure} on {row.on}"
    if row.scope == "line":
        return f"{who} gets {how} {figure} units from {row.on}"
    return f"{who} contributes {how} {figure} units of {row.on}"


def _ruled(effect: str, *scopes: str) -> Any:
    def figures(_: Scenario, row: Rule) -> Iterable[tuple[Key, int]]:
        if row.effect == effect and row.scope in scopes and (row.value or effect == "cap"):
            yield row.key, row.value

    return figures


def _reruled(_: Scenario, row: Rule, _key: Key, value: int | None) -> Record | None:
    return None if value is None else row.model_copy(update={"value": value})


def _rule_kind(effect: str, loosens: Loosens, measure: Measure, *scopes: str) -> Kind:
    return Kind(
        name=f"rule's {effect}",
        sheet="rules",
        column="value",
        family="pledges",
        field="rules",
        identity=lambda row: row.key,
        figures=_ruled(effect, *scopes),
        edited=_reruled,
        open_at=lambda _plenty, _row: None,
        words=_rule_words,
        measure=measure,
        loosens=loosens,
        authority=by_law,
        basis=lambda row: row.legal_basis,
    )


def _pledge_kinds() -> Iterable[Kind]:
    ways: tuple[tuple[str, Loosens], ...] = (
        ("at_least", "down"),
        ("exactly", "both"),
        ("at_most", "up"),
    )
    return (_pledge_kind(name, relation, way) for name in OBJECTS for relation, way in ways)


KINDS: tuple[Kind, ...] = (
    *_pledge_kinds(),
    _rule_kind("floor", "down", "rate", "capability", "line"),
    _rule_kind("floor", "down", "money", "domain"),
    _rule_kind("cap", "up", "rate", "capability", "line"),
    _rule_kind("cap", "up", "money", "domain"),
)
"""Of pledges, by object and relation, and of rules, by effect and what they count."""
