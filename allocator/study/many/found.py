"""Results of a run, read from its journal when they are looked at."""

from collections.abc import Iterator, Mapping, Sequence

from allocator.engine.journal import Content, Journal


class Found(Mapping[str, Content]):
    """What was found, by the keys of errands and in their order.

    Each look reads the journal anew: of millions of results one at a time is in memory.
    """

    def __init__(self, journal: Journal, keys: Sequence[str]) -> None:
        self._journal = journal
        self._keys = dict.fromkeys(keys)

    def __getitem__(self, key: str) -> Content:
        found = self._journal[result_of(key)] if key in self._keys else None
        if found is None:
            raise KeyError(key)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


def result_of(key: str) -> Content:
    """What the result of an errand stands under in the journal."""
    return {"errand": key}
