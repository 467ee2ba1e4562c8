"""What a plan speaks of, as its sentences name it."""

from fractions import Fraction

from allocator.report.numbers import units
from allocator.report.prose import opening, readable, short_name, with_article
from allocator.report.view import View

CANADA = "CAN"
UNIT = 26
"""Characters of a unit."""


def allies(view: View) -> str:
    """Who meets requirements: the European share counts Canada in, where the plan has it."""
    return "Europe and Canada" if CANADA in view.scenario.state_by_code else "the member states"


def named(view: View, state: str) -> str:
    """A state, or an outside host by its code, as running text has it."""
    return with_article(readable(view.state_name(state)))


def subject(view: View, state: str) -> str:
    """The same at the beginning of a sentence; a name is written as it is."""
    name = named(view, state)
    return opening(name) if name.startswith("the ") else name


def capability_name(view: View, code: str, longest: int = 60) -> str:
    """A capability without its explanations, on one line."""
    return readable(view.short_capability(code), longest)


def component_name(code: str) -> str:
    """A component, which has no name but its code, as what it is."""
    return f"component {readable(code)}"


def quantity(view: View, capability: str, count: Fraction | int) -> str:
    """`44` tanks; `24 × 100 rounds` where the unit is a number of things itself."""
    unit = view.scenario.capability_by_code[capability].unit
    return f"{units(count)} × {readable(unit, 24)}" if unit[:1].isdigit() else units(count)


def unit_name(view: View, capability: str) -> str:
    """What units of a capability are, on one line: `tank`, `10 missiles`."""
    return readable(view.scenario.capability_by_code[capability].unit, UNIT)


def lot_name(view: View, capability: str) -> str:
    """What a lot of a capability is: `25 × 1000 rounds`, `tank`."""
    lot, unit = view.scenario.capability_by_code[capability].lot, unit_name(view, capability)
    return unit if lot == 1 else f"{lot:,} × {unit}"


def in_units(view: View, capability: str, longest: int) -> str:
    """`Air-launched cruise missiles [10 missiles]`: the name gives way to the unit."""
    unit = f" [{unit_name(view, capability)}]"
    name = view.scenario.capability_by_code[capability].name
    return readable(short_name(name, longest), max(12, longest - len(unit))) + unit


def domain_name(domain: str) -> str:
    """A domain on one line."""
    return readable(domain, 36)


def spread(first: str, last: str) -> str:
    """`2027` or `2027–2030`."""
    return first if first == last else f"{first}–{last}"


def horizon(view: View) -> str:
    """All periods of the plan."""
    return spread(view.periods[0], view.last)
