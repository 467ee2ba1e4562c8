"""A change of a cell as something that can be done: raise, lower, grant, lift."""

from collections.abc import Mapping

from allocator.explain.marginal.words import figure
from allocator.explain.stipulations.stipulation import Stipulation
from allocator.report.names import capability_name, named
from allocator.report.prose import product
from allocator.report.view import View

NOUNS: Mapping[str, str] = {
    "ceiling": "what {0} may spend in {1}",
    "carry-over": "what {0} may carry on from {1}",
    "window ceiling": "what {0} may spend from {1} to {2}",
    "burden ceiling": "the burden ceiling of {0}",
    "fund amount": "what {1} may draw from {0}",
    "free posts": "the posts that {0} can move to new tasks in {1}",
    "posts limit": "the extra posts that {0} may fill by {1}",
    "training": "the posts that {0} trains in {1}",
    "rate": "the output of {0} in {1}",
    "least rate": "the least output of {0}",
    "expansion steps": "the number of steps by which {0} can be expanded",
    "component output": "the output of {0} by {1} in {2}",
    "lead time": "the lead time of {0}",
    "licence delay": "the delay of {0} for {1}",
    "expansion time": "the time that a step of {0} takes",
    "outside support": "what {0} offers of {1} in {2}",
    "concentration cap": "the part of {0} that one state may count for",
    "dependence cap": "the part of {0} that outside support may be",
    "host cap": "the part of {0} that one host may deliver",
    "retirement": "what {0} retires of {1} in {2}",
    "enabler": "what a unit of {0} needs of {1}",
    "least members": "the least number of members of {0}",
    "most members": "the most members of {0}",
    "least lots": "the lots that {0} needs to operate",
    "pool size": "the most lots of {0}",
    "least share": "the least share of {1} in {0}",
    "most share": "the most shares of {1} in {0}",
    "call": "what {2} calls for of {1} in {0}",
    "availability": "the part of {0} that can answer calls",
}
"""What the figure is, by kind; numbers are places in the key of its row."""
SETTINGS: Mapping[str, str] = {
    "concentration_cap": "a capability",
    "dependence_cap": "a capability",
}
"""What a setting speaks of in the place of a code."""
DEEDS: Mapping[str, str] = {
    "licence": "Let {1} buy from {0}",
    "framework nation": "Let {1} be the framework nation of {0}",
    "barred": "Let {1} be in {0}",
    "member by role": "Let {1} stay out of {0}",
    "customers": "Have {0} sell to all states",
    "large system": "Let small states acquire {0} by themselves",
    "pool start": "Have {0} start earlier",
}
"""What is done to a row that says yes or no."""


def deed(view: View, one: Stipulation, value: int | None) -> str:
    """`Raise the output of L in 2028 (line_rates!C23) from 12 to 14`; None takes the limit away."""
    codes = [_name(view, code) for code in one.key]
    cell = f" ({one.cell})"
    if value is None or one.measure == "yes" or one.kind not in NOUNS:
        phrase = DEEDS.get(one.kind)
        if phrase is not None:
            return phrase.format(*codes) + cell
        if one.kind in NOUNS:
            return f"Have no limit on {NOUNS[one.kind].format(*codes)}{cell}"
        return f'Give up "{one.words}"{cell}'
    verb = "Raise" if value > one.own else "Lower"
    was, now = figure(one, one.own), figure(one, value)
    unit = " months" if one.measure == "months" else ""
    return f"{verb} {NOUNS[one.kind].format(*codes)}{cell} from {was} to {now}{unit}"


def _name(view: View, code: str) -> str:
    if code in view.scenario.state_by_code:
        return named(view, code)
    if code in view.scenario.capability_by_code:
        return capability_name(view, code, 40)
    if code in view.scenario.line_by_code:
        return f"{code} [{product(view.scenario.line_by_code[code].name)}]"
    return SETTINGS.get(code, code)
