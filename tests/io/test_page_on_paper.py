"""The page as Chromium prints it: marked above and below on every sheet of paper, nothing covered.

Heads and feet of a table repeat where a browser knows no boxes in the margins; Chromium knows them,
and the page uses them for nothing that must not be missing.
"""

import re
import shutil
import subprocess
from base64 import b64decode
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import NamedTuple

import pytest

from allocator.io.page_writer import page_bytes
from allocator.report.page.page import page
from allocator.report.view import View
from tests.io.chromium import PROGRAM, REASON, Browser, browser
from tests.report.views import QUARTET

READER = shutil.which("pdftotext")
pytestmark = pytest.mark.skipif(
    PROGRAM is None or READER is None, reason=f"{REASON}, or no pdftotext"
)
WORD = re.compile(r'<word xMin="[\d.]+" yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">(.*?)</word>')
SHORT = "XSHORTX XMARKINGX"
LONG = " ".join(f"XWORD{at}X" for at in range(30))


class Word(NamedTuple):
    """A word of a printed page, in points from its top."""

    text: str
    top: float
    bottom: float


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(tmp_path_factory.mktemp("profile")) as found:
        yield found


def marked(marking: str) -> View:
    policy = QUARTET.policy.model_copy(update={"classification": marking})
    scenario = QUARTET.scenario.replaced(policy=policy)
    return View(scenario, QUARTET.plan, QUARTET.provenance)


def printed(chromium: Browser, folder: Path, content: bytes) -> list[list[Word]]:
    """Words of each sheet of paper, in the order in which they stand."""
    source, paper = folder / "page.html", folder / "page.pdf"
    source.write_bytes(content)
    chromium.open(source)
    answer = chromium.call("Page.printToPDF", preferCSSPageSize=True)
    paper.write_bytes(b64decode(answer["data"]))
    command = [str(READER), "-bbox", str(paper), "-"]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return [
        [
            Word(unescape(text), float(top), float(bottom))
            for top, bottom, text in WORD.findall(part)
        ]
        for part in told.split("<page ")[1:]
    ]


@pytest.mark.parametrize("marking", [SHORT, LONG])
def test_every_sheet_of_paper_bears_the_whole_marking_above_and_below(
    chromium: Browser, tmp_path: Path, marking: str
) -> None:
    pages = printed(chromium, tmp_path, page_bytes(page(marked(marking))))
    parts = marking.split()
    assert len(pages) > 2
    for words in pages:
        said = [word.text for word in words if word.text in parts]
        assert said[: len(parts)] == parts
        assert said[-len(parts) :] == parts
        assert len(said) >= 2 * len(parts)


@pytest.mark.parametrize("marking", [SHORT, LONG])
def test_the_marking_covers_nothing(chromium: Browser, tmp_path: Path, marking: str) -> None:
    pages = printed(chromium, tmp_path, page_bytes(page(marked(marking))))
    parts = marking.split()
    for words in pages:
        found = [word for word in words if word.text in parts]
        top = max(word.bottom for word in found[: len(parts)])
        foot = min(word.top for word in found[-len(parts) :])
        least = max(word.bottom for word in found[-len(parts) :])
        others = [word for word in words if word.text not in parts]
        assert all(word.top > top - 1 for word in others)
        assert all(word.bottom < foot + 1 or word.top > least - 1 for word in others)


def test_without_a_repeated_head_the_marking_would_be_missed(
    chromium: Browser, tmp_path: Path
) -> None:
    content = page_bytes(page(marked(SHORT))).replace(
        b"table-header-group; } footer", b"block; } x"
    )
    pages = printed(chromium, tmp_path, content)
    bare = [words for words in pages if not any(word.text == "XSHORTX" for word in words)]
    assert bare
