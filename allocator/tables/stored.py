"""Sheets as texts, and back: what a workbook was given besides its own sheets survives a copy.

The cells of a saved sheet tell neither what their numbers count nor how they were looked at. So the
descriptions themselves are kept as texts in cells of a hidden sheet.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from fractions import Fraction
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from allocator.tables.column import Column, Formula
from allocator.tables.frame import Frame
from allocator.tables.table import Block, Row, Table

STORE = "explain_store"
"""Name of the hidden sheet."""
COLUMNS = (
    Column("sheet", "sheet", "code", "the sheet that is kept", "key"),
    Column("piece", "piece", "code", "number of a piece of its description", "key"),
    Column("text", "text", "text", "the sheet's description as JSON", width=60),
)
PIECE = 30_000
"""Characters of a piece; a cell holds 32,767."""


def stored(tables: Iterable[Table], marking: str) -> Table:
    """The hidden sheet that keeps others."""
    rows: list[Row] = []
    for table in tables:
        text = json.dumps(_packed(table), ensure_ascii=True, sort_keys=True)
        pieces = [text[at : at + PIECE] for at in range(0, len(text), PIECE)]
        rows += [(table.name, f"{at:04}", piece) for at, piece in enumerate(pieces, 1)]
    block = Block(Frame(STORE, COLUMNS), tuple(rows))
    about = "Descriptions of the sheets that were added to the plan."
    return Table(STORE, "Added sheets", about, (block,), marking=marking, long=True, hidden=True)


def restored(text: str) -> Table:
    """The sheet of a text; ValueError for anything that `stored` does not write."""
    try:
        table = _unpacked(Table, json.loads(text))
    except (KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise ValueError(f"no sheet: {error}") from error
    if not isinstance(table, Table):
        raise ValueError("no sheet")  # noqa: TRY004 - a text, not a type, is wrong
    return table


def _packed(value: object) -> Any:
    """What JSON can hold; what equals its default is left out."""
    if isinstance(value, Fraction):
        return {"fraction": [value.numerator, value.denominator]}
    if isinstance(value, Formula):
        return {"formula": value.text, "value": _packed(value.value)}
    if is_dataclass(value):
        held = {each.name: getattr(value, each.name) for each in fields(value)}
        usual = {each.name: _default(each) for each in fields(value)}
        return {name: _packed(each) for name, each in held.items() if each != usual[name]}
    if isinstance(value, Mapping):
        return [[_packed(key), _packed(held)] for key, held in value.items()]
    if isinstance(value, frozenset):
        return sorted(_packed(each) for each in value)
    return [_packed(each) for each in value] if isinstance(value, tuple) else value


def _default(field: Any) -> object:
    if field.default is not MISSING:
        return field.default
    return field.default_factory() if field.default_factory is not MISSING else MISSING


def _unpacked(hint: Any, held: Any) -> Any:
    """The value of a type; ValueError where it is not of that type."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Literal:
        return _required(held, held in inner)
    if origin in (Union, UnionType):
        return _plain(inner, held)
    if origin is not None:
        return _many(origin, inner, held)
    if is_dataclass(hint) and isinstance(hint, type):
        hints = get_type_hints(hint)
        return hint(**{name: _unpacked(hints[name], each) for name, each in held.items()})
    if hint is float and isinstance(held, int):
        return float(held)
    return _required(held, type(held) is hint)


def _many(origin: Any, inner: tuple[Any, ...], held: Any) -> Any:
    """A tuple, a set or a mapping."""
    if origin is tuple:
        kinds = [inner[0]] * len(held) if inner[-1] is Ellipsis else list(inner)
        return tuple(_unpacked(kind, each) for kind, each in zip(kinds, held, strict=True))
    if origin is frozenset:
        return frozenset(_unpacked(inner[0], each) for each in held)
    return {_unpacked(inner[0], key): _unpacked(inner[1], each) for key, each in held}


def _plain(kinds: tuple[Any, ...], held: Any) -> Any:
    """What a cell holds."""
    if isinstance(held, dict) and Fraction in kinds and "fraction" in held:
        above, below = held["fraction"]
        return Fraction(_unpacked(int, above), _unpacked(int, below))
    if isinstance(held, dict) and Formula in kinds:
        return Formula(_unpacked(str, held["formula"]), _plain((*kinds, Fraction), held["value"]))
    return _required(held, type(held) in (*kinds, NoneType))


def _required(held: Any, known: object) -> Any:
    if not known:
        raise ValueError(f"no sheet: {str(held)[:40]!r} is out of place")
    return held
