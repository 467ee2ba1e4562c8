"""Planned against actual, row by row."""

from allocator.accounts.ledger import Ledger
from allocator.accounts.promised import Promise, promises
from allocator.domain.actuals import Actual, Actuals
from allocator.domain.in_force import PERIODLESS
from allocator.domain.plan import NAMES, Plan
from allocator.domain.scenario import Scenario
from allocator.study.track.past import Past, is_past, is_running, reported
from allocator.study.track.told import Light, Status, Variance, light


def variances(
    scenario: Scenario, plan: Plan, actuals: Actuals, past: Past, forecast: Plan
) -> tuple[Variance, ...]:
    """Every row that the plan promises, in the order of decisions, codes and time."""
    told = reported(actuals)
    return tuple(
        _variance(scenario, row, told.get((row.decision, row.codes)), past, forecast)
        for row in promises(Ledger(scenario, plan))
    )


def _variance(
    scenario: Scenario, row: Promise, told: Actual | None, past: Past, forecast: Plan
) -> Variance:
    names = NAMES[row.decision]
    period = "" if row.decision in PERIODLESS else row.codes[-1]
    actual = told.value if told is not None else None
    coming: int = getattr(forecast, row.decision).get(row.codes, 0)
    if actual is not None and _is_past(scenario, period, past):
        coming = actual
    status = _status(scenario, period, row.value, actual, past)
    return Variance(
        row.decision,
        row.codes,
        row.codes[0] if names[0] == "state" else "",
        period,
        row.value,
        actual,
        coming,
        status,
        _light(row.value, actual, coming, status),
        row.money,
        told.money if told is not None else None,
        told.source if told is not None else "",
        told.date if told is not None else "",
        told.address if told is not None else "",
    )


def _is_past(scenario: Scenario, period: str, past: Past) -> bool:
    """What has no period is past as soon as it is known."""
    return not period or is_past(scenario.periods[scenario.period_index[period]], past.as_of)


def _status(
    scenario: Scenario, period: str, planned: int, actual: int | None, past: Past
) -> Status:
    if not period:
        return "to come" if actual is None else _compared(planned, actual)
    record = scenario.periods[scenario.period_index[period]]
    if is_past(record, past.as_of):
        return "not confirmed" if actual is None else _compared(planned, actual)
    if actual is None or not is_running(record, past.as_of):
        return "to come"
    return "under way" if actual < planned else _compared(planned, actual)


def _compared(planned: int, actual: int) -> Status:
    if actual == planned:
        return "as planned"
    return "behind" if actual < planned else "ahead"


def _light(planned: int, actual: int | None, coming: int, status: Status) -> Light:
    """Of what is past the actual counts, of the rest the forecast."""
    if status == "not confirmed":
        return "grey"
    settled = status in ("as planned", "behind", "ahead")
    return light(planned, actual if settled else coming)
