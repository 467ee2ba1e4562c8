"""What a cell touches: the part of a large plan that is decided anew with another figure in it."""

from collections.abc import Iterator, Sequence

from allocator.domain.production_line import Component
from allocator.domain.scenario import Scenario
from allocator.engine.area import Area
from allocator.explain.marginal.reached import Reached
from allocator.report.view import View

MOST_CAPABILITIES, MOST_STATES = 6, 4
"""More would not be settled in a second or two; those that are short come first."""


def area_of(view: View, one: Reached) -> Area:
    """The capabilities that the cell speaks of or keeps short, with those that hold them back or
    that they hold back as enablers; where it speaks of none, all that its states do."""
    scenario, record = view.scenario, one.stipulation.record
    if isinstance(record, Component):
        first = sorted(
            _using(scenario, record), key=lambda code: (code not in one.capabilities, code)
        )
        return Area(tuple(sorted(first[:MOST_CAPABILITIES])), (record.code,))
    spoken = sorted(set(_spoken_of(scenario, one))) or one.capabilities
    if spoken:
        return Area(_with_partners(view, spoken[:MOST_CAPABILITIES]))
    return Area(states=_states(scenario, one))


def stays_apart(scenario: Scenario, one: Reached, figure: int) -> bool:
    """Whether every row that the figure changes has a variable of its area.

    With other months, rights or customers there is more or less to decide, as there is where a
    figure is zero; what retires has a say in what units need of people anywhere. And a cell that
    does not name what its area is of, such as a limit of the policy, concerns much else besides.
    """
    stipulation = one.stipulation
    if stipulation.measure in ("months", "yes", "members") or stipulation.kind == "retirement":
        return False
    return 0 not in (figure, stipulation.own) and _names_its_area(scenario, one)


def _names_its_area(scenario: Scenario, one: Reached) -> bool:
    record = one.stipulation.record
    if isinstance(record, Component):
        return len(_using(scenario, record)) <= MOST_CAPABILITIES
    if any(_spoken_of(scenario, one)):
        return True
    # An area of what the cell keeps short is no area of the state that it names.
    return not one.capabilities and any(c in scenario.state_by_code for c in one.stipulation.key)


def _using(scenario: Scenario, component: Component) -> set[str]:
    """The capabilities whose lines use a component."""
    lines = [use.line for use in scenario.component_use if use.component == component.code]
    return {scenario.line_by_code[line].capability for line in lines}


def _spoken_of(scenario: Scenario, one: Reached) -> Iterator[str]:
    """Capabilities that the row names, or whose lines and pools it names."""
    codes = list(one.stipulation.key)
    if one.stipulation.sheet == "pledges":
        codes.append(getattr(one.stipulation.record, "code", ""))
    for code in codes:
        if code in scenario.capability_by_code:
            yield code
        elif code in scenario.line_by_code:
            yield scenario.line_by_code[code].capability
        elif code in scenario.pool_by_code:
            yield scenario.pool_by_code[code].capability


def _with_partners(view: View, codes: Sequence[str]) -> tuple[str, ...]:
    """With the capabilities at the other end of an enabler's row that lets no unit more count."""
    found = set(codes)
    for key in view.short:
        account = view.enabled.get(key)
        for ratio in account.holding if account is not None else ():
            pair = {ratio.row.combat_capability, ratio.row.enabler_capability}
            if pair & set(codes):
                found |= pair
    return tuple(sorted(found))


def _states(scenario: Scenario, one: Reached) -> tuple[str, ...]:
    named = [code for code in one.stipulation.key if code in scenario.state_by_code]
    return (tuple(named) or one.states or tuple(scenario.state_by_code))[:MOST_STATES]
