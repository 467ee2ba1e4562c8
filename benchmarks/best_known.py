"""The best values any engine has ever found, by scenario, aim and what was held.

`results/best_known.json` is committed; a race counts what is in it and writes a copy with its own
findings next to its table.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

COMMITTED = Path(__file__).parent / "results" / "best_known.json"


@dataclass(frozen=True, slots=True)
class Known:
    """A value found for an aim with earlier aims held at or below some values."""

    value: int
    engine: str
    held: Mapping[str, int]

    def counts(self, held: Mapping[str, int]) -> bool:
        """Whether the plan behind it is one under `held` too."""
        return self.held.keys() == held.keys() and all(
            most <= held[aim] for aim, most in self.held.items()
        )


Book = dict[str, dict[str, list[Known]]]
"""By the digest of the scenario and by aim."""


def read_book(path: Path = COMMITTED) -> Book:
    """The book in a file; empty where there is none."""
    if not path.exists():
        return {}
    content = json.loads(path.read_text(encoding="utf-8"))
    return {
        digest: {aim: [Known(**entry) for entry in entries] for aim, entries in aims.items()}
        for digest, aims in content.items()
    }


def write_book(book: Book, path: Path) -> None:
    """Write a book so that a difference between two can be read."""
    content = {
        digest: {aim: [asdict(entry) for entry in entries] for aim, entries in aims.items()}
        for digest, aims in book.items()
    }
    path.write_text(json.dumps(content, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def known_value(book: Book, digest: str, aim: str, held: Mapping[str, int]) -> int | None:
    """The least value known under `held`."""
    entries = book.get(digest, {}).get(aim, [])
    return min((entry.value for entry in entries if entry.counts(held)), default=None)


def note_value(book: Book, digest: str, aim: str, found: Known) -> None:
    """Take a value in; entries that it betters under the same or looser holds go."""
    entries = book.setdefault(digest, {}).setdefault(aim, [])
    if any(entry.counts(found.held) and entry.value <= found.value for entry in entries):
        return
    entries[:] = [
        entry for entry in entries if not (found.counts(entry.held) and found.value <= entry.value)
    ]
    entries.append(found)
