"""How much room a text takes in the slides' font, and how to make it fit.

Widths are those of Calibri (and of Carlito, its metric twin) in hundredths of the font size, bold
ones where they are larger, so that a text that fits here fits in a viewer, regular or bold.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from allocator.tables.text import printable

WIDTHS = {
    25: " il'",
    28: "j,.I:;`",
    35: "()[]{}-f!Jt",
    36: "r",
    43: "sz/\\Lc",
    47: "?FSxgvy",
    51: 'Z|k#*+<=>^_e~$0123456789aET"',
    55: "YCPbdhnopqu",
    60: "KXBRV",
    66: "ADHGUN",
    70: "OQ&",
    75: "%w",
    83: "m",
    91: "M@W…—",
}
ADVANCE = {letter: width for width, letters in WIDTHS.items() for letter in letters}
OTHER, WIDE = 85, 105
"""Any other letter, and one of a script or a symbol that fills a square."""
LINE = 1.22
"""Height of a line over the font size."""
MARGIN = 1.04
"""Viewers break lines a little differently."""


def plain_text(text: str) -> str:
    """A name or a sentence on one line, with a visible sign for what cannot be shown."""
    return " ".join(printable(text).split())


@cache
def advance(letter: str) -> int:
    """Width of a character in hundredths of the font size, rather too much than too little."""
    known = ADVANCE.get(letter)
    if known is not None:
        return known
    if unicodedata.combining(letter):
        return 0
    if unicodedata.east_asian_width(letter) in "WF":
        return WIDE
    base = unicodedata.normalize("NFKD", letter)[0]
    return ADVANCE.get(base, OTHER)


def width(text: str, size: float) -> float:
    """Points that a text takes on one line."""
    return MARGIN * size * sum(map(advance, text)) / 100


def lines(text: str, size: float, room: float) -> int:
    """Lines that a text breaks into; words longer than a line are broken, too."""
    count, used = 1, 0.0
    blank = width(" ", size)
    for word in text.split(" "):
        taken = width(word, size)
        if used and used + blank + taken > room:
            count, used = count + 1, 0.0
        used += taken + (blank if used else 0)
        if used > room:
            count += int(used // room)
            used %= room
    return count


def cut(text: str, size: float, room: float, most: int = 1) -> str:
    """The text, or as much of it as fits into `most` lines with a mark that shows the cut."""
    if _fits(text, size, room, most):
        return text
    least, beyond = 0, len(text)
    while beyond - least > 1:
        middle = (least + beyond) // 2
        if _fits(_marked(text, middle), size, room, most):
            least = middle
        else:
            beyond = middle
    return _marked(text, least)


def _fits(text: str, size: float, room: float, most: int) -> bool:
    if most == 1:
        return width(text, size) <= room
    return lines(text, size, room) <= most


def _marked(text: str, length: int) -> str:
    return text[:length].rstrip() + "…"


@dataclass(frozen=True, slots=True)
class Fitted:
    """Paragraphs that fit, the font size at which they do, and the points they take."""

    size: int
    paragraphs: tuple[str, ...]
    height: float


def fitted(
    paragraphs: Sequence[str], room: float, height: float, sizes: Iterable[int], gap: float = 0
) -> Fitted:
    """The largest size at which all fits; at the smallest one the end is cut and the cut shows.

    `gap` stands between paragraphs, over the font size.
    """
    size = 0
    for size in sizes:
        taken = _height(paragraphs, size, room, gap)
        if taken <= height:
            return Fitted(size, tuple(paragraphs), taken)
    kept: list[str] = []
    for text in paragraphs:
        left = height - _height(kept, size, room, gap) - (gap * size if kept else 0)
        most = int(left / (LINE * size))
        if most < 1:
            break
        kept.append(cut(text, size, room, most))
    if len(kept) < len(paragraphs) and kept and not kept[-1].endswith("…"):
        kept[-1] = cut(kept[-1] + " …", size, room, lines(kept[-1], size, room))
    return Fitted(size, tuple(kept), _height(kept, size, room, gap))


def _height(paragraphs: Sequence[str], size: float, room: float, gap: float) -> float:
    count = sum(lines(text, size, room) for text in paragraphs)
    return LINE * size * count + gap * size * max(0, len(paragraphs) - 1)
