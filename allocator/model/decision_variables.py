"""Variables for all decisions that can be other than zero."""

from collections.abc import Mapping, Sequence
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
        deciding = domains.basis.outputs[line].deciding
        maker.add_decided("expansion", (line,), steps, deciding, line=line)
    for (state, line), tenths in domains.funding.items():
        deciding = domains.basis.outputs[line].deciding
        maker.add_decided("funding", (state, line), tenths, deciding, state=state, line=line)
    maker.components()
    for state, most in domains.carry.items():
        maker.add("carry", (state,), most, state=state)
    for (state, fund), most in domains.loan.items():
        maker.add("loan", (state, fund), most, state=state)
    for capability, most in domains.support.items():
        maker.add("support", (capability,), most, capability=capability)
    for capability, most in domains.counted.items():
        maker.add("counted", (capability,), most, capability=capability)
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
    "component_expansion",
    "component_funding",
    "carry",
    "loan",
    "support",
    "counted",
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

    def components(self) -> None:
        """Steps of makers of components, and who pays for them."""
        outputs = self.domains.basis.component_outputs
        for (code, host), steps in self.domains.component_expansion.items():
            deciding = outputs[code].deciding[host]
            self.add_decided("component_expansion", (code, host), steps, deciding, component=code)
        for codes, tenths in self.domains.component_funding.items():
            state, code, host = codes
            labels = {"state": state, "component": code}
            deciding = outputs[code].deciding[host]
            self.add_decided("component_funding", codes, tenths, deciding, **labels)

    def add_decided(
        self,
        name: str,
        codes: Codes,
        most: int,
        deciding: Sequence[int | None],
        **labels: str,
    ) -> None:
        """A decision about steps: after the last useful period it stands still."""
        last = deciding[-1]
        if most == 0 or last is None:
            return
        places = self.domains.basis.labels(period=None, **labels)
        variables = [
            self._variable(name, codes, period, most, places) for period in range(last + 1)
        ]
        for code in self.domains.basis.codes[last + 1 :]:
            self.entries[name][*codes, code] = variables[-1]
            variables.append(variables[-1])
        self.series[name][codes] = tuple(variables)

    def memberships(self, pool: str) -> None:
        """open is operating at the end; who must be in is in when the pool is open."""
        scenario, basis = self.domains.basis.scenario, self.domains.basis
        pooling = scenario.policy.holds("pooling")
        opened = self.series["operating"].get((pool,), (None,))[-1]
        if opened is not None:
            self.entries["open"][pool,] = opened
        elif pooling:
            return
        for state in basis.states:
            labels = basis.labels(state=state, pool=pool)
            key = (state, pool)
            if key in self.domains.join:
                member = scenario.member_by_key.get((pool, state))
                must = pooling and member is not None and member.role == "member"
                self.entries["join"][key] = (
                    opened
                    if must and opened is not None
                    else self.builder.variable("join", key, 0, 1, labels=labels)
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
