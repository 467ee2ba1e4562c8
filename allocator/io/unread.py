"""What could not be read, for checks that look across rows and sheets."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Unread:
    """What a check across rows must know of those it does not see, to tell no false problem."""

    rows: Mapping[str, tuple[Mapping[str, str], ...]] = field(default_factory=dict)
    """By sheet, the rows that are no records, or only with stand-ins: the text in each of their
    cells that can be trusted."""
    misnamed: frozenset[str] = frozenset()
    """Sheets with rows of which nobody knows what they are about."""

    def hides(self, sheet: str, **codes: str) -> bool:
        """Whether some unread row of the sheet may have these codes in the columns named."""
        return any(
            all(row.get(column, code) == code for column, code in codes.items())
            for row in self.rows.get(sheet, ())
        )
