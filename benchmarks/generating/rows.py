"""A scenario as rows of text: what `write_input_workbook` makes a workbook of."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from allocator.domain.plan import NAMES
from allocator.domain.plan_in_force import PlanRow
from allocator.domain.policy import Policy
from allocator.domain.production_line import ProductionLine
from allocator.domain.scenario import Scenario
from allocator.io.input_writer import Rows, TextRow
from allocator.io.layout import SCENARIO_SHEETS
from allocator.io.layout_settings import SETTINGS
from allocator.io.numbers import percent, shown
from allocator.tables.input_sheet import DECIMALS, CellKind, InputColumn

FIELDS = {"member_states": "states"}
"""Fields of a scenario whose sheet bears another name."""
CODES = {
    "member_states": "state",
    "capabilities": "capability",
    "lines": "line",
    "pools": "pool",
    "periods": "period",
    "rules": "rule",
    "components": "component",
    "funds": "fund",
}
"""The column of each of these sheets that holds the record's own code."""


def text_rows(scenario: Scenario) -> Rows:
    """All sheets of a scenario; reading the workbook made of them gives the scenario back."""
    rows: dict[str, list[TextRow]] = {"settings": _settings(scenario.policy)}
    for sheet in SCENARIO_SHEETS:
        if sheet.name in rows:
            continue
        rows[sheet.name] = [
            {column.name: _text(column, values.get(column.name)) for column in sheet.columns}
            for values in _values(scenario, sheet.name)
        ]
    return rows


def _values(scenario: Scenario, sheet: str) -> Iterator[Mapping[str, Any]]:
    """Values of a sheet's rows by column name."""
    if sheet == "pool_lines":
        for pool in scenario.pools:
            yield from ({"pool": pool.code, "line": line} for line in pool.lines)
        return
    everybody = tuple(state.code for state in scenario.states)
    for record in getattr(scenario, FIELDS.get(sheet, sheet)):
        values = dict(record)
        if sheet in CODES:
            values[CODES[sheet]] = record.code
        if sheet == "lines":
            values |= _line(record, everybody)
        if sheet == "exclusions":
            values["capability"] = record.on
        if sheet == "funds":
            values["group"] = _lent_to(scenario, record.states)
        if sheet == "plan_in_force":
            values |= _keyed(record)
        if sheet == "rules" and record.effect == "forbid":
            values["value"] = None
        if sheet == "components":
            yield from ({**values, "period": when, "output": made} for when, made in record.output)
        else:
            yield values


def _line(line: ProductionLine, everybody: tuple[str, ...]) -> Mapping[str, Any]:
    customers = line.customers
    if customers == (line.host,):
        customers = ("own",)
    elif customers == everybody:
        customers = ("all",)
    return {
        "customers": customers,
        "design_authority": "inside" if line.design_authority_inside else "outside",
        "payment_profile": [(part.offset, part.share) for part in line.payment_profile],
    }


def _lent_to(scenario: Scenario, states: tuple[str, ...]) -> str:
    """The state, the group or the word that means just these states."""
    members: dict[str, tuple[str, ...]] = {"all": tuple(state.code for state in scenario.states)}
    for state in scenario.states:
        for name in (state.code, *state.groups):
            members[name] = (*members.get(name, ()), state.code)
    return next(name for name, codes in members.items() if codes == states)


def _keyed(row: PlanRow) -> Mapping[str, Any]:
    """Codes of a decision in force by what they name."""
    return dict(zip(NAMES[row.decision], row.codes, strict=True))


def _settings(policy: Policy) -> list[TextRow]:
    values = dict(policy)
    values |= {f"tolerance_{aim}": given for aim, given in policy.tolerances}
    values["burden_key"] = [(part.key, part.weight) for part in policy.burden_key]
    values["shortfall_steps"] = [(step.end, step.price) for step in policy.shortfall_steps]
    return [
        {"key": setting.name, "value": _text(setting, values.get(setting.name))}
        for setting in SETTINGS
    ]


def _text(column: InputColumn, value: Any) -> str:
    """A value of the domain as a seed table writes it."""
    if value is None:
        return ""
    if column.kind is CellKind.SHARE:
        return percent(value)
    if column.numeric:
        return shown(value, DECIMALS[column.kind])
    return WORDS.get(column.kind, str)(value)


def _pairs(pairs: Iterable[tuple[int, int]], *, share_first: bool) -> str:
    """`20:1;50:2` where shares come first, `-1:30;0:70` where they come second."""
    return ";".join(
        f"{shown(one, 2)}:{other}" if share_first else f"{one}:{shown(other, 2)}"
        for one, other in pairs
    )


WORDS: Mapping[CellKind, Callable[[Any], str]] = {
    CellKind.YES_NO: lambda value: "yes" if value else "no",
    CellKind.MONTH: lambda value: f"{value // 12}-{value % 12 + 1:02}",
    CellKind.CODES: "; ".join,
    CellKind.AIMS: "; ".join,
    CellKind.WORDS: "; ".join,
    CellKind.PROFILE: lambda value: _pairs(value, share_first=False),
    CellKind.STEPS: lambda value: _pairs(value, share_first=True),
    CellKind.BLEND: lambda value: ";".join(f"{key}:{weight}" for key, weight in value),
}
"""How cells that hold a phrase are written; all others are written as they are."""
