"""The greatest flow through a small network, by shortest paths with room left."""

from collections import Counter, deque
from collections.abc import Mapping

Node = tuple[str, ...]
Edge = tuple[Node, Node]


def greatest_flow(rooms: Mapping[Edge, int], source: Node, sink: Node) -> Counter[Edge]:
    """What goes along each edge; no edge may have one the other way."""
    left = Counter(rooms)
    while path := _path(left, source, sink):
        room = min(left[edge] for edge in path)
        for tail, head in path:
            left[tail, head] -= room
            left[head, tail] += room
    return Counter({edge: room - left[edge] for edge, room in rooms.items()})


def _path(left: Counter[Edge], source: Node, sink: Node) -> list[Edge]:
    """Edges from the source to the sink, each with room; none where there is no way."""
    came: dict[Node, Node] = {source: source}
    waiting = deque([source])
    while waiting and sink not in came:
        node = waiting.popleft()
        for (tail, head), room in left.items():
            if tail == node and room > 0 and head not in came:
                came[head] = node
                waiting.append(head)
    path: list[Edge] = []
    while sink in came and sink != source:
        path.append((came[sink], sink))
        sink = came[sink]
    return path
