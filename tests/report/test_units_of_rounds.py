"""Ammunition counts in lots of a thousand: no slide and no page shows the lots as rounds."""

from allocator.report.limits.limits import binding
from allocator.report.page.page import page
from allocator.report.slides.decisions import decisions
from allocator.report.slides.gaps import missing_slide
from allocator.report.slides.slides import slides
from allocator.report.view import View
from tests.report.page_reading import tile_map
from tests.report.scenes import bought, held
from tests.scenarios import capability

ROUNDS = (capability(name="155 mm rounds", unit="1000 rounds"),)
"""As the teaching example of the Baltic counts them."""
SHORT: View = held(4, 3, capabilities=ROUNDS)


def test_orders() -> None:
    (order,) = decisions(bought(3, capabilities=ROUNDS))
    assert order.what == "3 × 1000 rounds: 155 mm rounds"
    (tanks,) = decisions(bought(3))
    assert tanks.what == "3 TANK"


def test_shortages() -> None:
    (table,) = missing_slide(SHORT, binding(SHORT)).tables
    assert table.headers[:4] == ("Capability", "Unit", "Missing", "Of")
    assert table.rows[0][:4] == ("155 mm rounds", "1000 rounds", "1", "4")


def test_what_a_state_gives() -> None:
    (table,) = slides(SHORT, ("A",))[-1].tables
    assert table.rows == (("155 mm rounds", "3 × 1000 rounds", "75.0 %"),)


def test_the_map_of_the_page() -> None:
    measure = tile_map(page(SHORT)).measures[-1]
    assert measure.about.startswith("Required: 4 × 1000 rounds; most of one state: ")
    assert " × 1000 rounds; • holds" in measure.about
