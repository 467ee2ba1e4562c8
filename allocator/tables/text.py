"""Texts as readers see them: nothing that a page cannot show, nothing longer than its place."""

import re

UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
"""Control characters, signs that turn the direction of what follows, and halves of characters."""
REPLACEMENT = "\ufffd"
UNIT = re.compile(r"(?<=[0-9]) (?=(?:%|bn\b|million\b))|(?<=\bEUR) (?=[0-9])")
"""Spaces at which no line may end."""


def printable(text: str) -> str:
    """The text with a visible sign where it holds what cannot be printed."""
    return UNPRINTABLE.sub(REPLACEMENT, text.replace("\r\n", "\n"))


def shortened(text: str, longest: int) -> str:
    """The text, or its beginning and a mark that shows the cut."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def unbroken(text: str) -> str:
    """The text with figures that stay on one line with their units."""
    return UNIT.sub("\u00a0", text)
