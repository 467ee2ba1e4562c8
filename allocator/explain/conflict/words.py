"""Conflicts in the planner's words."""

from collections.abc import Sequence
from typing import Literal

from allocator.domain.record import grouped
from allocator.explain.conflict.conflict import Conflict, Conflicts
from allocator.explain.conflict.subject import asks
from allocator.explain.stipulations.stipulation import Authority, Stipulation
from allocator.report.prose import verb, whole_listing

AUTHORITY_WORDS: dict[Authority, str] = {
    "own": "yours to change",
    "agreed": "agreed with others",
    "fact": "a fact of industry or people",
    "law": "law",
}
Theme = Literal["law", "pledge", "rule", "money", "people", "output", "pool", "membership", "limit"]
THEMES: dict[Theme, str] = {
    "law": "the law",
    "pledge": "the promise",
    "rule": "the policy",
    "money": "the money",
    "people": "the posts",
    "output": "what industry makes and when",
    "pool": "the terms of pools",
    "membership": "the roles in pools",
    "limit": "the limit",
}
"""What stands against a demand, before its cells."""
THEME_BY_SHEET: dict[str, Theme] = {
    "pledges": "pledge",
    "rules": "rule",
    "budgets": "money",
    "budget_windows": "money",
    "fund_limits": "money",
    "order_book": "money",
    "member_states": "money",
    "personnel": "people",
    "lines": "output",
    "line_rates": "output",
    "components": "output",
    "pools": "pool",
    "calls": "pool",
    "pool_members": "membership",
}


def meaning(conflict: Conflict) -> str:
    """What the set comes to, in one or two sentences."""
    demands = [one for one in conflict.members if asks(one)]
    limits = [one for one in conflict.members if not asks(one)]
    asked = whole_listing(one.cell for one in demands)
    if not limits:
        if len(demands) == 1:
            return (
                f"{asked} asks for what no plan can do, even with every other figure of the "
                "workbook out of the way."
            )
        return f"What {asked} ask for cannot be had together. {_way_out(conflict)}"
    against = whole_listing(
        _theme_words(theme, rows) for theme, rows in grouped(limits, _theme).items()
    )
    asks_for = verb(len(demands), "asks", "ask")
    return f"What {asked} {asks_for} for cannot be had within {against}. {_way_out(conflict)}"


def headline(conflicts: Conflicts) -> str:
    """How many conflicts were found, and whether there are more."""
    count = len(conflicts.found)
    if not count:
        return "No conflict could be pinned down to single cells."
    noun = "conflict" if count == 1 else "different conflicts"
    more = "it is the only one" if count == 1 else "there are no others"
    rest = "" if not conflicts.complete else f": {more}"
    return f"{count} {noun} found{rest}."


def proof(conflict: Conflict) -> str:
    """What is proven of a set."""
    count = len(conflict.members)
    if count == 1:
        return "Proven: no plan holds it, even alone."
    if conflict.minimal:
        return (
            f"Proven: no plan holds these {count} together, even with everything else given up; "
            f"for any {count - 1} of them there is one."
        )
    return (
        f"Proven: no plan holds these {count} together, even with everything else given up. Not "
        "proven minimal: fewer of them may conflict already."
    )


def authority(one: Stipulation) -> str:
    """Who can change it."""
    return AUTHORITY_WORDS[one.authority]


def _way_out(conflict: Conflict) -> str:
    if not conflict.minimal:
        return "Some of these figures must move."
    return "Give up any one of these figures and this conflict is gone."


def _theme(one: Stipulation) -> Theme:
    return "law" if one.authority == "law" else THEME_BY_SHEET.get(one.sheet, "limit")


def _theme_words(theme: Theme, rows: Sequence[Stipulation]) -> str:
    return f"{THEMES[theme]} ({', '.join(one.cell for one in rows)})"
