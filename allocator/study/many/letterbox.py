"""Where threads leave what one other thread takes out, all at once."""

from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import Generic, TypeVar

Item = TypeVar("Item")


class Letterbox(Generic[Item]):
    """Things in the order in which they came."""

    def __init__(self) -> None:
        self._queue: SimpleQueue[Item] = SimpleQueue()

    def put(self, item: Item) -> None:
        """Leave a thing; from any thread."""
        self._queue.put(item)

    def taken(self, timeout: float) -> list[Item]:
        """All there is, as soon as there is something or so many seconds are over."""
        found: list[Item] = []
        with suppress(Empty):
            found.append(self._queue.get(timeout=timeout))
            while True:
                found.append(self._queue.get_nowait())
        return found
