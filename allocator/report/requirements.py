"""What is required, which part of it is met by whom, and of what anything is missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from allocator.report.view import Codes, View


@dataclass(frozen=True, slots=True)
class Cover:
    """Priority-weighted mean parts of some requirements; they add up to 1."""

    european: Fraction
    missing: Fraction

    @property
    def outside(self) -> Fraction:
        """Met by outside support."""
        return 1 - self.european - self.missing


def needed(view: View, period: str) -> Codes:
    """Capabilities of which anything is required in a period, in the order of the workbook."""
    return tuple(code for code in view.capabilities if view.scenario.required[code, period])


def short(view: View, period: str) -> Codes:
    """Those whose requirement is not met."""
    return tuple(code for code in view.capabilities if view.shortfalls[code, period].missing)


def cover(view: View, period: str, domain: str = "") -> Cover:
    """Of all requirements of a period, or of those of a domain."""
    records = view.scenario.capability_by_code
    codes = (code for code in view.capabilities if domain in ("", records[code].domain))
    return cover_of(view, codes, period)


def cover_of(view: View, capabilities: Iterable[str], period: str) -> Cover:
    """Of the requirements of these capabilities; nothing required counts as met by Europe."""
    weight = 0
    european = missing = Fraction(0)
    for code in capabilities:
        if view.scenario.required[code, period]:
            priority = view.scenario.capability_by_code[code].priority
            weight += priority
            european += priority * view.dependences[code, period].european_share
            missing += priority * view.shortfalls[code, period].part
    return Cover(european / weight, missing / weight) if weight else Cover(Fraction(1), Fraction(0))
