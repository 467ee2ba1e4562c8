"""Which rows a key with patterns means."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import product

from allocator.domain.address_book import Key
from allocator.io.problems import suggestion

ANY = "*"
THERE = "name a row that is there"
Patterns = tuple[tuple[str, ...], ...]


def combinations(patterns: Patterns) -> Iterator[Key]:
    """One pattern for each key column, in all ways in which they can be put together."""
    return product(*patterns)


def is_whole(wanted: Key) -> bool:
    """Whether the key of one row is meant, and not any that looks like it."""
    return not any(ANY in code for code in wanted)


def meant(wanted: Key, rows: Mapping[Key, int]) -> list[tuple[Key, int]]:
    """The rows with such a key, in their order."""
    if is_whole(wanted):
        return [(wanted, rows[wanted])] if wanted in rows else []
    found = list(rows.items())
    for place, code in sorted(enumerate(wanted), key=lambda part: ANY in part[1]):
        if ANY not in code:
            found = [(key, row) for key, row in found if key[place] == code]
        elif code != ANY:
            found = [(key, row) for key, row in found if matches(code, key[place])]
    return found


def matches(pattern: str, code: str) -> bool:
    """Whether a code is as the pattern, in which * stands for any characters or none.

    Each part is looked for once, where it comes first: no pattern takes long.
    """
    first, *others = pattern.split(ANY)
    if not others:
        return pattern == code
    *middle, last = others
    end = len(code) - len(last)
    if not (code.startswith(first) and code.endswith(last)):
        return False
    at = len(first)
    for part in middle:
        found = code.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return at <= end


def remedy_for(wanted: Key, keys: Iterable[Key], otherwise: str = THERE) -> str:
    """A code like the first that no row has."""
    known = list(keys)
    for place, code in enumerate(wanted):
        column = sorted({key[place] for key in known})
        if ANY not in code and code not in column:
            return suggestion(code, column, otherwise)
    return otherwise
