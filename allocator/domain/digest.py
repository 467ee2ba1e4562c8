"""Fingerprints of content: equal for equal content, whatever the order of rows."""

import hashlib
import json
from dataclasses import fields

from allocator.domain.plan import Plan
from allocator.domain.scenario import Scenario


def scenario_digest(scenario: Scenario) -> str:
    """SHA-256 of the records, which are sorted; addresses and row numbers take no part."""
    content = scenario.model_dump(mode="json", exclude={"book"})
    for sheet in ("order_book", "pledges"):
        for record in content[sheet]:
            del record["row"]
        content[sheet].sort(key=lambda record: json.dumps(record, sort_keys=True))
    return _sha256(content)


def plan_digest(plan: Plan) -> str:
    """SHA-256 of the decisions, sorted by name and codes."""
    return _sha256(
        {
            decision.name: sorted(
                [*key, value] for key, value in getattr(plan, decision.name).items()
            )
            for decision in fields(plan)
        }
    )


def _sha256(content: object) -> str:
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
