"""What a principle costs: several solves of one workbook, each verified, on one sheet."""

from dataclasses import dataclass
from pathlib import Path

from allocator.app.solve_workbook import Search
from allocator.domain.outcome import Outcome
from allocator.domain.policy import AimName
from allocator.domain.scenario import Scenario
from allocator.engine.progress import Observer
from allocator.io.scenario_reader import read_scenario
from allocator.io.workbook_writer import require_writable, write_plan
from allocator.study.price import Price, Principle, price
from allocator.study.price_sheet import price_sheet


@dataclass(frozen=True, slots=True)
class PriceReport:
    """The price, and where it was written; nowhere where no point has a plan."""

    scenario: Scenario
    price: Price
    output: Path | None


def price_workbook(
    principle: Principle,
    source: Path,
    target: Path,
    search: Search,
    *,
    overlay: str = "",
    observer: Observer | None = None,
) -> PriceReport:
    """Solve the variants of `source` that price a principle and write them to `target`.

    `overlay` names scenarios of its own to put on top. Nothing is written where no variant has a
    plan.

    Raises InputError, VerificationError, OutputError as a solve does, and RequestError where there
    is nothing to price, or no such scenario.
    """
    require_writable(target, source)
    scenario = read_scenario(source, overlay=overlay).scenario

    def solved(variant: Scenario, last: AimName) -> Outcome:
        return search.outcome(variant, last=last, observer=observer)

    found = price(principle, scenario, solved)
    if found.unsolved is not None:
        return PriceReport(scenario, found, None)
    return PriceReport(scenario, found, write_plan(target, (price_sheet(found, scenario),)))
