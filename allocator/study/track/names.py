"""What decisions are about, as sentences of tracking name it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

from allocator.domain.outcome import ElasticRow
from allocator.domain.scenario import Scenario
from allocator.report.names import component_name
from allocator.report.prose import readable, short_name

LONGEST = 60
"""Characters of a name."""


class Named(Protocol):
    """A record with a name."""

    @property
    def name(self) -> str: ...


def row_words(rows: Iterable[ElasticRow]) -> Iterator[str]:
    """Rows of a plan by which it differs from what was asked of it."""
    for row in rows:
        decision, *codes = row.subject
        yield f"{decision} of {', '.join(codes)}, by {row.amount:,}"


def name_of(scenario: Scenario, kind: str, code: str) -> str:
    """The name of a state, host, line, pool or capability, without its explanations.

    `kind` is one of the words of `domain.plan.NAMES`; what has no name goes by its code.
    """
    if kind == "component":
        return component_name(code)
    records: Mapping[str, Mapping[str, Named]] = {
        "state": scenario.state_by_code,
        "host": scenario.state_by_code,
        "line": scenario.line_by_code,
        "pool": scenario.pool_by_code,
        "capability": scenario.capability_by_code,
    }
    record = records.get(kind, {}).get(code)
    name = record.name if record is not None else ""
    return readable(short_name(name or code, LONGEST), LONGEST)
