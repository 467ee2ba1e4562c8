"""The answer of `allocator explain why` for programs."""

from dataclasses import asdict
from fractions import Fraction
from typing import Any

from allocator.app.explain_why import WhyReport
from allocator.explain.why.answer import AimPrice, Answer
from allocator.explain.why.sentences import asked, sentences
from allocator.explain.why.shifts import given_shifts, missing_shifts, money_shifts, order_shifts


def why_json(report: WhyReport) -> dict[str, object]:
    """Question, verdict, price aim by aim, what else changes, and what stands in the way."""
    answer = report.answer
    question = answer.question
    return {
        "verdict": answer.verdict,
        "exact": answer.exact,
        "what_if": answer.before.policy.what_if or None,
        "question": asked(answer.before, question),
        "capability": question.capability,
        "period": question.period,
        "targets": [_plain(asdict(target)) for target in question.targets],
        "sentences": list(sentences(answer)),
        "aims": [_aim(aim) for aim in answer.aims],
        "first_aim_at_least": answer.at_least,
        "more_states_at_lower_levels_of_burden": answer.more_burdened,
        **_changes(answer),
        "stands_in_the_way": [
            [{"cell": row.cell, "words": row.words, "kind": row.kind} for row in group]
            for group in (answer.why_not.groups if answer.why_not else ())
        ],
        "reproducible": answer.outcome.reproducible,
        "output": str(report.output) if report.output else None,
    }


def _aim(aim: AimPrice) -> dict[str, object]:
    return {
        "name": aim.name,
        "before": aim.before,
        "after": aim.after,
        "price": aim.rise,
        "proven": aim.proven,
    }


def _changes(answer: Answer) -> dict[str, object]:
    before, after = answer.before, answer.after
    if after is None:
        return {"new_money_keur": [], "missing": [], "given": [], "ordered": []}
    period = answer.question.period
    return {
        "new_money_keur": [_plain(asdict(each)) for each in money_shifts(before, after)],
        "missing": [_plain(asdict(each)) for each in missing_shifts(before, after)],
        "given": [_plain(asdict(each)) for each in given_shifts(before, after, period)],
        "ordered": [_plain(asdict(each)) for each in order_shifts(before, after)],
    }


def _plain(held: dict[str, Any]) -> dict[str, Any]:
    """Fractions as numbers: whole where they are."""
    return {name: _number(value) for name, value in held.items()}


def _number(value: Any) -> Any:
    if not isinstance(value, Fraction):
        return value
    return int(value) if value.denominator == 1 else float(value)
