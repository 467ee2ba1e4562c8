"""What can be lost, one at a time."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from allocator.domain.scenario import Scenario
from allocator.domain.supply_chain import supply_chains
from allocator.errors import RequestError

Kind = Literal["states", "pools", "lines", "components", "licences"]
KINDS: tuple[Kind, ...] = ("states", "pools", "lines", "components", "licences")


@dataclass(frozen=True, slots=True)
class Loss:
    """One thing that is gone in every period."""

    kind: Kind
    code: str
    """Of a licence the line's."""
    state: str = ""
    """Who is refused a licence; empty where all customers are, the foreign consent as a whole."""

    @property
    def key(self) -> str:
        """Unique among all losses of a scenario."""
        return " ".join(filter(None, (self.kind, self.code, self.state)))

    @property
    def consent(self) -> bool:
        """Whether it is the consent of a design authority that lies outside."""
        return self.kind == "licences" and not self.state

    @property
    def codes(self) -> tuple[str, ...]:
        """All that it names."""
        return tuple(filter(None, (self.code, self.state)))


def losses(scenario: Scenario, kinds: Collection[str], only: Sequence[str] = ()) -> list[Loss]:
    """All losses of some kinds, in the order of the kinds and of the workbook; with `only` those
    that name one of these codes.

    The loss of a consent is that of its line: where lines are asked for too, it is no loss of its
    own. RequestError for codes that name nothing that can be lost.
    """
    every = list(_losses(scenario))
    known = {code for loss in every for code in loss.codes}
    for code in only:
        if code not in known:
            near = get_close_matches(code, known, 1)
            remedy = f'; did you mean "{near[0]}"?' if near else ""
            raise RequestError(
                f'"{code}" is no state, pool, line or component that can be lost{remedy}'
            )
    return [
        loss
        for loss in every
        if loss.kind in kinds
        and not (loss.consent and "lines" in kinds)
        and (not only or set(only) & set(loss.codes))
    ]


def _losses(scenario: Scenario) -> Iterator[Loss]:
    order = scenario.book.order
    states, lines = order("member_states", tuple(scenario.state_by_code)), scenario.line_by_code
    makers = {chain.component for chain in supply_chains(scenario) if chain.makers}
    yield from (Loss("states", code) for code in states if len(states) > 1)
    yield from (Loss("pools", code) for code in order("pools", tuple(scenario.pool_by_code)))
    for code in order("lines", tuple(lines)):
        yield Loss("lines", code)
    yield from (Loss("components", code) for code in sorted(makers))
    for code in order("lines", tuple(lines)):
        if not lines[code].design_authority_inside:
            yield Loss("licences", code)
        for row in scenario.access:
            if row.line == code and row.permitted and row.state in lines[code].customers:
                yield Loss("licences", code, row.state)
