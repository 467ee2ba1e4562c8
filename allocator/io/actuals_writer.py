"""A workbook of actuals: empty from a plan, or filled with what files of states say together."""

from collections.abc import Sequence
from io import BytesIO
from itertools import groupby
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from allocator.io.actuals_cells import Value, held_figure, held_money, write_cell
from allocator.io.actuals_help import comment
from allocator.io.actuals_looks import WIDTHS, ActualsLooks
from allocator.io.actuals_margin_sheets import (
    AS_OF,
    draw_conflicts,
    draw_read_me,
    draw_settings,
)
from allocator.io.atomic_file import write_atomically
from allocator.io.input_looks import COMMENT_BOX
from allocator.io.page_setup import A3, A4, LONG_SIDE, POINTS, SIDE, margins, set_margins
from allocator.io.workbook_writer import CREATED
from allocator.tables.actuals_book import ActualsBook, PlannedRow, Told
from allocator.tables.actuals_sheets import ACTUALS, CONFLICTS, KEY, ORDER, READ_ME, SETTINGS
from allocator.tables.frame import column_letters
from allocator.tables.text import printable, shortened

FROZEN = 3
"""Columns that stay in sight."""
PROPERTY = 250
"""Characters of a document property, of which Excel holds 255."""


def write_actuals(path: Path, book: ActualsBook) -> Path:
    """Write a workbook of actuals and return where it went; OutputError when it cannot be."""
    return write_atomically(path, actuals_bytes(book))


def actuals_bytes(book: ActualsBook) -> bytes:
    """The workbook, byte for byte the same for the same content."""
    content = BytesIO()
    workbook = Workbook(
        content,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    heading, looks = book.heading, ActualsLooks(workbook)
    marking = shortened(printable(heading.marking), PROPERTY)
    texts = {"title": "allocator actuals", "category": marking, "keywords": marking}
    workbook.set_properties({**texts, "created": CREATED})
    draw_read_me(workbook.add_worksheet(READ_ME), looks, heading)
    _draw_actuals(workbook.add_worksheet(ACTUALS), looks, book)
    if book.claims:
        draw_conflicts(workbook.add_worksheet(CONFLICTS), looks, book.claims)
    draw_settings(workbook.add_worksheet(SETTINGS), looks, book)
    workbook.define_name(AS_OF, f"={SETTINGS}!$B$2")
    title = " · ".join(filter(None, (f"Actuals: {heading.title}", heading.what_if)))
    for sheet in workbook.worksheets():
        name = sheet.get_name()
        paper = A3 if name == ACTUALS else A4
        sheet.set_landscape()
        sheet.set_paper(paper)
        sheet.fit_to_pages(1, int(name == READ_ME))
        wide = LONG_SIDE[paper] - 2 * SIDE * POINTS
        set_margins(sheet, margins(title, heading.marking, name, wide))
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    workbook.worksheets()[1 if book.claims else 0].activate()
    workbook.close()
    return content.getvalue()


def _draw_actuals(sheet: Worksheet, looks: ActualsLooks, book: ActualsBook) -> None:
    rows = book.rows
    last = max(1, len(rows))
    unsettled = {(claim.key, claim.figure) for claim in book.claims}
    for place, name in enumerate(ORDER):
        sheet.set_column(place, place, WIDTHS[name])
        sheet.write_string(0, place, name, looks.header(name))
        sheet.write_comment(0, place, comment(name), COMMENT_BOX)
    formats = {
        (name, flag): looks.cell(name, yes_or_no=flag) for name in ORDER for flag in (False, True)
    }
    for number, (planned, told) in enumerate(rows, 1):
        flag = planned.yes_or_no
        for place, (name, value) in enumerate(zip(ORDER, _cells(planned, told), strict=True)):
            look = formats[name, flag]
            if (planned.key, name) in unsettled:
                look = looks.cell(name, yes_or_no=flag, open_=True)
            write_cell(sheet, number, place, value, look)
    sheet.freeze_panes(1, FROZEN)
    sheet.repeat_rows(0)
    sheet.autofilter(0, 0, last, len(ORDER) - 1)
    sheet.print_area(0, 0, last, ORDER.index("date"))
    begins = column_letters(ORDER.index("begins"))
    # Texts compare by sign, and so do months: 2026-07 is before 2027, 2027-01 is not.
    late = {"type": "formula", "criteria": f'=${begins}2>={AS_OF}&""', "format": looks.future}
    sheet.conditional_format(1, 0, last, len(ORDER) - 1, late)
    _guide(sheet, rows)


def _cells(planned: PlannedRow, told: Told) -> tuple[Value, ...]:
    """What stands in a row, in the order of the columns."""
    flag = planned.yes_or_no
    held: dict[str, Value] = {
        **dict(zip(KEY, planned.key, strict=True)),
        "name": planned.name,
        "begins": planned.begins,
        "planned": held_figure(planned.planned, flag=flag),
        "actual": held_figure(told.actual, flag=flag),
        "unit": planned.unit,
        "planned_money": held_money(planned.planned_money),
        "money": held_money(told.money),
        "source": told.source,
        "date": told.date,
        "reported_in": told.reported_in,
        "row": planned.row,
        "check": planned.check,
    }
    return tuple(held[name] for name in ORDER)


def _guide(sheet: Worksheet, rows: Sequence[tuple[PlannedRow, Told]]) -> None:
    """Drop-downs and limits of what is to be filled, by stretches of rows of one kind."""
    actual, money = ORDER.index("actual"), ORDER.index("money")
    place = 1
    for flag, stretch in groupby(rows, lambda row: row[0].yes_or_no):
        last = place + sum(1 for _ in stretch) - 1
        sheet.data_validation(place, actual, last, actual, YES_NO if flag else WHOLE)
        place = last + 1
    if rows:
        sheet.data_validation(1, money, len(rows), money, AMOUNT)


YES_NO = {
    "validate": "list",
    "source": ["yes", "no"],
    "error_title": "actual",
    "error_message": "yes or no; blank: not yet known",
}
WHOLE = {
    "validate": "integer",
    "criteria": ">=",
    "value": 0,
    "error_title": "actual",
    "error_message": "a whole number from 0 up; blank: not yet known",
}
AMOUNT = {
    "validate": "decimal",
    "criteria": ">=",
    "value": 0,
    "error_title": "money",
    "error_message": "EUR million, at most three decimals; blank: not yet known",
}
