"""Names, amounts and months as running text has them."""

import re
import unicodedata
from collections.abc import Iterable
from fractions import Fraction

from allocator.report.words import short_name
from allocator.tables.text import printable, shortened

BILLION = 1_000_000
"""kEUR."""
SMALL = 50
"""kEUR below which a million with one decimal would show nothing."""
ARTICLE = re.compile(r"(Kingdom|Republic|Republics|States|Netherlands|Federation|Union)$")
"""Ends of names of states that English gives an article."""
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
LEFT_TO_RIGHT = "\u200e"
"""Beside a name that runs from right to left, so that it does not turn the words around it."""
RIGHT_TO_LEFT = ("R", "AL")


def readable(text: str, longest: int = 48) -> str:
    """A name as one line of text: nothing that cannot be printed, cut where it shows."""
    shown = shortened(" ".join(printable(text).split()), longest)
    if any(unicodedata.bidirectional(sign) in RIGHT_TO_LEFT for sign in shown):
        return f"{LEFT_TO_RIGHT}{shown}{LEFT_TO_RIGHT}"
    return shown


def product(name: str) -> str:
    """The name of what a line makes, without its explanations."""
    return readable(short_name(name, 44), 44)


def with_article(name: str) -> str:
    """`the United Kingdom`, but `Poland`."""
    return f"the {name}" if ARTICLE.search(name) else name


def opening(text: str) -> str:
    """The text as a sentence begins."""
    return text[:1].upper() + text[1:]


def ended(text: str) -> str:
    """The text with a full stop, unless it ends in a stop of its own."""
    return text if text.endswith((".", "…")) else f"{text}."


def amount(kilo_euro: int | Fraction) -> str:
    """`EUR 12.3 bn`, `EUR 45.6 million`, `EUR 0.012 million`."""
    size = max(kilo_euro, -kilo_euro)
    if size >= BILLION:
        return f"EUR {float(Fraction(kilo_euro) / BILLION):,.1f} bn"
    digits = 1 if size >= SMALL or not size else 3
    return f"EUR {float(Fraction(kilo_euro) / 1_000):,.{digits}f} million"


def percent(part: Fraction, digits: int = 1) -> str:
    """`12.3 %`; what is not nothing never reads as nothing."""
    text = f"{float(100 * part):,.{digits}f} %"
    least = Fraction(1, 100 * 10**digits)
    return f"under {float(100 * least):.{digits}f} %" if 0 < part < least / 2 else text


def month_name(count: int) -> str:
    """`July 2026` of a count of months since January of year 0."""
    return f"{MONTHS[count % 12]} {count // 12}"


def number(count: int, one: str, many: str = "") -> str:
    """`one pool`, `3 pools`."""
    return f"one {one}" if count == 1 else f"{count:,} {many or one + 's'}"


def whole_listing(names: Iterable[str]) -> str:
    """`A, B and C`, all of them."""
    parts = list(names)
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
