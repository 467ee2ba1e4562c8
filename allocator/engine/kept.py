"""The program with everything that is kept: aims as rows, and how many states may stand how high.

A burden is above a level if the state's money, with its baseline where that counts, is above what
the level is worth. So the row `money - (most - level x point) x flag <= level x point` makes the
flag 1 for a state above it, and a row over the flags says how many may be. The model knows nothing
of flags: they come after its own variables, and their values follow from the burdens.
"""

from dataclasses import dataclass, replace

import numpy as np

from allocator.domain.leximin import BurdenCap
from allocator.engine.burdens import Burdens
from allocator.engine.extension import (
    Row,
    entries_of,
    form_of,
    held,
    with_rows,
    with_variables,
)
from allocator.model.linear_form import IntArray, LinearForm
from allocator.model.program import Program, RowName, Variable
from allocator.model.sparse_rows import FREE


@dataclass(frozen=True, slots=True)
class Flag:
    """A variable that is 1 where a state's burden is above a level."""

    place: int
    """Of the state among the burdens."""
    level: int


@dataclass(frozen=True, slots=True)
class Kept:
    """A program, and the flags that follow the model's own variables."""

    program: Program
    burdens: Burdens
    flags: tuple[Flag, ...] = ()

    @classmethod
    def of(cls, program: Program, spread: LinearForm) -> "Kept":
        """A program as it is; `spread` is the variable of the largest burden."""
        return cls(program, Burdens.of(program, spread))

    def completed(self, own: IntArray) -> IntArray:
        """An assignment of the model with its flags."""
        return np.append(own, self._raised(self.flags, own))

    def own(self, vector: IntArray) -> IntArray:
        """The assignment of the model alone."""
        return vector[: len(vector) - len(self.flags)]

    def holding(self, aim: str, form: LinearForm, most: int) -> "Kept":
        """The same with an aim at or below `most`."""
        return replace(self, program=held(self.program, aim, form, most))

    def capped(self, cap: BurdenCap) -> "Kept":
        """The same with at most so many states above a level."""
        if not cap.states:
            return replace(self, program=_bounded(self.program, self.burdens.largest, cap.level))
        counting, count = self.counting(cap.level)
        return replace(counting, program=_limited(counting.program, count, cap))

    def counting(self, level: int) -> "tuple[Kept, LinearForm]":
        """The same with flags for a level, and their sum: the states above it."""
        program, flags = self._flagged(self.program, level, None)
        return replace(self, program=program, flags=(*self.flags, *flags)), _last(program, flags)

    def lowering(
        self, own: IntArray, cap: BurdenCap, floor: int
    ) -> "tuple[Program, LinearForm, IntArray]":
        """The program in which the level of a cap is `floor` and what it rises above it; the rise;
        and `own`, which keeps the cap at its level, in that program."""
        number, rise = len(self.program.variables), cap.level - floor
        name = Variable("rise", (str(cap.states),))
        program = with_variables(self.program, [name], np.array([rise], dtype=np.int64))
        program, flags = self._flagged(program, floor, number)
        reached = tuple(replace(flag, level=cap.level) for flag in flags)
        return (
            _limited(program, _last(program, flags), cap),
            form_of([(1, number)]),
            np.concatenate((self.completed(own), [rise], self._raised(reached, own))),
        )

    def _raised(self, flags: tuple[Flag, ...], own: IntArray) -> IntArray:
        burdens = self.burdens.values(own)
        return np.array([burdens[flag.place] > flag.level for flag in flags], dtype=np.int64)

    def _flagged(
        self, program: Program, level: int, rise: int | None
    ) -> tuple[Program, tuple[Flag, ...]]:
        """The program with a flag for each state that can be above a level, which may `rise`.

        A flag lets the burden reach the next level above that has flags, and theirs the rest.
        """
        burdens = self.burdens
        names: list[Variable] = []
        rows: list[Row] = []
        flags: list[Flag] = []
        first = len(self.program.variables) - len(self.flags)
        above = {flag.place: (number, flag) for number, flag in enumerate(self.flags, first)}
        for place, (form, point) in enumerate(zip(burdens.forms, burdens.points, strict=True)):
            highest = form.most(program.lower, program.upper)
            most = min(highest, point * int(program.upper[burdens.largest]))
            if most <= level * point:
                continue
            codes = (str(level), *program.rows[burdens.rows[place]].codes)
            flag = len(program.variables) + len(flags)
            entries = entries_of(form)
            if rise is not None:
                entries.append((-point, rise))
            if place in above:
                number, upper = above[place]
                entries.append((upper.level * point - most, number))
                most = upper.level * point
                rows.append(Row(RowName("leximin", codes), [(1, number), (-1, flag)], -FREE, 0))
            entries.append((level * point - most, flag))
            names.append(Variable("above", codes))
            side = level * point - form.constant
            rows.append(Row(RowName("leximin", codes), entries, -FREE, side))
            flags.append(Flag(place, level))
        ones = np.ones(len(flags), dtype=np.int64)
        return with_rows(with_variables(program, names, ones), rows), tuple(flags)


def _bounded(program: Program, variable: int, most: int) -> Program:
    upper = program.upper.copy()
    upper[variable] = min(int(upper[variable]), most)
    return replace(program, upper=upper)


def _limited(program: Program, count: LinearForm, cap: BurdenCap) -> Program:
    """The program with at most so many flags raised; no row where there are no more of them."""
    if len(count.variables) <= cap.states:
        return program
    name = RowName("leximin", (str(cap.states),))
    return with_rows(program, [Row(name, entries_of(count), -FREE, cap.states)])


def _last(program: Program, flags: tuple[Flag, ...]) -> LinearForm:
    """The sum of the last variables, which are the flags."""
    end = len(program.variables)
    return form_of([(1, number) for number in range(end - len(flags), end)])
