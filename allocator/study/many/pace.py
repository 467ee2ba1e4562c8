"""How many errands make a message, by how long they take and how many workers send them."""

MESSAGE_SECONDS = 0.25
"""A message is meant to keep a worker busy so long: far longer than it is on its way, and short
against what is lost with a worker that dies."""
MESSAGES_A_SECOND = 100
"""No more come back from all workers together, as a scheduler takes some ms for each."""
LARGEST = 256
"""More errands than that are in no message, however short they are."""
WEIGHT = 0.1
"""Of the latest errand in the mean."""


class Pace:
    """A running mean of the seconds of errands."""

    def __init__(self, batch: int | None) -> None:
        """With a `batch`, messages have this size whatever is measured."""
        self._batch = batch
        self._mean: float | None = None

    def learn(self, seconds: float) -> None:
        """Take in how long an errand took."""
        before = seconds if self._mean is None else self._mean
        self._mean = before + WEIGHT * (seconds - before)

    def size(self, workers: int) -> int:
        """Errands in the next message to one of so many workers; one until something is known."""
        if self._batch is not None or self._mean is None:
            return self._batch or 1
        seconds = max(MESSAGE_SECONDS, workers / MESSAGES_A_SECOND)
        return max(1, int(min(LARGEST, seconds / max(self._mean, 1e-6))))
