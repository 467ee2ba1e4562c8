"""The sheets of a workbook of actuals around its rows: help, conflicts, settings."""

from collections.abc import Sequence
from math import ceil

from xlsxwriter.worksheet import Worksheet

from allocator.io.actuals_cells import Value, held_figure, held_money, write_cell
from allocator.io.actuals_help import help_lines
from allocator.io.actuals_looks import WIDTHS, ActualsLooks
from allocator.tables.actuals_book import ActualsBook, Claim, Heading
from allocator.tables.actuals_sheets import CONFLICT_COLUMNS, HEADINGS, KEY, YES_OR_NO

AS_OF = "as_of"
"""Name of the cell that says up to when is told."""
LETTERS, LETTERS_OF_MEANING, LINE = 115, 85, 13.5
"""Characters that fit on a line of help and of what a setting means, and the points of a line: not
every program fits rows itself."""
LONGEST_LIST = 255
"""Characters of a list that a drop-down holds."""


def draw_read_me(sheet: Worksheet, looks: ActualsLooks, heading: Heading) -> None:
    """What to do, and what every column means."""
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 110)
    write_cell(sheet, 0, 0, f"Actuals: {heading.title}", looks.title)
    said = " · ".join(filter(None, (heading.marking, heading.what_if)))
    write_cell(sheet, 1, 0, said, looks.marking)
    for row, (subject, words) in enumerate(help_lines(), 3):
        sheet.set_row(row, LINE * ceil(len(words) / LETTERS) + 2)
        write_cell(sheet, row, 0, subject, looks.strong)
        write_cell(sheet, row, 1, words, looks.prose)


def draw_conflicts(sheet: Worksheet, looks: ActualsLooks, claims: Sequence[Claim]) -> None:
    """One row for each figure that contradicts another."""
    widths = (*(WIDTHS[name] for name in KEY), 9, 12, WIDTHS["source"], WIDTHS["date"], 44)
    for place, (name, width) in enumerate(zip(CONFLICT_COLUMNS, widths, strict=True)):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, name, looks.header(name))
    for row, claim in enumerate(claims, 1):
        says = _said(claim)
        cells = (*claim.key, claim.figure, says, claim.source, claim.date, claim.place)
        for place, (name, value) in enumerate(zip(CONFLICT_COLUMNS, cells, strict=True)):
            write_cell(sheet, row, place, value, looks.claim(name))
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.autofilter(0, 0, len(claims), len(CONFLICT_COLUMNS) - 1)


def _said(claim: Claim) -> Value:
    if claim.figure == "money":
        return held_money(claim.value)
    return held_figure(claim.value, flag=claim.key[1] in YES_OR_NO)


def draw_settings(sheet: Worksheet, looks: ActualsLooks, book: ActualsBook) -> None:
    """Up to when is told, and of which plan."""
    for place, (name, width) in enumerate((("key", 18), ("value", 70), ("meaning", 80))):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, name, looks.header(name))
    for row, (key, meaning) in enumerate(HEADINGS.items(), 1):
        sheet.set_row(row, LINE * ceil(len(meaning) / LETTERS_OF_MEANING) + 2)
        write_cell(sheet, row, 0, key, looks.strong)
        value = getattr(book.heading, key)
        write_cell(sheet, row, 1, value, looks.setting(filled=key == AS_OF))
        write_cell(sheet, row, 2, meaning, looks.prose)
    begins = sorted({planned.begins for planned, _ in book.rows} - {""})
    months = [*begins, *({book.heading.ends} - set(begins))]
    if len(",".join(months)) <= LONGEST_LIST:
        rule = {"validate": "list", "source": months, "error_type": "information"}
        sheet.data_validation(1, 1, 1, 1, {**rule, "error_message": HEADINGS[AS_OF][:200]})
    sheet.freeze_panes(1, 0)
