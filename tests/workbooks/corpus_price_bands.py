"""Faults of the sheet price_bands: bands that overlap, that raise the price, of no line."""

from openpyxl import Workbook

from tests.workbooks.broken import Broken, cell, change, put


def _swapped(workbook: Workbook) -> None:
    put(workbook, "price_bands!B2", 8)
    put(workbook, "price_bands!B3", 4)


PRICE_BANDS: tuple[Broken, ...] = (
    cell(
        "bands that begin together",
        "price_bands!B3",
        4,
        "POL_SHORAD, 4 stands already in row 2",
        at="price_bands!A3",
    ),
    cell(
        "band above the price of the line",
        "price_bands!C4",
        4.25,
        "4.25 from 200 units on is more than 4.2, the price of NOR_155: a band cannot raise",
    ),
    cell(
        "band above the band before",
        "price_bands!C3",
        57.5,
        "57.5 from 8 units on is more than 57 from 4 units on: a band cannot raise the price",
    ),
    change(
        "bands in the wrong order",
        _swapped,
        "price_bands!C2",
        "57 from 8 units on is more than 54.5 from 4 units on",
    ),
    cell("band of no line", "price_bands!A4", "NOR_15", 'did you mean "NOR_155"?'),
    cell("band from nothing on", "price_bands!B2", 0, "0 is below 1"),
    cell("band from half a unit on", "price_bands!B2", 0.5, "0.5 is not a whole number"),
    cell("band without a price", "price_bands!C4", None, "unit_price is required"),
    cell("band below nothing", "price_bands!C4", -1, "-1 is below 0"),
)
