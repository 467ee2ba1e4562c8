"""Which variables of several scenarios are one and the same column of their joint program."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from allocator.engine.extension import Entries, Row
from allocator.engine.joint.here_and_now import MEMBERSHIPS, Decision, HereAndNow
from allocator.model.linear_form import IntArray
from allocator.model.model import Model
from allocator.model.program import LABELS, RowName, Variable
from allocator.model.sparse_rows import FREE

Labels = NDArray[np.int32]
Node = tuple[int, int]
"""A scenario and a variable of it."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a joint program."""

    of: tuple[IntArray, ...]
    """For each scenario the column of each of its variables."""
    names: tuple[Variable, ...]
    lower: IntArray
    upper: IntArray
    labels: Mapping[str, Labels]
    largest: int
    """That of the largest burden of all."""


def columns_of(models: Sequence[Model], when: HereAndNow) -> Columns:
    """One column for what must be equal; what some scenario always has at zero is zero in all."""
    groups = _Groups()
    barred: list[Node] = []
    for nodes in _alike(models, when).values():
        first = nodes[0]
        for node in nodes[1:]:
            groups.join(first, node)
        if len({place for place, _ in nodes}) < len(models):
            barred.append(first)
    largest = [int(model.aims["spread"].variables[0]) for model in models]
    for place, number in enumerate(largest):
        groups.join((0, largest[0]), (place, number))
    of, names = _numbered(models, groups)
    lower, upper = _bounds(models, of, len(names))
    upper[[of[place][number] for place, number in barred]] = 0
    # No scenario's own largest burden limits that of another.
    column = int(of[0][largest[0]])
    upper[column] = max(
        int(model.program.upper[number]) for model, number in zip(models, largest, strict=True)
    )
    return Columns(of, names, lower, upper, _labels(models, of, len(names)), column)


def members_of(models: Sequence[Model], shared: Columns, when: HereAndNow) -> Iterator[Row]:
    """Rows by which who is in a pool, and who leads it, is the same in all scenarios where the
    pool operates before it is known which of them it is."""
    if when.before is None:
        return
    first, others = models[0], range(1, len(models))
    for name in MEMBERSHIPS:
        entries = [model.decisions.entries[name] for model in models]
        for codes in sorted({codes for each in entries for codes in each}):
            operating = first.decisions.entries["operating"].get((codes[1], when.before))
            if operating is None or not shared.upper[shared.of[0][operating]]:
                continue
            early = (1, int(shared.of[0][operating]))
            own = _entry(shared.of[0], entries[0].get(codes), 1)
            for place in others:
                other = _entry(shared.of[place], entries[place].get(codes), 1)
                for more, less in ((own, other), (other, own)):
                    held = [*more, *((-1, column) for _, column in less)]
                    if more and more != less:
                        yield Row(RowName(name, codes), [*held, early], -FREE, 1)


def _entry(columns: IntArray, number: int | None, sign: int) -> Entries:
    return [] if number is None else [(sign, int(columns[number]))]


def _alike(models: Sequence[Model], when: HereAndNow) -> Mapping[Decision, list[Node]]:
    """The variables of each decision that is taken here and now."""
    found: dict[Decision, list[Node]] = {}
    for place, model in enumerate(models):
        for name, entries in model.decisions.entries.items():
            for codes, number in entries.items():
                if when.joined(name, codes):
                    found.setdefault((name, codes), []).append((place, number))
    return found


@dataclass(slots=True)
class _Groups:
    """Variables that are one column."""

    parents: dict[Node, Node] = field(default_factory=dict)

    def root(self, node: Node) -> Node:
        while (parent := self.parents.get(node, node)) != node:
            node = parent
        return node

    def join(self, one: Node, other: Node) -> None:
        low, high = sorted((self.root(one), self.root(other)))
        if low != high:
            self.parents[high] = low


def _numbered(
    models: Sequence[Model], groups: _Groups
) -> tuple[tuple[IntArray, ...], tuple[Variable, ...]]:
    """Columns in the order of the scenarios and of their variables."""
    known: dict[Node, int] = {}
    names: list[Variable] = []
    of = []
    for place, model in enumerate(models):
        columns = np.zeros(len(model.program.variables), dtype=np.int64)
        for number, variable in enumerate(model.program.variables):
            root = groups.root((place, number))
            if root not in known:
                known[root] = len(names)
                names.append(variable)
            columns[number] = known[root]
        of.append(columns)
    return tuple(of), tuple(names)


def _bounds(
    models: Sequence[Model], of: Sequence[IntArray], count: int
) -> tuple[IntArray, IntArray]:
    """What every scenario allows."""
    lower = np.full(count, -FREE, dtype=np.int64)
    upper = np.full(count, FREE, dtype=np.int64)
    for model, columns in zip(models, of, strict=True):
        np.maximum.at(lower, columns, model.program.lower)
        np.minimum.at(upper, columns, model.program.upper)
    return lower, upper


def _labels(models: Sequence[Model], of: Sequence[IntArray], count: int) -> Mapping[str, Labels]:
    """Labels by the codes of all scenarios together; components after all capabilities."""
    found = {label: np.full(count, -1, dtype=np.int32) for label in LABELS}
    for label in LABELS:
        known = sorted({code for model in models for code in _codes(model, label)})
        places = {code: place for place, code in enumerate(known)}
        for model, columns in zip(models, of, strict=True):
            own = [places[code] for code in _codes(model, label)]
            # The last place stands for -1: no such code.
            moved = np.array([*own, -1], dtype=np.int32)
            found[label][columns] = moved[model.program.labels[label]]
    return found


def _codes(model: Model, label: str) -> list[tuple[int, str]]:
    """What the positions of a label stand for."""
    positions = model.basis.positions
    if label == "capability":
        return [
            *((0, code) for code in positions["capability"]),
            *((1, code) for code in positions["component"]),
        ]
    if label == "period":
        return [(0, code) for code in model.basis.codes]
    return [(0, code) for code in positions[label]]
