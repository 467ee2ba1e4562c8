"""Aim: one plan among all that are equally good, the same for every order of rows."""

from hashlib import sha256

from allocator.model.draft import Draft
from allocator.model.linear_form import Terms

UNWEIGHTED = frozenset({"carry", "loan"})
"""Decisions that follow from the others; crews are no variables at all."""


def tie_break(draft: Draft) -> Terms:
    """sum of weight x value over all decisions but crews, carry and loans.

    Of what counts it is what does not: weight x (required - counted), so that it is never of use to
    count less.
    The weight, 1 .. 65,536, is one more than the first two bytes of the SHA-256 of the decision's
    name and codes: neutral between states.
    """
    value = Terms()
    for name, entries in draft.decisions.entries.items():
        if name not in UNWEIGHTED:
            sign = -1 if name == "counted" else 1
            for codes, variable in entries.items():
                value.add(sign * weight(name, codes), variable)
    for capability, code in draft.decisions.entries["counted"]:
        required = draft.basis.scenario.required[capability, code]
        value.constant += required * weight("counted", (capability, code))
    return value


def weight(name: str, codes: tuple[str, ...]) -> int:
    """From `name|code|code|...`, codes in the order of the decision's index."""
    digest = sha256("|".join((name, *codes)).encode()).digest()
    return 1 + int.from_bytes(digest[:2], "big")
