"""Where the bands of a flow of money run: nodes on two sides, ribbons between them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from allocator.report.page.money_flows import Flow, Side
from allocator.tables.drawing import Anchor, Bar, Ribbon, Shape, Words

TALL, EACH = 430, 80
"""Height of everything that flows, without the gaps: so much in all, and no more a node."""
SLOT = 15
"""Least height of a node with its label."""
GAP = 5
"""Between two nodes."""
NODE = 8
"""Width of a node."""
HEAD = 24
"""Room for the headings of the two sides."""


@dataclass(frozen=True, slots=True)
class Column:
    """The nodes of a side: where each begins, and how tall it is."""

    tops: Mapping[str, float]
    heights: Mapping[str, float]
    bottom: float


def tall(*sides: Side) -> int:
    """Height of what flows between the sides."""
    return min(TALL, EACH * max(len(side.amounts) for side in sides))


def column(side: Side, height: int) -> Column:
    """Nodes from the top, the largest first; a small one still has room for its label."""
    everything = sum(side.amounts.values())
    tops: dict[str, float] = {}
    heights: dict[str, float] = {}
    at = float(HEAD)
    for code, amount in side.amounts.items():
        heights[code] = height * amount / everything
        slot = max(SLOT, heights[code])
        tops[code] = at + (slot - heights[code]) / 2
        at += slot + GAP
    return Column(tops, heights, at)


def shapes(
    flows: Sequence[Flow],
    payers: Side,
    hosts: Side,
    *,
    width: int,
    margin: int,
    label: Callable[[str, int], str],
    says: Callable[[Flow], str],
    heads: tuple[str, str],
) -> tuple[tuple[Shape, ...], float]:
    """Shapes from the back to the front, and the height they take.

    `margin` is the room for labels on either side; `label` names a node with its amount.
    """
    height = tall(payers, hosts)
    left, right = column(payers, height), column(hosts, height)
    x, to_x = margin, width - margin
    drawn = (
        *_ribbons(flows, left, right, x + NODE, to_x - NODE, height, says),
        *_nodes(left, payers, x, "end", x - 5, label),
        *_nodes(right, hosts, to_x - NODE, "start", to_x + 5, label),
        Words(x + NODE, HEAD - 9, heads[0], "end", "strong"),
        Words(to_x - NODE, HEAD - 9, heads[1], "start", "strong"),
    )
    return drawn, round(max(left.bottom, right.bottom), 1)


def _ribbons(
    flows: Sequence[Flow],
    left: Column,
    right: Column,
    x: float,
    to_x: float,
    height: int,
    says: Callable[[Flow], str],
) -> Iterator[Shape]:
    """In the order of the payers; at either end they lie one below the other."""
    everything = sum(flow.amount for flow in flows)
    start, end = dict(left.tops), dict(right.tops)
    for flow in flows:
        thickness = height * flow.amount / everything
        yield Ribbon(
            x,
            round(start[flow.payer] + thickness / 2, 1),
            to_x,
            round(end[flow.host] + thickness / 2, 1),
            round(thickness, 2),
            flow.look,
            says(flow),
        )
        start[flow.payer] += thickness
        end[flow.host] += thickness


def _nodes(
    nodes: Column,
    side: Side,
    x: float,
    anchor: Anchor,
    beside: float,
    label: Callable[[str, int], str],
) -> Iterator[Shape]:
    for code, amount in side.amounts.items():
        top, height = nodes.tops[code], nodes.heights[code]
        yield Bar(x, round(top, 1), NODE, round(max(1, height), 1), "node")
        yield Words(beside, round(top + height / 2 + 4, 1), label(code, amount), anchor)
