"""Parts of a page as a reader finds them."""

import re

from allocator.report.page.page import page
from allocator.tables.page import Figure, Grid, Page, TileMap
from tests.report.views import QUARTET

PAGE = page(QUARTET)


def parts(described: Page, section: str) -> tuple[object, ...]:
    """What belongs to a section."""
    return next(each.parts for each in described.sections if each.key == section)


def grid(section: str, described: Page = PAGE, at: int = 0) -> Grid:
    """A table of a section."""
    found = parts(described, section)[at]
    assert isinstance(found, Grid)
    return found


def figure(section: str, described: Page = PAGE) -> Figure:
    """The chart of a section."""
    (found,) = parts(described, section)
    assert isinstance(found, Figure)
    return found


def tile_map(described: Page = PAGE) -> TileMap:
    """The map."""
    (found,) = parts(described, "states-map")
    assert isinstance(found, TileMap)
    return found


def words(described: Page, section: str) -> str:
    """The paragraphs of a section."""
    return " ".join(next(each.words for each in described.sections if each.key == section))


def number(text: str) -> float:
    """The number in a text."""
    found = re.search(r"[−-]?[\d,]+(?:\.\d+)?", text)
    assert found is not None, text
    return float(found[0].replace(",", "").replace("−", "-"))


def texts_of(described: Grid, head: str) -> list[str]:
    """A column of a table."""
    at = next(i for i, each in enumerate(described.heads) if each.text.startswith(head))
    return [line[at] for line in described.rows]
