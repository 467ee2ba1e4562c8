"""Months, short names and lists in words."""

import re
from collections.abc import Iterable

from allocator.tables.text import shortened

EXPLANATION = re.compile(r"\s*\([^)]*\)")


def month(count: int) -> str:
    """`2026-07` of a count of months since January of year 0."""
    return f"{count // 12}-{count % 12 + 1:02d}"


def short_name(name: str, longest: int = 34) -> str:
    """A name without its explanations, for the head of a narrow column."""
    plain = EXPLANATION.sub("", name).split(", ")[0].strip()
    return shortened(plain or name, longest)


def listing(names: Iterable[str], most: int = 3) -> str:
    """`A, B and C`, or `A, B, C and 4 more`."""
    parts = list(names)
    if len(parts) > most + 1:
        return f"{', '.join(parts[:most])} and {len(parts) - most} more"
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
