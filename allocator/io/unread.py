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

    @property
    def undated(self) -> bool:
        """Whether some period is not known, or not its place among the others."""
        return self.lacks("periods", "period") or self.lacks("periods", "start")

    def hides(self, sheet: str, **codes: str) -> bool:
        """Whether some unread row of the sheet may have these codes in the columns named."""
        return any(
            all(row.get(column, code) == code for column, code in codes.items())
            for row in self.rows.get(sheet, ())
        )

    def lacks(self, sheet: str, column: str, **codes: str) -> bool:
        """Whether some unread row that may have these codes has no trusted value in a column."""
        return any(
            column not in row and all(row.get(other, code) == code for other, code in codes.items())
            for row in self.rows.get(sheet, ())
        )
