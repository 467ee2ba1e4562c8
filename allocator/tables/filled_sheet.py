"""What an input sheet holds, row by row, whatever file it was read from."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from allocator.tables.input_sheet import Default, InputColumn

SETTING, VALUE = "key", "value"
"""Columns of the sheet of settings, whose values each have a column description of their own."""


@dataclass(frozen=True, slots=True)
class FilledRow:
    """A row and its exact values by column; what is blank has its column's default."""

    number: int
    """Row in the sheet, from 1; 0 of a setting that has no row and takes its default."""
    values: Mapping[str, Default]


@dataclass(frozen=True, slots=True)
class FilledSheet:
    """The rows of a sheet, with what its columns mean and where they stand."""

    name: str
    columns: tuple[InputColumn, ...]
    """Its own columns, then those every sheet may carry."""
    evidence: frozenset[str]
    """Names of the latter: they say where figures come from and decide nothing."""
    letters: Mapping[str, str]
    """Column letter by name, of columns that the sheet has."""
    rows: tuple[FilledRow, ...]
    settings: Mapping[str, InputColumn] = field(default_factory=dict)
    """Of the sheet of settings alone: what the value of each means."""

    def described(self, row: FilledRow, column: InputColumn) -> InputColumn:
        """What a cell means: its column, but for the value of a setting the setting."""
        if column.name == VALUE and self.settings:
            return self.settings[str(row.values[SETTING])]
        return column

    def address(self, row: FilledRow, column: str = "") -> str:
        """`sheet!C7`; the sheet alone where no row stands, column A where no column does."""
        if not row.number:
            return self.name
        return f"{self.name}!{self.letters.get(column, 'A')}{row.number}"
