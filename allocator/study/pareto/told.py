"""A plan as a journal keeps it."""

from dataclasses import fields

from allocator.domain.plan import Plan
from allocator.engine.journal import Content


def content_of(plan: Plan) -> Content:
    """Decisions as lists of codes and value."""
    return {
        decision.name: [[*codes, value] for codes, value in getattr(plan, decision.name).items()]
        for decision in fields(plan)
    }


def plan_of(content: Content) -> Plan:
    """What `content_of` has put down."""
    return Plan(
        **{name: {tuple(codes): value for *codes, value in rows} for name, rows in content.items()}
    )
