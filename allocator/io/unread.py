"""What could not be read, for checks that look across sheets."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unread:
    """What a check across sheets must know of rows it does not see, to tell no false problem."""

    broken: frozenset[str] = frozenset()
    """Sheets with rows that are no records."""
    misnamed: frozenset[str] = frozenset()
    """Sheets with rows of which nobody knows what they are about."""
