"""A model that remembers what the engine makes plans of."""

from dataclasses import fields
from typing import ClassVar

from allocator.domain.plan import Plan
from allocator.model.linear_form import IntArray
from allocator.model.model import Model


class Watched(Model):
    """A model that remembers the last assignment the engine made a plan of.

    The engine does so at the end of every aim, so what is remembered when an aim begins is what
    that aim begins from; who uses it checks it.
    """

    seen: ClassVar[list[IntArray]] = []

    @classmethod
    def of(cls, model: Model) -> "Watched":
        """The same model, watched."""
        return cls(**{field.name: getattr(model, field.name) for field in fields(model)})

    def plan(self, vector: IntArray) -> Plan:
        """The plan of an assignment, which is remembered in the place of the last."""
        self.seen[:] = [vector.copy()]
        return Model.plan(self, vector)
