"""What is asked: scenarios that one plan is to serve, and from when on it is known which it is."""

from dataclasses import dataclass

from allocator.domain.policy import AimName
from allocator.domain.scenario import Scenario
from allocator.engine.joint.here_and_now import HereAndNow
from allocator.errors import RequestError
from allocator.model.build import build
from allocator.model.model import Model

AIMS: tuple[AimName, ...] = ("shortfall", "spread", "cost")
"""What plans are judged by here, each strictly before the next."""


@dataclass(frozen=True, slots=True)
class Future:
    """A scenario under its name, and its model."""

    name: str
    scenario: Scenario
    model: Model

    @classmethod
    def of(cls, name: str, scenario: Scenario) -> "Future":
        """The model has no aims but those of the study, and no tolerances."""
        policy = scenario.policy.model_copy(
            update={"aims": AIMS, "tolerances": (), "leximin_rounds": 1}
        )
        return cls(name, scenario, build(scenario.replaced(policy=policy)))


@dataclass(frozen=True, slots=True)
class Asked:
    """The scenarios, and the workbook as it stands, which need not be one of them."""

    futures: tuple[Future, ...]
    base: Future
    when: HereAndNow

    @classmethod
    def of(cls, futures: tuple[Future, ...], base: Future, period: str | None) -> "Asked":
        """RequestError for an unknown period and for scenarios that move periods."""
        codes = [each.code for each in base.scenario.periods]
        if len(codes) < 2:
            raise RequestError("the workbook has one period: nothing can be decided after another")
        if period is None:
            period = codes[1]
        if period not in codes:
            raise RequestError(
                f'there is no period "{period}"; those of the workbook are {", ".join(codes)}'
            )
        for future in futures:
            if future.scenario.periods != base.scenario.periods:
                raise RequestError(
                    f'the scenario "{future.name}" changes periods: what is decided before it is '
                    "known would not be the same periods"
                )
        every = (base.scenario, *(each.scenario for each in futures))
        return cls(futures, base, HereAndNow(every, period))

    @property
    def names(self) -> tuple[str, ...]:
        """Of the scenarios, in the order in which they were asked for."""
        return tuple(future.name for future in self.futures)
