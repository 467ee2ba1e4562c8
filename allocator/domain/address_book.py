"""Where each record of a scenario stands in its workbook, and what it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a workbook row says of itself; empty texts where it says nothing."""

    source: str = ""
    confidence: str = ""
    classification: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class AddressBook:
    """Rows by sheet and key, columns by sheet and name, evidence by sheet and key.

    A scenario made in a test has an empty book: then addresses name sheet and key instead of a cell
    and `order` falls back to the order of the codes.
    """

    rows: Mapping[str, Mapping[Key, int]] = field(default_factory=dict)
    """Row number in the sheet (the header is row 1)."""
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Column letter by column name."""
    evidence: Mapping[str, Mapping[Key, Evidence]] = field(default_factory=dict)

    def address(self, sheet: str, key: Key, column: str = "") -> str:
        """`sheet!C7`, or `sheet[key]` when the record came from no workbook."""
        row = self.rows.get(sheet, {}).get(key)
        if row is None:
            return f"{sheet}[{', '.join(key)}]"
        letter = self.columns.get(sheet, {}).get(column, "A")
        return f"{sheet}!{letter}{row}"

    def order(self, sheet: str, codes: tuple[str, ...]) -> tuple[str, ...]:
        """`codes` of a sheet with one key column, in the order of its rows."""
        rows = self.rows.get(sheet, {})
        return tuple(sorted(codes, key=lambda code: (rows.get((code,), 0), code)))
