"""Whom an extract is for, and what all its sheets have in common."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from allocator.report.sheet import titled_page
from allocator.report.state.view import StateView
from allocator.report.view import Codes, View
from allocator.tables.table import Block, Label, Table

COVER = "cover"
"""The sheet that says what the others are."""
WITHHELD = "withheld"
"""Stands where a figure would let other states' figures be worked out."""
FEW = "too few others, or one outweighs the rest"
FOLLOWS = "another withheld figure would follow"
"""Why something is withheld."""
NAMING = "(withheld: it names another state)"
"""Stands in place of a text that does."""


@dataclass(frozen=True)
class Extract:
    """A plan as one member state may have it."""

    own: StateView

    @property
    def view(self) -> View:
        """The plan."""
        return self.own.view

    @property
    def state(self) -> str:
        """Whom it is for."""
        return self.own.state

    @property
    def name(self) -> str:
        """Of the state, as running text has it."""
        return self.own.name

    @cached_property
    def others(self) -> Codes:
        """All states whose figures are withheld."""
        return tuple(state for state in self.view.states if state != self.state)

    @property
    def marking(self) -> str:
        """The plan's classification and whom this may be given to."""
        return " · ".join(filter(None, (self.view.marking, f"releasable to {self.state}")))

    def without_names(self, text: str) -> str:
        """A free text of the input, unless it names another state."""
        return NAMING if self._named.search(text) else text

    @cached_property
    def _named(self) -> re.Pattern[str]:
        """Codes and names of other states as words of their own."""
        records = (self.view.scenario.state_by_code[state] for state in self.others)
        words = {
            word
            for record in records
            for word in (record.code, record.name, self.view.state_name(record.code))
        }
        spelt = "|".join(sorted(map(re.escape, words)))
        return re.compile(rf"(?<!\w)(?:{spelt})(?!\w)" if words else r"(?!)")

    def sheet(
        self,
        name: str,
        title: str,
        about: str,
        blocks: tuple[Block, ...],
        labels: tuple[Label, ...] = (),
    ) -> Table:
        """A sheet for reading, with the marking on every page and a way back to the cover."""
        page = titled_page(self.view, name, title, about, blocks)
        return replace(page, marking=self.marking, labels=(*self._heads(page), *labels))

    def _heads(self, page: Table) -> Iterator[Label]:
        """Those of any page for reading, but with the links and the marking of an extract."""
        yield from (label for label in page.labels if not label.link)
        yield Label(2, 0, f"← {COVER}", "link", link=COVER)
        yield Label(2, 1, self.marking, "subtitle")
