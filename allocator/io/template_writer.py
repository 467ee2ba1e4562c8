"""Templates: an empty frame that already passes a check, and a small filled example."""

from importlib import resources
from pathlib import Path

from allocator.io.column_forms import default_text
from allocator.io.input_writer import Rows, write_input_workbook
from allocator.io.layout_settings import SETTINGS

COLUMN = "|"


def write_template(path: Path, *, example: bool) -> Path:
    """Write a template and return where it went; OutputError when it cannot be written.

    The frame holds every setting with its default, and one state, period and capability to be
    replaced; the example fills every sheet. Both are workbooks without problems.
    """
    return write_input_workbook(path, template_rows(example=example))


def template_rows(*, example: bool) -> Rows:
    """The rows of a template by sheet, as text."""
    name = "example.txt" if example else "frame.txt"
    text = (resources.files("allocator.io") / "templates" / name).read_text("utf-8")
    rows = table_rows(text)
    given = {row["key"]: row["value"] for row in rows["settings"]}
    settings = [
        {"key": setting.name, "value": given.get(setting.name, default_text(setting))}
        for setting in SETTINGS
    ]
    return {**rows, "settings": settings}


def table_rows(text: str) -> dict[str, list[dict[str, str]]]:
    """Tables drawn with bars: a block for each sheet, its name before the header."""
    tables: dict[str, list[dict[str, str]]] = {}
    for block in text.strip().split("\n\n"):
        header, *lines = [
            [cell.strip() for cell in line.split(COLUMN)] for line in block.splitlines()
        ]
        sheet, *names = header
        tables[sheet] = [dict(zip(names, cells, strict=False)) for _, *cells in lines]
    return tables
