"""What `allocator track` tells as one JSON object."""

from collections.abc import Mapping
from fractions import Fraction

from allocator.app.track_workbook import TrackReport
from allocator.domain.period import month
from allocator.study.track.figure_sheet import MEASURES, actual, alliance, amount
from allocator.study.track.headlines import headlines
from allocator.study.track.progress_words import sentences
from allocator.study.track.row_sheets import taken
from allocator.study.track.state_sheet import state_light, tallies
from allocator.study.track.told import AMBER, GREEN, Chain, Figures, Variance
from allocator.tables.table import plain

Told = dict[str, object]


def track_json(report: TrackReport) -> Mapping[str, object]:
    """Everything the workbook tells."""
    found, view = report.found, report.view
    figures = alliance(found, view)
    return {
        "what_if": found.scenario.policy.what_if or None,
        "output": str(report.output),
        "as_of": month(found.past.as_of),
        "past_periods": list(found.past.periods),
        "deadline": view.deadline,
        "as_planned": found.as_planned,
        "forecast_proven": found.forecast.proven,
        "thresholds": {"green": float(GREEN), "amber": float(AMBER)},
        "headlines": [
            {
                "name": each.name,
                "label": each.label,
                "value": _number(plain(each.value)),
                "light": each.light,
                "note": each.note,
            }
            for each in headlines(found, view, figures)
        ],
        "sentences": list(sentences(found, view)),
        "chains": [_chain(each) for each in found.chains],
        "given_way": list(found.given),
        "late_orders": list(found.late),
        "not_as_planned": list(found.unlike),
        "alliance": [_figures(found.figure(period)) for period in view.periods],
        "states": [_state(report, state) for state in view.states],
        "variances": [_variance(each) for each in found.variances],
        "not_confirmed": [
            {
                "decision": decision,
                "codes": list(codes),
                "planned": getattr(found.plan, decision).get(codes, 0),
                "taken_as": taken(found.past, decision, codes),
            }
            for decision, codes in found.past.unconfirmed
        ],
    }


def _number(value: object) -> object:
    return float(value) if isinstance(value, Fraction) else value


def _chain(chain: Chain) -> Told:
    return {
        "kind": chain.kind,
        "code": chain.code,
        "sentence": chain.sentence,
        "behind": [_variance(each) for each in chain.behind],
        "slipped": [
            {
                "buyer": each.buyer,
                "line": each.line,
                "capability": each.capability,
                "planned_by": each.period,
                "lots": each.lots,
                "units": each.units,
                "there_by": each.until or None,
            }
            for each in chain.slipped
        ],
        "missing": [
            {
                "capability": each.capability,
                "period": each.period,
                "plan": each.planned,
                "forecast": each.forecast,
                "plan_weighted": each.planned_value,
                "forecast_weighted": each.forecast_value,
            }
            for each in chain.lacking
        ],
    }


def _variance(each: Variance) -> Told:
    return {
        "decision": each.decision,
        "codes": list(each.codes),
        "planned": each.planned,
        "actual": each.actual,
        "forecast": each.forecast,
        "status": each.status,
        "light": each.light,
        "planned_money_keur": each.planned_money,
        "money_keur": each.money,
        "source": each.source or None,
        "date": each.date or None,
        "cell": each.address or None,
    }


def _figures(figures: Figures) -> Told:
    return {
        "period": figures.period,
        "not_confirmed": figures.unconfirmed,
        **{
            name: {
                "plan": _number(amount(figures.plan, name)),
                "actual": _number(actual(figures, name)),
                "forecast": _number(amount(figures.forecast, name)),
            }
            for name in MEASURES
        },
    }


def _state(report: TrackReport, state: str) -> Told:
    found, counted = report.found, tallies(report.found)[state]
    return {
        "state": state,
        "light": state_light(found, state),
        "rows_on_time": counted["as planned"] + counted["ahead"],
        "rows_late": counted["behind"],
        "rows_not_confirmed": counted["not confirmed"],
        "open_rows_behind_plan": counted["coming"],
        "periods": [_figures(found.figure(period, state)) for period in report.view.periods],
    }
