"""The figures of the workbook that stand behind rows of a program."""

from typing import NamedTuple

from allocator.domain.address_book import Key


class Place(NamedTuple):
    """A cell by the names of its sheet, row and column."""

    sheet: str
    key: Key
    column: str


def place_of(family: str, subject: tuple[str, ...]) -> Place | None:
    """The figure that a row holds plans to; None for rows of many figures.

    Rows are named as `allocator.model.families` says.
    """
    place: Place | None = None
    match family, subject:
        case "budget", (state, period):
            place = Place("budgets", (state, period), "ceiling")
        case "budget", (state, period, "floor"):
            place = Place("budgets", (state, period), "floor")
        case "budget", (state, first, last, "window"):
            place = Place("budget_windows", (state, first, last), "ceiling")
        case "budget", (state, first, last, "window", "floor"):
            place = Place("budget_windows", (state, first, last), "floor")
        case "burden", (state, ("floor" | "ceiling") as end):
            place = Place("member_states", (state,), f"burden_{end}")
        case "personnel", (state, period, "free"):
            place = Place("personnel", (state, period), "posts_free")
        case "pledges", ("rule", code, binds, on, *_):
            place = Place("rules", (code, binds, on), "value")
        case "pledges", (*_, number):
            place = Place("pledges", (number,), "quantity")
    return place
