"""The model in which it is as it was wished."""

from dataclasses import replace

from allocator.accounts.ledger import Ledger
from allocator.engine.extension import Row, entries_of, with_rows
from allocator.errors import ModelError
from allocator.explain.given import given, given_form, parts_of_a_unit
from allocator.explain.why.question import Question, Target
from allocator.model.model import Model
from allocator.model.program import RowName
from allocator.model.sparse_rows import FREE

FAMILY = "wish"
"""Of the rows that hold a plan to what was wished."""


def wished(model: Model, question: Question) -> Model:
    """The model with a row for each target, which the first phase drives the plan to.

    A row speaks of all that the state gives, as no pledge does: what it contributes and its shares.
    """
    rows = [_row(model, question, target) for target in question.targets]
    return replace(model, program=with_rows(model.program, rows, elastic=True))


def require_granted(ledger: Ledger, question: Question) -> None:
    """ModelError for a plan in which it is not as it was wished, by the accounts."""
    gives = given(ledger)
    for target in question.targets:
        units = gives.get((target.state, question.capability, question.period), 0)
        if (units > target.units) if target.way == "less" else (units < target.units):
            raise ModelError(f"{target.state} gives {units}, which is not what was wished")


def _row(model: Model, question: Question, target: Target) -> Row:
    form = given_form(model, target.state, question.capability, question.period)
    parts = target.units * parts_of_a_unit(model.scenario, question.capability)
    side = int(parts) - form.constant
    name = RowName(FAMILY, (target.state, question.capability, question.period, target.way))
    lower, upper = (-FREE, side) if target.way == "less" else (side, FREE)
    return Row(name, entries_of(form), lower, upper)
