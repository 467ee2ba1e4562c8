"""Lines and the makers of components: growth, hosts and work."""

from collections.abc import Iterator

from allocator.domain.problem import Problem
from allocator.domain.production_line import Component, ProductionLine
from allocator.domain.quantity import WHOLE
from allocator.domain.scenario import Scenario
from allocator.io.numbers import percent
from allocator.io.problems import problem


def growth_problems(scenario: Scenario) -> Iterator[Problem]:
    """Expansions that add nothing, or that a host outside is to pay for.

    A host that cannot be read is blank.
    """
    for line in scenario.lines:
        yield from _growth(scenario, "lines", (line.code,), line)
    for component in scenario.components:
        key = (component.code, component.host, component.output[0][0])
        yield from _growth(scenario, "components", key, component)


def _growth(
    scenario: Scenario, sheet: str, key: tuple[str, ...], maker: ProductionLine | Component
) -> Iterator[Problem]:
    if maker.max_steps and not maker.step:
        yield problem(
            scenario.book.address(sheet, key, "step"),
            f"max_steps is {maker.max_steps}, but a step adds nothing",
            "write the output a step adds, or leave max_steps blank",
        )
    if maker.host_least_share and maker.host and maker.host not in scenario.state_by_code:
        yield problem(
            scenario.book.address(sheet, key, "host_least_share"),
            f'the host "{maker.host}" is no member state and pays for no expansion',
            "leave it blank",
        )


def work_share_problems(scenario: Scenario) -> Iterator[Problem]:
    """Lines whose work is given away more than once."""
    total: dict[str, int] = {}
    rows = scenario.book.rows.get("work_shares", {})
    shares = sorted(scenario.work_shares, key=lambda row: rows.get((row.line, row.state), 0))
    last = {record.line: record for record in shares}
    for record in shares:
        total[record.line] = total.get(record.line, 0) + record.share
    for line, record in last.items():
        if total[line] > WHOLE:
            yield problem(
                scenario.book.address("work_shares", (line, record.state), "share"),
                f"the work shares of {line} add up to {percent(total[line])}",
                "lower them to 100 % or less",
            )
