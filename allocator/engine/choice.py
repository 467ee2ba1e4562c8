"""Which kind of neighbourhood to try next, and how large: by what each has earned lately.

All in deterministic time, so that the choice is the same on every machine.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

MEMORY = 0.8
"""What a kind earned counts so much less with every further trial of it."""
CURIOSITY = 0.15
"""Even a kind that earns nothing is tried with this weight against the best one's 1."""
FIRST_SIZE = 1_600
"""Variables asked for where nothing is known yet."""
LEAST_SIZE, MOST_SIZE = 300, 8_000
SPAN = 0.3
"""Sizes are drawn from so much of what a kind has grown to up to all of it."""
GROWTH, SHRINKAGE = 1.2, 0.85
"""By so much the size changes where a step closed easily, or neither closed nor won."""


@dataclass(slots=True)
class _Record:
    size: float = FIRST_SIZE
    gain: float = 0.0
    work: float = 0.0

    @property
    def rate(self) -> float:
        return self.gain / self.work if self.work else 0.0


class Choice:
    """Draws kinds by gain per deterministic second; sizes follow what a step can close."""

    def __init__(self, kinds: Sequence[str], random: Random) -> None:
        self._records = {kind: _Record() for kind in kinds}
        self._random = random
        self._untried = list(kinds)

    def drawn(self) -> tuple[str, int]:
        """A kind, and how many variables its neighbourhood should have."""
        if self._untried:
            kind = self._untried.pop(0)
        else:
            best = max(record.rate for record in self._records.values()) or 1.0
            weights = [CURIOSITY + r.rate / best for r in self._records.values()]
            kind = self._random.choices(list(self._records), weights)[0]
        return kind, round(self._records[kind].size * self._random.uniform(SPAN, 1.0))

    def learn(self, kind: str, gain: float, work: float, *, closed: bool, easy: bool) -> None:
        """What a neighbourhood earned, for how much work; whether it was solved to proof, and that
        with most of its budget left."""
        record = self._records[kind]
        record.gain = MEMORY * record.gain + gain
        record.work = MEMORY * record.work + work
        factor = GROWTH if closed and easy else 1.0 if closed or gain > 0 else SHRINKAGE
        record.size = min(MOST_SIZE, max(LEAST_SIZE, record.size * factor))
