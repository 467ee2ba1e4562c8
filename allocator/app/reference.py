"""The reference scenario that comes with the tool."""

from importlib import resources
from pathlib import Path

import allocator


def reference_workbook() -> Path:
    """The embedded reference workbook: in the installed package, or in a source checkout."""
    installed = Path(str(resources.files(allocator))) / "reference.xlsx"
    if installed.exists():
        return installed
    return Path(allocator.__file__).parents[1] / "inputs" / "reference.xlsx"
