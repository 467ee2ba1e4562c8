"""Conflicts and repair as one JSON object."""

from allocator.app.explain_conflict import ConflictReport
from allocator.cli.solve_report import rows_json
from allocator.domain.outcome import Undecided
from allocator.domain.plan import Plan
from allocator.explain.conflict.conflict import Conflict
from allocator.explain.conflict.words import authority, meaning, proof
from allocator.explain.repair.repair import Answer, Irreparable, Move, Repair
from allocator.explain.repair.words import sentence
from allocator.explain.stipulations.stipulation import Stipulation


def report_json(report: ConflictReport) -> dict[str, object]:
    """Figures are integers as the model holds them: kEUR, basis points, thousandths, units."""
    found = report.conflicts
    outcome = report.outcome
    return {
        "verdict": report.verdict,
        "what_if": report.scenario.policy.what_if or None,
        "conflicts": [_conflict(one) for one in found.found] if found else [],
        "no_other_conflicts": bool(found and found.complete),
        "questions": found.questions if found else 0,
        "stopped": bool(found and found.ended),
        **({} if isinstance(outcome, Plan) else rows_json(report.scenario, outcome)),
        "repair": None if isinstance(outcome, Plan) else _repair(report.repair),
        "output": str(report.output) if report.output else None,
        "applied": str(report.applied) if report.applied else None,
        "notices": [str(notice) for notice in report.notices],
    }


def _conflict(conflict: Conflict) -> dict[str, object]:
    return {
        "meaning": meaning(conflict),
        "minimal": conflict.minimal,
        "proof": proof(conflict),
        "cells": [_cell(one) for one in conflict.members],
    }


def _cell(one: Stipulation) -> dict[str, object]:
    return {
        "address": one.cell,
        "kind": one.kind,
        "says": one.words,
        "value": one.own,
        "measure": one.measure,
        "authority": one.authority,
        "who": authority(one),
        "basis": one.basis,
    }


def _repair(answer: Answer | None) -> dict[str, object]:
    told: dict[str, object] = {"verdict": _verdict(answer), "sentence": sentence(answer)}
    if isinstance(answer, Repair):
        told |= {
            "cost": float(answer.cost),
            "bound": float(answer.bound),
            "least": answer.least,
            "reproducible": answer.reproducible,
            "cells": [_move(move) for move in answer.moves],
        }
    return told


def _move(move: Move) -> dict[str, object]:
    cell = _cell(move.stipulation)
    return {**cell, "new_value": move.value, "change": float(move.part)}


def _verdict(answer: Answer | None) -> str:
    if isinstance(answer, Repair):
        return "found"
    if isinstance(answer, Irreparable):
        return "impossible"
    return "undecided" if isinstance(answer, Undecided) else "stopped"
