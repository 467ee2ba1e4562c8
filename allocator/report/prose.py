"""Names and lists as running text has them, and what makes a sentence of words."""

import re
import unicodedata
from collections.abc import Iterable

from allocator.tables.text import printable, shortened

EXPLANATION = re.compile(r"\s*\([^)]*\)")
ARTICLE = re.compile(r"(Kingdom|Republic|Republics|States|Netherlands|Federation|Union|USA)$")
"""Ends of names of states that English gives an article."""
LEFT_TO_RIGHT = "\u200e"
"""Beside a name that runs from right to left, so that it does not turn the words around it."""
RIGHT_TO_LEFT = ("R", "AL")


def short_name(name: str, longest: int = 34) -> str:
    """A name without its explanations, for the head of a narrow column."""
    plain = EXPLANATION.sub("", name).split(", ")[0].strip()
    return trimmed(plain or name, longest)


def trimmed(text: str, longest: int) -> str:
    """The text, or as many of its words as fit with a mark that shows the cut.

    No explanation stays open and no word is cut, unless more than half would be lost.
    """
    if len(text) <= longest:
        return text
    whole = shortened(text, longest)
    kept = whole[:-1]
    if kept.count("(") > kept.count(")"):
        kept = kept[: kept.rindex("(")]
    elif not text[len(kept)].isspace():
        kept = kept.rpartition(" ")[0]
    kept = kept.rstrip(" ,;:/-–")
    return f"{kept}…" if 2 * len(kept) > longest else whole


def readable(text: str, longest: int = 48) -> str:
    """A name as one line of text: nothing that cannot be printed, cut where it shows."""
    shown = trimmed(" ".join(printable(text).split()), longest)
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


def number(count: int, one: str, many: str = "") -> str:
    """`one pool`, `3 pools`."""
    return f"one {one}" if count == 1 else f"{count:,} {many or one + 's'}"


def of_all(count: int, whole: int) -> str:
    """`both`, `all 5`, `4 of 5`."""
    if count == whole == 2:
        return "both"
    return f"all {whole}" if count == whole > 1 else f"{count} of {whole}"


def verb(count: int, one: str, more: str) -> str:
    """The form that goes with a number of things."""
    return one if count == 1 else more


def whole_listing(names: Iterable[str]) -> str:
    """`A, B and C`, all of them."""
    parts = list(names)
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def listing(names: Iterable[str], most: int = 3) -> str:
    """`A, B and C`, or `A, B, C and 4 more`."""
    parts = list(names)
    if len(parts) > most + 1:
        return f"{', '.join(parts[:most])} and {len(parts) - most} more"
    return whole_listing(parts)
