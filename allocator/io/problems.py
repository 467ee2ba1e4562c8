"""Problems of a workbook, gathered as they are met and told in the order of its cells."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from allocator.domain.problem import Problem
from allocator.io.address import split_address
from allocator.io.layout import SHEETS

SHEET_ORDER = {sheet.name: position for position, sheet in enumerate(SHEETS)}
CLOSE = 0.6
"""How alike two words are (difflib's ratio) for the one to be offered in place of the other."""


def problem(address: str, message: str, remedy: str) -> Problem:
    """A problem at a cell, a sheet or the file."""
    return Problem(address=address, message=message, remedy=remedy)


def in_cell_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems by sheet, row and column, each once."""
    return tuple(sorted(dict.fromkeys(problems), key=_place))


def _place(entry: Problem) -> tuple[int, str, int, int, str]:
    sheet, row, column = split_address(entry.address)
    return SHEET_ORDER.get(sheet, -1), sheet, row, column, entry.message


def nearest(word: str, words: Sequence[str]) -> str | None:
    """The word most like `word`, whatever its case; None where none is much alike."""
    by_folded = {candidate.casefold(): candidate for candidate in words}
    close = get_close_matches(word.casefold(), by_folded, n=1, cutoff=CLOSE)
    return by_folded[close[0]] if close else None


def suggestion(word: str, words: Sequence[str], otherwise: str) -> str:
    """`did you mean "AMD_LR"?`, or `otherwise` where nothing is much alike."""
    match = nearest(word, words)
    return f'did you mean "{match}"?' if match else otherwise


class UnreadableCellError(Exception):
    """What is wrong with one cell; the sheet reader adds the address and makes it a problem."""

    def __init__(self, message: str, remedy: str) -> None:
        self.message = message
        self.remedy = remedy
        super().__init__(f"{message}; {remedy}")
