"""What the slides have in common: words for parts and units, and the frame of a slide."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil

from allocator.domain.policy import AimName
from allocator.report.prose import amount, opening, percent, readable, with_article
from allocator.report.view import View
from allocator.tables.slide import Slide

MILLION, BILLION = 1_000, 1_000_000
"""kEUR."""
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
CANADA = "CAN"
AIMS: Mapping[AimName, str] = {
    "shortfall": "the shortfall",
    "spread": "the largest burden",
    "cost": "the cost",
    "reliance": "outside support",
    "even_call": "uneven calls",
    "changes": "the number of changes",
    "change_size": "the size of changes",
    "tie_break": "the choice among equals",
}
"""What a plan has as little of as it can, in the words of a sentence."""


def allies(view: View) -> str:
    """Who meets requirements: the European share counts Canada in, where the plan has it."""
    return "Europe and Canada" if CANADA in view.scenario.state_by_code else "the member states"


def named(view: View, state: str) -> str:
    """A state as running text has it."""
    return with_article(readable(view.state_name(state), 30))


def subject(view: View, state: str) -> str:
    """The same at the beginning of a sentence; a name is written as it is."""
    name = named(view, state)
    return opening(name) if name.startswith("the ") else name


def horizon(view: View) -> str:
    """`2026–2030`, or the only period."""
    return "–".join(dict.fromkeys((view.periods[0], view.last)))


def domain_name(domain: str) -> str:
    """A domain as running text has it."""
    return readable(domain, 36)


def capability_name(view: View, code: str, longest: int = 60) -> str:
    """A capability as running text has it."""
    return readable(view.short_capability(code), longest)


def part_of(part: Fraction, digits: int = 1) -> str:
    """`83.3 %`; what is not nothing never reads as nothing, and not quite all never as all."""
    text = percent(part, digits)
    if part < 1 and text == percent(Fraction(1), digits):
        return f"over {percent(1 - Fraction(1, 100 * 10**digits), digits)}"
    return text


def at_most(part: Fraction) -> str:
    """`0.7 %` of 0.61 %: rounded up, so that "by no more than" stays true."""
    return f"{ceil(1_000 * part) / 10:.1f} %"


def per_cent_of_key(basis_points: int) -> str:
    """`1.34 %`."""
    return f"{basis_points / 100:.2f} %"


def many(count: int, whole: int) -> str:
    """`both`, `all 5`, `4 of 5`."""
    if count == whole == 2:
        return "both"
    return f"all {whole}" if count == whole > 1 else f"{count} of {whole}"


def verb(count: int, one: str, more: str) -> str:
    """The form that goes with a number of things."""
    return one if count == 1 else more


@dataclass(frozen=True, slots=True)
class Unit:
    """The unit in which a chart shows money."""

    name: str
    size: int
    """kEUR."""
    axis: str
    """Number format of the axis."""

    def of(self, kilo_euro: int | Fraction) -> Fraction:
        """An amount in the unit."""
        return Fraction(kilo_euro) / self.size


def money_unit(amounts: Iterable[int | Fraction]) -> Unit:
    """EUR bn where the largest amount reaches ten of them, else EUR million."""
    largest = max((abs(Fraction(each)) for each in amounts), default=Fraction(0))
    if largest >= 10 * BILLION:
        return Unit("EUR bn", BILLION, "#,##0")
    return Unit("EUR million", MILLION, "#,##0" if largest >= 5 * MILLION else "#,##0.0")


def money_or_none(kilo_euro: int | Fraction) -> str:
    """An amount, or `none`."""
    return amount(kilo_euro) if kilo_euro else "none"


def millions(kilo_euro: int | Fraction) -> str:
    """`1,234` of a column headed EUR million, `–` of nothing."""
    million = Fraction(kilo_euro) / MILLION
    return f"{float(million):,.{0 if million >= 10 else 1}f}" if kilo_euro else "–"


def sum_of(amounts: Iterable[int | Fraction]) -> str:
    """What amounts of money come to, in words."""
    return amount(sum(amounts, Fraction(0)))


def framed(view: View, slide: Slide) -> Slide:
    """The slide with its marks, and with where its figures stand in its notes."""
    record = view.provenance
    sheets = " and ".join(filter(None, (", ".join(slide.sources[:-1]), *slide.sources[-1:])))
    where = f"Figures: {'sheet' if len(slide.sources) == 1 else 'sheets'} {sheets}."
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
