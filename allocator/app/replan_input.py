"""What a workbook must have of an old plan to be planned anew from it."""

from collections.abc import Sequence
from difflib import get_close_matches

from allocator.domain.period import Period
from allocator.domain.problem import Problem
from allocator.domain.scenario import Scenario
from allocator.errors import InputError, RequestError


def require_known(scenario: Scenario, states: Sequence[str]) -> None:
    """RequestError for a state to be kept that the workbook does not have."""
    for state in states:
        if state not in scenario.state_by_code:
            near = get_close_matches(state, scenario.state_by_code, 1)
            known = f'did you mean "{near[0]}"?' if near else ", ".join(scenario.state_by_code)
            raise RequestError(f'no member state "{state}" to be kept; {known}')


def require_same_periods(old: Scenario, new: Scenario) -> None:
    """InputError where the periods are not those of the old plan; later ones may follow them."""
    for at, before in enumerate(old.periods):
        here = new.periods[at] if at < len(new.periods) else None
        if here is None or _stretch(here) != _stretch(before):
            raise InputError([_moved(new, before, here)])


def _stretch(period: Period) -> tuple[str, int, int]:
    return period.code, period.start, period.months


def _moved(new: Scenario, before: Period, here: Period | None) -> Problem:
    address = "periods" if here is None else new.book.address("periods", (here.code,))
    read = "nothing" if here is None else f'"{here.code}"'
    return Problem(
        address=address,
        message=f'reads {read} where the plan has the period "{before.code}": the past is '
        "fixed by rows of the plan, which a workbook of other periods does not have",
        remedy="keep the periods of the plan, new ones after them; to begin with later ones, "
        "put what was delivered into holdings and what is ordered into order_book, and solve",
    )
