"""What the slides have in common: forms of figures and charts, and the frame of a slide."""

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from allocator.report.numbers import BILLION, MILLION, MoneyUnit
from allocator.report.prose import readable, whole_listing
from allocator.report.view import View
from allocator.tables.slide import Slide

LABEL = "[>=10]#,##0;[>=0.05]0.0;0"
"""Number format of amounts beside their bars: one decimal below ten, none above."""
SHARE = "0%"
"""Number format of axes that show parts."""
BAR_NAME = 40
"""Characters of a capability beside its bar."""
MOST_COLUMNS = 40
"""Columns beside one another that still carry their names."""
MOST_BARS = 14
"""Bars below one another that do."""


def chart_unit(amounts: Iterable[int | Fraction]) -> tuple[MoneyUnit, str]:
    """In what a chart counts money, and the number format of its axis.

    Billions where the largest amount reaches ten of them, so that the axis needs no decimals.
    """
    largest = max((abs(Fraction(each)) for each in amounts), default=Fraction(0))
    if largest >= 10 * BILLION.kilo_euros:
        return BILLION, "#,##0"
    return MILLION, "#,##0" if largest >= 5 * MILLION.kilo_euros else "#,##0.0"


def framed(view: View, slide: Slide) -> Slide:
    """The slide with its marks, and with where its figures stand in its notes."""
    record = view.provenance
    where = (
        f"Figures: {'sheet' if len(slide.sources) == 1 else 'sheets'} "
        f"{whole_listing(slide.sources)}."
    )
    origin = (
        f"Plan {record.plan_digest[:12]} of {readable(record.input_name, 80)}, "
        f"effort {record.effort}, verified before it was written."
    )
    return replace(
        slide,
        marking=view.marking,
        what_if=view.policy.what_if,
        notes="\n".join(filter(None, (slide.notes, where, origin, view.policy.what_if))),
    )
