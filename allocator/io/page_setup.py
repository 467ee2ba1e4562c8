"""How a sheet comes out of a printer: paper, margins, and the marking above and below.

A marking is never cut to spare the title: it takes lines of its own where it is long, and what even
these cannot hold begins above and ends below.
"""

from collections.abc import Callable
from dataclasses import dataclass

from xlsxwriter.worksheet import Worksheet

from allocator.io.text_fit import cut as fitting
from allocator.io.text_fit import plain_text, width
from allocator.tables.table import Table
from allocator.tables.text import shortened

A3, A4 = 8, 9
SHORT_SIDE, LONG_SIDE = {A3: 842, A4: 595}, {A3: 1191, A4: 842}
"""Points of the papers."""
SIDE, TOP, BOTTOM, EDGE = 0.4, 0.7, 0.6, 0.3
"""Inches of the margins, and of the header and the footer from the edge of the paper."""
POINTS = 72
NARROWEST = SHORT_SIDE[A4] - 2 * SIDE * POINTS
"""Points between the margins of the narrowest page."""
SIZE, LEADING = 9, 12.0
"""Of the text in a margin, and of its lines."""
LIMIT = 255
"""Characters that a header holds, commands and doubled "&" counted."""
LONGEST = 100
"""Characters of the title."""
MARKING = 180
"""Characters of a marking, or of either half; leaves room for commands and some of the title."""
SEPARATOR = " · "
"""Between the parts of a title and of a marking."""
APART = 12.0
"""Points between two texts on one line."""
PAGES, NAME = "Page &P of &N", "&A"
ABOUT = "allocator"
ONE_PAGE, ONE_LARGE_PAGE = 45, 64
"""Rows that are still easy to read when they are fitted onto one page."""


@dataclass(frozen=True, slots=True)
class Margins:
    """What is printed around a sheet."""

    header: str
    footer: str
    lines: int
    """In the taller of them."""

    @property
    def deeper(self) -> float:
        """Inches that both take beyond one line."""
        return (self.lines - 1) * LEADING / POINTS


def set_page(sheet: Worksheet, table: Table, corner: tuple[int, int]) -> None:
    """Paper, margins and what stays in sight of a sheet that is filled up to a corner."""
    if not table.portrait:
        sheet.set_landscape()
    paper = A3 if table.large_paper else A4
    sheet.set_paper(paper)
    most = ONE_LARGE_PAGE if table.large_paper else ONE_PAGE
    short = not table.long and not table.breaks and table.count <= most
    sheet.fit_to_pages(1, 1 if table.page or short else 0)
    sheet.hide_gridlines(2)
    wide = (SHORT_SIDE if table.portrait else LONG_SIDE)[paper] - 2 * SIDE * POINTS
    title = SEPARATOR.join(filter(None, (table.title, table.what_if)))
    set_margins(sheet, margins(title, table.marking, table.name, wide))
    sheet.print_area(0, 0, *corner)
    if table.page:
        sheet.center_horizontally()
    if table.frozen != (0, 0):
        sheet.freeze_panes(*table.frozen)
    if table.frozen[0]:
        sheet.repeat_rows(0, table.frozen[0] - 1)
    if table.breaks:
        sheet.set_h_pagebreaks(list(table.breaks))


def set_margins(sheet: Worksheet, around: Margins) -> None:
    """Header, footer and the room that they need."""
    deeper = around.deeper
    sheet.set_margins(left=SIDE, right=SIDE, top=TOP + deeper, bottom=BOTTOM + deeper)
    sheet.set_header(around.header, {"margin": EDGE})
    sheet.set_footer(around.footer, {"margin": EDGE})


def margins(title: str, marking: str, name: str, wide: float) -> Margins:
    """The texts around a sheet called `name` whose pages are `wide` points wide inside."""
    title, whole = plain_text(title), plain_text(marking)
    begin, end = _halves(whole)
    beside = max(width(shortened(title, LONGEST), SIZE), width(name, SIZE))
    if width(whole, SIZE) + 2 * (beside + APART) <= wide and _taken(whole) <= LONGEST:
        return Margins(_header(title, whole, ""), _footer(whole, ""), 1)
    room = wide - width(name, SIZE) - APART
    above, below = _wrapped(begin, wide), _wrapped(end, wide)
    title = fitting(title, SIZE, room)
    header = _header(title, "\n".join(above), "\n" * len(above))
    footer = _footer("\n".join(below), "\n" * len(below))
    return Margins(header, footer, 1 + max(len(above), len(below)))


def _header(title: str, marking: str, down: str) -> str:
    # A blank ends the number of the size, or a title such as "2030" would be read as part of it.
    left, rest = f"&L&9 {down}", f"&C&9&B {_escaped(marking)}&R&9 {down}{NAME}"
    kept = _kept(title, min(LONGEST, LIMIT - len(left + rest)), _taken)
    return f"{left}{_escaped(kept)}{rest}"


def _footer(marking: str, down: str) -> str:
    # An empty last line keeps the marking above the rest, wherever a program lets a footer begin.
    last = "\n " if down else ""
    return f"&L&9 {down}{ABOUT}&C&9&B {_escaped(marking)}{last}&R&9 {down}{PAGES}"


def _halves(marking: str) -> tuple[str, str]:
    """What stands above and what below: the whole marking, or its two parts with the cut shown."""
    if _taken(marking) <= MARKING:
        return marking, marking
    begin = _kept(marking, MARKING, _taken)
    return begin, "…" + cut_before_end(marking[len(begin) - 1 :].lstrip(), MARKING - 1, _taken)


def cut_before_end(text: str, longest: int, taken: Callable[[str], int] = len) -> str:
    """The text shortened before its last part, such as whom it is releasable to, if that fits.

    `taken` counts the characters that a text takes.
    """
    start, dot, end = text.rpartition(SEPARATOR)
    left = longest - taken(dot + end)
    if dot and left > 1 and taken(text) > longest:
        return _kept(start, left, taken) + dot + end
    return _kept(text, longest, taken)


def _wrapped(text: str, wide: float) -> list[str]:
    """Lines of a text, broken between words and, where a word is too long, within."""
    lines: list[str] = []
    while text:
        line = text if width(text, SIZE) <= wide else fitting(text, SIZE, wide)[:-1]
        if len(line) < len(text) and (blank := line.rfind(" ")) > 0:
            line = line[:blank]
        lines.append(line)
        text = text[len(line) :].lstrip()
    return lines


def _kept(text: str, longest: int, taken: Callable[[str], int]) -> str:
    """As much of a text as takes so many characters, with a mark that shows a cut."""
    kept = longest
    while taken(shown := shortened(text, kept)) > longest:
        kept -= 1
    return shown


def _escaped(text: str) -> str:
    """The text where "&" starts a command."""
    return text.replace("&", "&&")


def _taken(text: str) -> int:
    """Characters of a header that a text takes."""
    return len(_escaped(text))
