"""How far an assignment is from a known one: sums of absolute differences, as rows and variables.

The difference of a form from a value at an end of its range is linear. Elsewhere it takes a
variable: two rows hold it at or above the difference where the sum is brought down. Where the sum
is driven up they hold it at or below, and a direction, 0 or 1, says on which side the form stands.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np

from allocator.engine.extension import Entries, Row, entries_of, form_of, with_rows, with_variables
from allocator.model.linear_form import Completion, IntArray, LinearForm, Terms, arrays
from allocator.model.model import Model
from allocator.model.program import Program, RowName, Variable
from allocator.model.sparse_rows import FREE


class Span(NamedTuple):
    """A form, what it is worth to differ in it, and its value in the known assignment."""

    form: LinearForm
    weight: int
    known: int


@dataclass(slots=True)
class Distance:
    """A program that grows by what measures distances, and how to complete its assignments."""

    program: Program
    completions: dict[int, Completion] = field(default_factory=dict)
    _waiting: list[tuple[Variable, int, int]] = field(default_factory=list)

    def measured(self, model: Model) -> Model:
        """The model whose program this one grew from, with what measures distances in it."""
        completions = {**model.completions, **self.completions}
        return replace(model, program=self.program, completions=completions)

    def least(self, spans: Sequence[Span]) -> LinearForm:
        """The distance, where it is brought down: never below the true one."""
        return self._sum(spans, upward=False)

    def most(self, spans: Sequence[Span]) -> LinearForm:
        """The distance, where it is driven up: never above the true one."""
        return self._sum(spans, upward=True)

    def lesser(self, forms: Sequence[LinearForm]) -> LinearForm:
        """The least of some forms, where it is driven up: a variable."""
        if len(forms) == 1:
            return forms[0]
        most = min(form.most(self.program.lower, self.program.upper) for form in forms)
        values = [_evaluated(form) for form in forms]
        number = self._variable("distance", most, lambda at: min(value(at) for value in values))
        rows = [
            Row(RowName("distance", (str(at),)), _less(form, number), -FREE, form.constant)
            for at, form in enumerate(forms)
        ]
        self._grow(rows)
        return form_of([(1, number)])

    def completed(self, own: IntArray) -> IntArray:
        """An assignment of the first program with all that measures distances."""
        values = own.tolist() + [0] * (len(self.program.variables) - len(own))
        for number, complete in self.completions.items():
            values[number] = complete(values)
        return np.array(values, dtype=np.int64)

    def _sum(self, spans: Sequence[Span], *, upward: bool) -> LinearForm:
        lower, upper = self.program.lower, self.program.upper
        total, rows = Terms(), list[Row]()
        for span in spans:
            least, most = span.form.least(lower, upper), span.form.most(lower, upper)
            if least == most:
                total.constant += span.weight * abs(least - span.known)
            elif span.known <= least or span.known >= most:
                sign = 1 if span.known <= least else -1
                for coefficient, variable in entries_of(span.form):
                    total.add(sign * span.weight * coefficient, variable)
                total.constant += sign * span.weight * (span.form.constant - span.known)
            else:
                number, found = self._difference(span, least, most, upward=upward)
                total.add(span.weight, number)
                rows += found
        self._grow(rows)
        return arrays(total)

    def _difference(
        self, span: Span, least: int, most: int, *, upward: bool
    ) -> tuple[int, Iterator[Row]]:
        """A variable for a difference and the rows that hold it."""
        form, known, value = span.form, span.known, _evaluated(span.form)
        reach = max(known - least, most - known)
        place = int(form.variables[0])
        number = self._variable("apart", reach, lambda at: abs(value(at) - known), place)
        name = RowName("distance", (str(number),))
        above, below = entries_of(form), [(-c, v) for c, v in entries_of(form)]
        side = known - form.constant
        if not upward:
            return number, iter(
                (
                    Row(name, [*below, (1, number)], -side, FREE),
                    Row(name, [*above, (1, number)], side, FREE),
                )
            )
        rises = self._variable("rises", 1, lambda at: int(value(at) > known), place)
        up, down = 2 * (known - least), 2 * (most - known)
        return number, iter(
            (
                Row(name, [*below, (1, number), (up, rises)], -FREE, up - side),
                Row(name, [*above, (1, number), (-down, rises)], -FREE, side),
            )
        )

    def _variable(self, kind: str, upper: int, complete: Completion, place: int = -1) -> int:
        """A new variable, which stands where the variable `place` does; `_grow` adds it."""
        number = len(self.program.variables) + len(self._waiting)
        self._waiting.append((Variable(kind, (str(number),)), upper, place))
        self.completions[number] = complete
        return number

    def _grow(self, rows: Sequence[Row]) -> None:
        """The variables that wait, and rows over them."""
        names = [name for name, _, _ in self._waiting]
        upper = np.array([most for _, most, _ in self._waiting], dtype=np.int64)
        places = np.array([place for _, _, place in self._waiting], dtype=np.int64)
        own = self.program.labels
        grown = with_variables(self.program, names, upper)
        labels = {
            label: np.append(column, np.where(places >= 0, column[places], -1)).astype(np.int32)
            for label, column in own.items()
        }
        self._waiting.clear()
        self.program = with_rows(replace(grown, labels=labels), rows)


def _less(form: LinearForm, number: int) -> Entries:
    """The entries of `variable - form`."""
    return [(1, number), *((-coefficient, variable) for coefficient, variable in entries_of(form))]


def _evaluated(form: LinearForm) -> Completion:
    """The value of a form in assignments that are lists."""
    entries, constant = entries_of(form), form.constant
    return lambda values: constant + sum(c * values[variable] for c, variable in entries)
