"""Variables for all decisions that can be other than zero."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from allocator.model.decisions import Codes, Decisions, Series
from allocator.model.domains import Domains, Most
from allocator.model.program import ProgramBuilder


def decision_variables(domains: Domains, builder: ProgramBuilder) -> Decisions:
    """A variable from 0 to its largest value for every decision that the domains leave open."""
    maker = _Maker(domains, builder)
    for (state, line), most in domains.delivered.items():
        maker.add_lasting("delivered", (state, line), most, state=state, line=line)
    for (state, capability), most in domains.contribution.items():
        maker.add("contribution", (state, capability), most, state=state, capability=capability)
    for (pool, line), most in domains.pool_delivered.items():
        maker.add_lasting("pool_delivered", (pool, line), most, pool=pool, line=line)
    for (state, pool, line), most in domains.pool_shares.items():
        codes = (state, pool, line)
        maker.add_lasting("pool_shares", codes, most, state=state, pool=pool, line=line)
    for pool, most in domains.operating.items():
        maker.add("operating", (pool,), most, pool=pool)
        maker.memberships(pool)
    for line, steps in domains.expansion.items():
        maker.add_decided("expansion", (line,), steps, line)
    for (state, line), tenths in domains.funding.items():
        maker.add_decided("funding", (state, line), tenths, line, state=state)
    for state, most in domains.carry.items():
        maker.add("carry", (state,), most, state=state)
    for capability, most in domains.support.items():
        maker.add("support", (capability,), most, capability=capability)
    return Decisions(maker.series, maker.entries, (None,) * domains.basis.length)


NAMES = (
    "delivered",
    "contribution",
    "pool_delivered",
    "pool_shares",
    "open",
    "join",
    "lead",
    "operating",
    "expansion",
    "funding",
    "carry",
    "support",
)


@dataclass(slots=True)
class _Maker:
    domains: Domains
    builder: ProgramBuilder
    series: dict[str, dict[Codes, Series]] = field(
        default_factory=lambda: {name: {} for name in NAMES}
    )
    entries: dict[str, dict[Codes, int]] = field(
        default_factory=lambda: {name: {} for name in NAMES}
    )

    def add(self, name: str, codes: Codes, most: Most, **labels: str) -> None:
        """A variable for each period in which the decision can be more than zero."""
        if any(most):
            places = self.domains.basis.labels(period=None, **labels)
            self.series[name][codes] = tuple(
                self._variable(name, codes, period, bound, places) if bound else None
                for period, bound in enumerate(most)
            )

    def add_lasting(self, name: str, codes: Codes, most: Most, **labels: str) -> None:
        """A decision that never falls is bounded by its later bounds, too."""
        self.add(name, codes, [min(most[period:]) for period in range(len(most))], **labels)

    def add_decided(self, name: str, codes: Codes, most: int, line: str, **labels: str) -> None:
        """A decision about steps: after the last useful period it stands still."""
        last = self.domains.basis.outputs[line].last_decision
        if most == 0 or last is None:
            return
        places = self.domains.basis.labels(period=None, line=line, **labels)
        variables = [
            self._variable(name, codes, period, most, places) for period in range(last + 1)
        ]
        for code in self.domains.basis.codes[last + 1 :]:
            self.entries[name][*codes, code] = variables[-1]
            variables.append(variables[-1])
        self.series[name][codes] = tuple(variables)

    def memberships(self, pool: str) -> None:
        """open is operating at the end; who must be in is in when the pool is open."""
        opened = self.series["operating"].get((pool,), (None,))[-1]
        if opened is None:
            return
        self.entries["open"][pool,] = opened
        scenario, basis = self.domains.basis.scenario, self.domains.basis
        for state in basis.states:
            labels = basis.labels(state=state, pool=pool)
            key = (state, pool)
            if key in self.domains.join:
                member = scenario.member_by_key.get((pool, state))
                must = member is not None and member.role == "member"
                self.entries["join"][key] = (
                    opened if must else self.builder.variable("join", key, 0, 1, labels=labels)
                )
            if key in self.domains.lead:
                self.entries["lead"][key] = self.builder.variable("lead", key, 0, 1, labels=labels)

    def _variable(
        self, name: str, codes: Codes, period: int, most: int, places: Mapping[str, int]
    ) -> int:
        named = (*codes, self.domains.basis.codes[period])
        places = {**places, "period": period}
        number = self.builder.variable(name, named, 0, most, labels=places)
        self.entries[name][named] = number
        return number
