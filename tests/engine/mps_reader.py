"""A small reader of free-format MPS that keeps integers exact; nothing of it is the writer's."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import inf

Side = int | float
"""An integer, or an infinity for an open side."""


@dataclass(slots=True)
class Read:
    """What a file says, in the order of its names."""

    objective: str = ""
    senses: dict[str, str] = field(default_factory=dict)
    entries: dict[tuple[str, str], int] = field(default_factory=dict)
    """Coefficient by (column, row), the objective's among them."""
    right: dict[str, int] = field(default_factory=dict)
    ranges: dict[str, int] = field(default_factory=dict)
    lower: dict[str, int] = field(default_factory=dict)
    upper: dict[str, int] = field(default_factory=dict)
    columns: dict[str, None] = field(default_factory=dict)
    """Names in their order."""
    remarks: list[str] = field(default_factory=list)
    whole: bool = False
    """Between integer markers."""

    def sides(self, row: str) -> tuple[Side, Side]:
        """Lower and upper side of a row, as the format defines them."""
        right, spread = self.right.get(row, 0), self.ranges.get(row)
        match self.senses[row]:
            case "E":
                return right, right
            case "G":
                return right, inf if spread is None else right + abs(spread)
            case "L":
                return -inf if spread is None else right - abs(spread), right
            case _:
                return -inf, inf

    @property
    def constant(self) -> int:
        """What the objective is where all variables are 0."""
        return -self.right.get(self.objective, 0)


def read(text: str) -> Read:
    """The content of a file; AssertionError where it is not what the format allows."""
    found, section = Read(), ""
    for line in lines(text, found):
        words = line.split()
        if not line.startswith(" "):
            section = words[0]
            continue
        match section, words:
            case "ROWS", [sense, row]:
                assert row not in found.senses
                found.senses[row] = sense
                found.objective = found.objective or row
            case "COLUMNS", ["MARKER", "'MARKER'", kind]:
                assert kind == ("'INTEND'" if found.whole else "'INTORG'")
                found.whole = not found.whole
            case "COLUMNS", [column, row, value]:
                assert found.whole
                assert (column, row) not in found.entries
                assert row in found.senses
                if column not in found.columns:
                    found.columns[column] = None
                assert column == next(reversed(found.columns)), "entries of a column stand together"
                found.entries[column, row] = int(value)
            case "RHS", ["RHS", row, value]:
                found.right[row] = int(value)
            case "RANGES", ["RANGE", row, value]:
                found.ranges[row] = int(value)
            case "BOUNDS", [kind, "BOUND", column, value]:
                assert column in found.columns
                if kind in ("LO", "FX"):
                    found.lower[column] = int(value)
                if kind in ("UP", "FX"):
                    found.upper[column] = int(value)
            case _:
                raise AssertionError(f"{section}: {line}")
    assert section == "ENDATA"
    assert not found.whole
    return found


def lines(text: str, found: Read) -> Iterator[str]:
    """Lines without comments, which are kept aside."""
    assert text.endswith("\n")
    for line in text.splitlines():
        if line.startswith("*"):
            found.remarks.append(line)
        else:
            yield line
