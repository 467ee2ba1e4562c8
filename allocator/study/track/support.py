"""Outside support in a plan that was found for its steadiness alone.

Support is nobody's decision that steadiness would hold on to, so a search that stops at the aims of
steadiness leaves it anywhere.
"""

from dataclasses import replace

from allocator.accounts.ledger import Ledger
from allocator.accounts.shortfall import shortfalls
from allocator.domain.plan import Plan
from allocator.model.model import Model
from allocator.study.track.search import FIRST


def supported(model: Model, found: Plan, planned: Plan) -> Plan:
    """The plan with the support that was planned, and more where something is missing.

    `found` itself where that would leave more short or break a row of the model.
    """
    best = found
    asked = dict(planned.support)
    for _ in range(2):
        tried = _counted(model, replace(found, support=dict(asked), counted={}))
        if tried is None or _short(model, tried) > _short(model, best):
            return best
        best = tried
        entries = model.decisions.entries["support"]
        for key, account in shortfalls(Ledger(model.scenario, best)).items():
            if account.missing and key in entries:
                most = int(model.program.upper[entries[key]])
                asked[key] = min(most, best.support.get(key, 0) + account.missing)
        asked = {key: units for key, units in asked.items() if units}
    return best


def _counted(model: Model, plan: Plan) -> Plan | None:
    """With as much counted as there is; None where the model does not hold it."""
    vector = model.tightened(model.counted(model.nearest(plan)))
    return model.plan(vector) if model.program.holds(vector) else None


def _short(model: Model, plan: Plan) -> int:
    return model.aims[FIRST].value(model.vector(plan))
