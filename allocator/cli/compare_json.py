"""The whole comparison as one JSON object."""

from dataclasses import asdict
from fractions import Fraction

from allocator.app.compare_plans import CompareReport
from allocator.domain.outcome import AimResult
from allocator.study.compare.compare import AimShift, Figures, NamedPlan, Pair
from allocator.study.compare.decisions import PoolShift
from allocator.study.compare.figures import Number, Shift
from allocator.study.compare.sentences import sentences

Json = dict[str, object]


def report_json(report: CompareReport) -> Json:
    """Plans, and what differs between the first and each of the others.

    Money is in kEUR, burdens in basis points; parts are of 1. What is exact but no whole number is
    the nearest floating-point number.
    """
    found = report.comparison
    return {
        "verdict": "nothing differs"
        if all(pair.nothing_differs for pair in found.pairs)
        else "compared",
        "output": str(report.output),
        "plans": [_plan(plan) for plan in found.plans],
        "comparisons": [_pair(pair) for pair in found.pairs],
    }


def _plan(plan: NamedPlan) -> Json:
    view, record = plan.view, plan.view.provenance
    return {
        "plan": plan.label,
        "title": view.policy.title,
        "what_if": view.policy.what_if or None,
        "verdict": record.verdict,
        "effort": record.effort,
        "seed": record.seed,
        "periods": list(view.periods),
        "deadline": view.deadline,
        "new_money_keur": sum(view.ledger.new_money.values()),
        "scenario_digest": record.scenario_digest,
        "plan_digest": record.plan_digest,
    }


def _pair(pair: Pair) -> Json:
    return {
        "before": pair.first.label,
        "after": pair.other.label,
        "nothing_differs": pair.nothing_differs,
        "periods": list(pair.periods),
        "looked_at": pair.period,
        "sentences": list(sentences(pair)),
        "aims": [_aim(aim) for aim in pair.aims],
        "cover": _figures(pair.cover),
        "totals": _figures(pair.totals),
        "states": [
            {"state": state, **_figures(figures)} for state, figures in pair.by_state.items()
        ],
        "capabilities": [
            {
                "capability": code,
                "period": period,
                "unit": pair.first.view.scenario.capability_by_code[code].unit,
                **_figures(figures),
            }
            for (code, period), figures in pair.by_capability.items()
        ],
        "states_and_capabilities": [
            {
                "state": state,
                "capability": code,
                "unit": pair.first.view.scenario.capability_by_code[code].unit,
                **_figures(figures),
            }
            for (state, code), figures in pair.by_state_and_capability.items()
        ],
        "pools": [_pool(pool) for pool in pair.pools],
        "decisions": [asdict(shift) for shift in pair.decisions],
        "inputs": [{**asdict(shift), "part": _number(shift.part)} for shift in pair.inputs],
        "not_compared": [
            {
                "what": each.what,
                "code": each.code,
                "name": each.name,
                "why": each.why or "in one alone",
                "plan": None if each.why else (pair.other if each.after else pair.first).label,
            }
            for each in pair.common.apart
        ],
    }


def _aim(aim: AimShift) -> Json:
    return {
        "name": aim.name,
        "measured_alike": aim.alike,
        **_shift(aim.value),
        "proof_before": _proof(aim.before),
        "proof_after": _proof(aim.after),
    }


def _proof(result: AimResult | None) -> Json | None:
    if result is None:
        return None
    return {
        "least": result.least,
        "bound": result.bound,
        "gap": float(result.gap),
        "proven": result.proven,
    }


def _pool(pool: PoolShift) -> Json:
    return {**asdict(pool), "joined": list(pool.joined), "left": list(pool.left)}


def _figures(figures: Figures) -> Json:
    return {name: _shift(shift) for name, shift in figures.items()}


def _shift(shift: Shift) -> Json:
    return {
        "before": _number(shift.before),
        "after": _number(shift.after),
        "difference": _number(shift.difference),
    }


def _number(value: Number | None) -> int | float | None:
    """Whole numbers as they are."""
    if not isinstance(value, Fraction):
        return value
    return value.numerator if value.denominator == 1 else float(value)
