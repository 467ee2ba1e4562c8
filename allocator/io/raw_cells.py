"""What Excel stored in a cell, before anybody asks what it should have been."""

from datetime import datetime, time, timedelta

FIRST_DAY = datetime(1899, 12, 30)
"""Day 0 of Excel's calendar as it stands since March 1900."""
MAC_OFFSET = 1_462
"""Days by which workbooks of the 1904 calendar differ."""
LAST_SERIAL = 2_958_465
"""31 December 9999."""


class ErrorValue(str):
    """The text of an error cell, such as #N/A."""

    __slots__ = ()


class Uncalculated:
    """A formula that was saved without its value."""

    __slots__ = ()


Raw = str | int | float | bool | datetime | time | ErrorValue | Uncalculated | None
UNCALCULATED = Uncalculated()


def number(text: str) -> int | float:
    """A stored number: an integer where it is written as one."""
    try:
        return int(text)
    except ValueError:
        return float(text)


def moment(serial: float, *, since_1904: bool) -> datetime | time | float:
    """What a date format shows for a number; the number itself outside the calendar."""
    days = serial + MAC_OFFSET if since_1904 else serial
    if not 0 <= days <= LAST_SERIAL:
        return serial
    value = FIRST_DAY + timedelta(days=days)
    return value.time() if days < 1 else value


def is_blank(raw: Raw) -> bool:
    """Whether a cell holds nothing but, at most, spaces."""
    return raw is None or (isinstance(raw, str) and not raw.strip())
