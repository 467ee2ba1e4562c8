"""When a shortfall could end: in the plan, by lead times, and with nothing else in the way."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from allocator.accounts.delivery import first_delivery
from allocator.explain.marginal.reached import Name
from allocator.explain.shortfall.asking import Asking
from allocator.explain.shortfall.oracle import Close
from allocator.explain.shortfall.question import Reliefs
from allocator.report.view import View


@dataclass(frozen=True, slots=True)
class Dates:
    """Periods and months of the answer."""

    met: str | None
    """The first later period in which the plan leaves nothing missing; None: there is none."""
    arrives: tuple[str, int, str | None] | None
    """The line whose new orders arrive first: its code, the month (since January of year 0) and
    the period, None after the horizon. None where no line sells it."""
    closes: str | None
    """The first period from the one asked about on in which nothing need be missing with everything
    taken away but time and outside support."""


def dates_of(view: View, asking: Asking, own: Sequence[Name]) -> Dates:
    """The dates of the question's capability."""
    question = asking.question
    later = view.periods[view.scenario.period_index[question.period] :]
    missing = (period for period in later if not _missing(view, question.capability, period))
    return Dates(
        next(missing, None),
        _first(view, question.capability),
        _closes(asking, own, later),
    )


def _missing(view: View, capability: str, period: str) -> int:
    return view.shortfalls[capability, period].missing


def _first(view: View, capability: str) -> tuple[str, int, str | None] | None:
    arrivals = sorted(_arrivals(view, capability), key=lambda one: (one[1], one[0]))
    return arrivals[0] if arrivals else None


def _arrivals(view: View, capability: str) -> Iterator[tuple[str, int, str | None]]:
    """Of lines that sell to somebody."""
    scenario = view.scenario
    for line in scenario.lines_of[capability]:
        if line.code in view.ledger.rights.selling_lines:
            at = first_delivery(scenario, line.code)
            month = scenario.periods[0].start + line.lead_months
            yield line.code, month, view.periods[at] if at < len(view.periods) else None


def _closes(asking: Asking, own: Sequence[Name], later: Sequence[str]) -> str | None:
    """Of the periods from the one asked about on."""
    task = Close(asking.question, Reliefs(frozenset(own)), tuple(later), asking.seed)
    return asking.processes.result(asking.processes.submit(task))
