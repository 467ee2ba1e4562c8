"""The most posts that a state can have for what it adds, and what additions need."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from allocator.accounts.decisions import Series
from allocator.accounts.ledger import Ledger


@dataclass(frozen=True)
class Posts:
    """Crews as far as free posts, training and limits go."""

    ledger: Ledger

    def most(self, state: str, position: int) -> int | None:
        """Posts free and filled by the end of a period; None: its crews have no limit."""
        series = self._most.get(state)
        return None if series is None else series[position]

    def of_a_unit(self, state: str, line: str) -> int:
        """Posts that a unit from the line needs."""
        scenario = self.ledger.scenario
        access = scenario.access_by_key.get((line, state))
        if access is not None and access.posts is not None:
            return access.posts
        return scenario.capability_by_code[scenario.line_by_code[line].capability].posts

    @cached_property
    def _most(self) -> Mapping[str, Series]:
        """Filled posts grow by the pipeline, and never fall back under a limit that comes later."""
        scenario = self.ledger.scenario
        if not scenario.policy.holds("personnel"):
            return {}
        most = {}
        for state in sorted({state for state, _ in scenario.personnel_by_key}):
            rows = [scenario.personnel_by_key[state, period.code] for period in scenario.periods]
            filled, series = 0, list[int]()
            for at, row in enumerate(rows):
                limits = [later.posts_limit for later in rows[at:] if later.posts_limit is not None]
                filled = min([filled + row.pipeline, *limits])
                series.append(filled + row.posts_free)
            most[state] = tuple(series)
        return most
