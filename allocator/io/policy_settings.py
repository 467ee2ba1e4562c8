"""The policy of a scenario from the rows of the sheet settings."""

from collections.abc import Mapping
from typing import Any

from allocator.domain.policy import AIMS, KeyPart, Policy, ShortfallStep
from allocator.domain.problem import Problem
from allocator.io.column_forms import form
from allocator.io.layout_settings import SETTINGS
from allocator.io.problems import problem
from allocator.io.sheet_rows import SheetRows

STAND_INS: Mapping[str, Any] = {
    "title": "",
    "schema_version": 1,
    "classification": "",
    "price_base_year": 2000,
    "deadline_period": "",
}
"""Fill in for required settings that have a problem, so that the other sheets are checked too."""


def policy(settings: SheetRows | None, problems: list[Problem]) -> Policy:
    """The policy; a blank or absent setting takes its default, a required one is a problem."""
    rows = settings.rows if settings is not None else ()
    named = {str(row.values.get("key")): row for row in rows}
    # A row of which nobody knows what it sets may be the one that seems to be missing.
    misnamed = any("key" in row.doubtful or "key" not in row.values for row in rows)
    values: dict[str, Any] = {}
    for setting in SETTINGS:
        row = named.get(setting.name)
        value = row.values.get("value") if row is not None else None
        if row is None and setting.required and settings is not None and not misnamed:
            what = f'setting "{setting.name}" is missing'
            remedy = f"add a row with its key and {form(setting)}"
            problems.append(problem("settings", what, remedy))
        stand_in = STAND_INS.get(setting.name, setting.default)
        values[setting.name] = stand_in if value is None else value
    tolerances = {aim: values.pop(f"tolerance_{aim}", 0) for aim in AIMS}
    return Policy(
        **{
            **values,
            "tolerances": tuple((aim, given) for aim, given in tolerances.items() if given),
            "burden_key": tuple(
                KeyPart(key=key, weight=weight) for key, weight in values["burden_key"]
            ),
            "shortfall_steps": tuple(
                ShortfallStep(end=end, price=price) for end, price in values["shortfall_steps"]
            ),
        }
    )
