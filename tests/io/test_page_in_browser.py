"""What only a browser can tell of the page: it asks nobody, runs without error, sorts, fits."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from allocator.io.page_writer import page_bytes
from allocator.report.page.page import page
from tests.io.chromium import PROGRAM, REASON, Browser, browser
from tests.report.pages import hostile_view
from tests.report.views import QUARTET

pytestmark = pytest.mark.skipif(PROGRAM is None, reason=REASON)

FIRST_CELLS = (
    "[...document.querySelectorAll('#states-table tbody tr')].map(r => r.cells[{}].innerText)"
)


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """One browser for all tests; it takes a second to start."""
    with browser(tmp_path_factory.mktemp("profile")) as found:
        yield found


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the quartet."""
    return written(tmp_path_factory.mktemp("page"), page_bytes(page(QUARTET)))


def written(folder: Path, content: bytes) -> Path:
    """A page that a browser can open."""
    path = folder / "page.html"
    path.write_bytes(content)
    return path


def without_policy(content: bytes) -> bytes:
    """A copy that forbids nothing."""
    return re.sub(rb"<meta http-equiv=.Content-Security-Policy.[^>]*>", b"", content)


def column(chromium: Browser, at: int) -> list[str]:
    """A column of the table of states, from the top."""
    found = chromium.value(FIRST_CELLS.format(at))
    assert isinstance(found, list)
    return found


def click(chromium: Browser, at: int) -> str | None:
    """Click a header of the table of states; how it says the column is sorted."""
    head = f"document.querySelectorAll('#states-table thead th')[{at}]"
    chromium.value(f"{head}.querySelector('button').click()")
    found = chromium.value(f"{head}.getAttribute('aria-sort')")
    assert found is None or isinstance(found, str)
    return found


def test_the_page_asks_for_nothing_and_fails_at_nothing(chromium: Browser, plain: Path) -> None:
    chromium.open(plain)
    assert chromium.requests == [plain.as_uri()]
    assert chromium.complaints == []


def test_requests_and_errors_would_be_seen(chromium: Browser, tmp_path: Path) -> None:
    content = page_bytes(page(QUARTET))
    image = b'<img src="http://outside.example/x.png" alt="">'
    broken = b"<script>missing()</script>"
    asking = written(tmp_path, without_policy(content).replace(b"</main>", image + broken))
    chromium.open(asking)
    assert "http://outside.example/x.png" in chromium.requests
    assert any("Uncaught" in each for each in chromium.complaints)


def test_the_policy_stops_what_a_page_might_still_ask(chromium: Browser, tmp_path: Path) -> None:
    content = page_bytes(page(QUARTET))
    planted = b'<img src="http://outside.example/x.png" alt=""><script>window.hit = 1</script>'
    chromium.open(written(tmp_path, content.replace(b"</main>", planted + b"</main>")))
    refused = [each for each in chromium.complaints if "Content Security Policy" in each]
    assert len(refused) == 2
    assert chromium.value("window.hit") is None


def test_hostile_names_are_text(chromium: Browser, tmp_path: Path) -> None:
    chromium.open(written(tmp_path, page_bytes(page(hostile_view()))))
    assert chromium.requests == [(tmp_path / "page.html").as_uri()]
    assert chromium.complaints == []
    assert chromium.value("document.scripts.length") == 2
    assert chromium.value("document.querySelectorAll('[onmouseover], b, style').length") == 1
    assert chromium.value("window.hit") is None
    assert any("<script>window.hit=1</script>" in name for name in column(chromium, 0))


def test_figures_sort_from_the_largest_and_then_from_the_smallest(
    chromium: Browser, plain: Path
) -> None:
    chromium.open(plain)
    before = column(chromium, 2)
    amounts = [float(text.replace(",", "").replace("–", "0")) for text in before]
    assert amounts != sorted(amounts, reverse=True)
    assert click(chromium, 2) == "descending"
    falling = [float(text.replace(",", "").replace("–", "0")) for text in column(chromium, 2)]
    assert falling == sorted(amounts, reverse=True)
    assert click(chromium, 2) == "ascending"
    assert column(chromium, 2) == list(reversed(column_of(falling, before)))
    assert chromium.value("document.getElementById('said').textContent").startswith("Sorted by")


def column_of(amounts: list[float], texts: list[str]) -> list[str]:
    """The texts of amounts, in the order of the amounts."""
    by_amount = {float(text.replace(",", "").replace("–", "0")): text for text in texts}
    return [by_amount[amount] for amount in amounts]


def test_names_sort_by_letter_and_one_column_at_a_time(chromium: Browser, plain: Path) -> None:
    chromium.open(plain)
    click(chromium, 2)
    assert click(chromium, 1) == "ascending"
    assert column(chromium, 1) == ["AAA", "BBB", "CCC", "DDD"]
    assert chromium.value("document.querySelectorAll('#states-table [aria-sort]').length") == 1
    assert (
        chromium.value("document.querySelector('#states-table tfoot th').innerText") == "All states"
    )


