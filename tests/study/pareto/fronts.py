"""Fronts by trying every plan, and searches carried out in this process."""

import json
from collections.abc import Sequence

from allocator.domain.policy import AimName
from allocator.domain.scenario import Scenario
from allocator.engine.watch import Watch
from allocator.engine.way import Way
from allocator.study.many.errand import Results
from allocator.study.pareto.errand import Common, SearchCorner
from allocator.study.pareto.front import Values
from allocator.study.pareto.search import Search
from tests.properties.enumeration import Enumeration


def here(searches: Sequence[SearchCorner]) -> Results:
    """Each search through JSON, as a journal would keep it."""
    found = {each.key: json.loads(json.dumps(each(Watch()))) for each in searches}
    assert len(found) == len(searches)
    return Results(found, (), finished=True)


def searched(
    scenario: Scenario, aims: Sequence[AimName], most: int | None = None, way: Way = "auto"
) -> Search:
    found = Search(Common(scenario, tuple(aims), "quick", way=way), here, most)
    found.run()
    return found


def possible(every: Enumeration, aims: Sequence[AimName]) -> set[Values]:
    """What the aims can be in all plans that hold every row."""
    places = [every.scenario.aims.index(aim) for aim in aims]
    return {tuple(plan.aims[place] for place in places) for plan in every.feasible}


def best(values: set[Values]) -> list[Values]:
    """Those that no other is as good as in every aim."""
    return sorted(
        one
        for one in values
        if not any(
            other != one and all(a <= b for a, b in zip(other, one, strict=True))
            for other in values
        )
    )
