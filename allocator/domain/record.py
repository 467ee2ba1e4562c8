"""The base of every record: frozen, strict, and closed to fields it does not know."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from pydantic import BaseModel, ConfigDict

R = TypeVar("R")
K = TypeVar("K")


class Record(BaseModel):
    """An immutable value whose fields are checked for exact type when it is made."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


def grouped(rows: Iterable[R], key: Callable[[R], K]) -> dict[K, tuple[R, ...]]:
    """The rows of each key; keys, and the rows of one, as they come."""
    groups: dict[K, list[R]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return {name: tuple(found) for name, found in groups.items()}