def test_a_column_with_blanks_keeps_them_below(chromium: Browser, plain: Path) -> None:
    chromium.open(plain)
    heads = chromium.value(
        "[...document.querySelectorAll('#states-table thead th')].map(h => h.innerText.trim())"
    )
    at = next(i for i, head in enumerate(heads) if head.startswith("Highest burden"))
    for _ in range(2):
        click(chromium, at)
        texts = column(chromium, at)
        filled = [text for text in texts if text]
        assert filled
        assert texts == [*filled, *[""] * (len(texts) - len(filled))]


def test_the_map_shows_what_is_chosen(chromium: Browser, plain: Path) -> None:
    described = page(QUARTET)
    tile_map = next(
        part for section in described.sections for part in section.parts if part.kind == "map"
    )
    chromium.open(plain)
    for at in (len(tile_map.measures) - 1, 1, 0):
        measure = tile_map.measures[at]
        chromium.value(
            f"(() => {{ const s = document.getElementById('measure'); s.value = '{at}';"
            "s.dispatchEvent(new Event('change')); })()"
        )
        values = "[...document.querySelectorAll('#map-tiles .value')].map(v => v.textContent)"
        shades = "[...document.querySelectorAll('#map-tiles li')].map(v => v.className).join('')"
        assert chromium.value(values) == list(measure.texts)
        assert chromium.value(shades).replace("s", "") == measure.shades
        assert chromium.value("document.getElementById('map-label').textContent") == measure.label


def test_colours_follow_the_system_until_chosen(chromium: Browser, plain: Path) -> None:
    chromium.open(plain)
    paper = "getComputedStyle(document.body).backgroundColor"
    shown = {}
    for scheme in ("light", "dark"):
        chromium.call(
            "Emulation.setEmulatedMedia",
            features=[{"name": "prefers-color-scheme", "value": scheme}],
        )
        shown[scheme] = chromium.value(paper)
    assert shown["light"] != shown["dark"]
    chromium.value(
        "(() => { const s = document.getElementById('theme'); s.value = 'light';"
        "s.dispatchEvent(new Event('change')); })()"
    )
    assert chromium.value(paper) == shown["light"]
    chromium.call("Emulation.setEmulatedMedia", features=[])


def test_the_first_key_leads_past_the_navigation(chromium: Browser, plain: Path) -> None:
    chromium.open(plain)
    chromium.call("Page.bringToFront")
    for kind in ("keyDown", "keyUp"):
        chromium.call(
            "Input.dispatchKeyEvent", type=kind, key="Tab", code="Tab", windowsVirtualKeyCode=9
        )
    assert chromium.value("document.activeElement.className") == "skip"
    assert chromium.value("document.querySelector(document.activeElement.hash).tagName") == "MAIN"


@pytest.mark.parametrize("width", [1440, 768, 390, 320])
@pytest.mark.parametrize("hostile", [False, True])
def test_the_page_is_no_wider_than_the_screen(
    chromium: Browser, tmp_path: Path, width: int, hostile: bool
) -> None:
    view = hostile_view() if hostile else QUARTET
    chromium.open(written(tmp_path, page_bytes(page(view))), width)
    assert chromium.value("document.documentElement.scrollWidth") <= width


CROWDED = """
[...document.querySelectorAll('svg.drawing')].flatMap(drawing => {
  const field = drawing.getBoundingClientRect();
  const texts = [...drawing.querySelectorAll('text')].map(
    text => ({ said: text.textContent, box: text.getBoundingClientRect() }));
  const met = (one, other) => one.left < other.right - 1 && other.left < one.right - 1
    && one.top < other.bottom - 4 && other.top < one.bottom - 4;
  return texts.filter(({ box }, at) => box.left < field.left - 1 || box.right > field.right + 1
    || texts.slice(0, at).some(other => met(other.box, box))).map(text => text.said);
})
"""
"""Texts of drawings that stand outside their drawing or on another text."""


@pytest.mark.parametrize("width", [1440, 390, 320])
@pytest.mark.parametrize("hostile", [False, True])
def test_no_text_of_a_drawing_is_cut_or_covers_another(
    chromium: Browser, tmp_path: Path, width: int, hostile: bool
) -> None:
    content = page_bytes(page(hostile_view() if hostile else QUARTET))
    chromium.open(written(tmp_path, content), width)
    assert chromium.value(CROWDED) == []
    wider = content.replace(b".drawing text { font-size: 12px", b".drawing text { font-size: 40px")
    chromium.open(written(tmp_path, wider), width)
    assert chromium.value(CROWDED) != []


def test_long_tables_show_the_rows_that_are_asked_for(chromium: Browser, plain: Path) -> None:
    chromium.open(plain)
    chromium.value(
        "(() => { const i = document.getElementById('items-table-filter'); i.value = 'DIGEST';"
        "i.dispatchEvent(new Event('input')); })()"
    )
    shown = chromium.value(
        "[...document.querySelectorAll('#items-table tbody tr')].filter(r => !r.hidden)"
        ".map(r => r.cells[0].innerText)"
    )
    assert shown == ["scenario_digest", "plan_digest"]
