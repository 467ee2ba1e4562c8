"""Rows of a plan that are followed up, in words: what their codes mean, and what they count."""

from allocator.domain.plan import NAMES
from allocator.report.names import capability_name, component_name, unit_name
from allocator.report.prose import readable
from allocator.report.view import Codes, View
from allocator.tables.actuals_sheets import OBJECTS


def row_name(view: View, decision: str, codes: Codes) -> str:
    """Pool, line, capability or component; the line of a pool's lots after the pool."""
    scenario, named = view.scenario, dict(zip(NAMES[decision], codes, strict=True))
    parts = []
    if "pool" in named:
        parts.append(scenario.pool_by_code[named["pool"]].name or named["pool"])
    if "line" in named:
        parts.append(scenario.line_by_code[named["line"]].name or named["line"])
    if "capability" in named:
        parts.append(capability_name(view, named["capability"]))
    if "component" in named:
        parts.append(component_name(named["component"]))
    return "; ".join(readable(part) for part in parts)


def row_unit(view: View, decision: str, codes: Codes) -> str:
    """Lots of a line, units of a capability, steps, posts; and by when they are counted."""
    if OBJECTS[decision].unit:
        return OBJECTS[decision].unit
    named = dict(zip(NAMES[decision], codes, strict=True))
    if "capability" in named:
        return f"{unit_name(view, named['capability'])}, in the period"
    capability = view.scenario.line_by_code[named["line"]].capability
    lot, unit = view.scenario.capability_by_code[capability].lot, unit_name(view, capability)
    return f"{unit if lot == 1 else f'lots of {lot:,} × {unit}'}, by the end of the period"
