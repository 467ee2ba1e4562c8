"""What a broken workbook of the corpus is: one edit to the example, one problem at one address."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from io import BytesIO

from openpyxl import Workbook, load_workbook

from allocator.io.input_help import HELP_SHEET
from allocator.io.input_writer import input_workbook_bytes
from allocator.io.template_writer import template_rows

FILE = "broken.xlsx"
"""The name under which the corpus is read; problems of the whole file stand at it."""


@dataclass(frozen=True)
class Broken:
    """A good workbook with one fault."""

    name: str
    make: Callable[[], bytes]
    address: str
    fragment: str
    """Part of the problem's text."""


@cache
def example() -> bytes:
    """The filled template."""
    return input_workbook_bytes(template_rows(example=True))


@cache
def _bare_example() -> bytes:
    """The example without help and drop-downs, which openpyxl is slow to carry along."""
    workbook = load_workbook(BytesIO(example()))
    workbook.remove(workbook[HELP_SHEET])
    for sheet in workbook.worksheets:
        sheet.data_validations.dataValidation.clear()
        for row in sheet.iter_rows():
            for place in row:
                place.comment = None
    return _saved(workbook)


def _saved(workbook: Workbook) -> bytes:
    content = BytesIO()
    workbook.save(content)
    return content.getvalue()


def edited(edit: Callable[[Workbook], object]) -> bytes:
    """The example after an edit in openpyxl."""
    workbook = load_workbook(BytesIO(_bare_example()))
    edit(workbook)
    return _saved(workbook)


def put(workbook: Workbook, address: str, value: object) -> None:
    """Write a value into `sheet!C7`."""
    sheet, _, place = address.partition("!")
    workbook[sheet][place].value = value


def cell(name: str, address: str, value: object, fragment: str, at: str = "") -> Broken:
    """A fault made by one value; the problem stands in the same cell unless `at` says otherwise."""
    return change(name, lambda workbook: put(workbook, address, value), at or address, fragment)


def change(name: str, edit: Callable[[Workbook], object], address: str, fragment: str) -> Broken:
    """A fault made by an edit to rows, columns or sheets."""
    return Broken(name, lambda: edited(edit), address, fragment)
