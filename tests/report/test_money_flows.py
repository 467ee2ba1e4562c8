"""Flows of money: nothing is lost when small ones are grouped, and the drawing keeps the sums."""

from itertools import pairwise

import pytest

from allocator.report.page.flows import flow_chart, flow_words
from allocator.report.page.money_flows import Flows, grouped, money_flows, side, to_outside
from allocator.report.page.sankey import TALL, column, tall
from allocator.tables.drawing import Ribbon, Words
from tests.report.reading import sheets, total
from tests.report.views import DUO, EMPTY, QUARTET

MANY: Flows = {
    (f"S{payer:02d}", f"S{host:02d}"): payer * host
    for payer in range(1, 16)
    for host in range(1, 16)
}


def test_flows_add_up_to_the_money_of_the_footprint() -> None:
    flows = money_flows(QUARTET)
    assert sum(flows.values()) == total(sheets()["footprint"], "money")
    assert to_outside(QUARTET, flows)["AAA"] == flows["AAA", "USA"]


def test_sides_are_ranked_and_small_ones_grouped() -> None:
    payers = side(MANY, 0, 12, "states")
    assert list(payers.amounts) == [*(f"S{n:02d}" for n in range(15, 3, -1)), "3 other states"]
    assert payers.members == ("S03", "S02", "S01")
    assert sum(payers.amounts.values()) == sum(MANY.values())
    assert payers.place("S02") == "3 other states"
    assert payers.place("S09") == "S09"


@pytest.mark.parametrize(("most", "group"), [(15, ""), (14, ""), (13, "2 other hosts")])
def test_one_alone_is_no_group(most: int, group: str) -> None:
    assert side(MANY, 1, most, "hosts").group == group


def test_grouping_loses_no_money() -> None:
    view = QUARTET
    flows = money_flows(view)
    bands = grouped(view, flows, side(flows, 0, 1, "states"), side(flows, 1, 1, "hosts"))
    assert sum(band.amount for band in bands) == sum(flows.values())
    home = sum(amount for (state, host), amount in flows.items() if state == host)
    assert sum(band.amount for band in bands if band.look == "home") == home
    assert {band.look for band in bands} == {"home", "ally", "outside"}


def test_ribbons_fill_their_nodes_and_labels_keep_apart() -> None:
    flows = money_flows(QUARTET)
    figure = flow_chart(QUARTET, flows)
    assert figure is not None
    full = tall(side(flows, 0, 12, "states"), side(flows, 1, 12, "hosts"))
    for drawing in figure.drawings:
        ribbons = [shape for shape in drawing.shapes if isinstance(shape, Ribbon)]
        height = sum(ribbon.thickness for ribbon in ribbons)
        assert height == pytest.approx(full, abs=0.1)
        ends = [
            (round(y - ribbon.thickness / 2, 1), ribbon.thickness)
            for ribbon in ribbons
            for y in (ribbon.y, ribbon.to_y)
        ]
        assert all(top >= -0.2 and top + thick <= drawing.height + 0.2 for top, thick in ends)
        for anchor in ("start", "end"):
            lines = sorted(
                shape.y
                for shape in drawing.shapes
                if isinstance(shape, Words) and shape.anchor == anchor
            )
            assert all(after - before >= 12 for before, after in pairwise(lines))


def test_nodes_stand_below_one_another() -> None:
    payers = side(MANY, 0, 12, "states")
    nodes = column(payers, tall(payers))
    tops = [(nodes.tops[code], nodes.heights[code]) for code in payers.amounts]
    assert all(top + height <= below for (top, height), (below, _) in pairwise(tops))
    assert sum(nodes.heights.values()) == pytest.approx(TALL)


def test_the_words_say_what_is_grouped_and_only_then() -> None:
    view = QUARTET
    (said,) = flow_words(view, money_flows(view))
    assert said.startswith("Of EUR 207.9 million that states put into lines")
    duo = DUO
    assert "100 % stays at home" not in flow_words(duo, money_flows(duo))[0]
    grouping = flow_words(view, {**dict.fromkeys(MANY, 1), ("AAA", "DDD"): 1})
    assert len(grouping) == 2
    assert "4 other states: =SUM(A1:A9), S13, S14, S15;" in grouping[1]


def test_without_money_there_is_a_sentence_and_no_chart() -> None:
    view = EMPTY
    assert flow_words(view, money_flows(view)) == ("The plan puts no money into industry.",)
    assert flow_chart(view, money_flows(view)) is None
