"""A comparison as sheets: a summary to read, then everything that differs."""

from dataclasses import replace

from allocator.study.compare.compare import Comparison
from allocator.study.compare.cover import by_capability, by_state_and_capability
from allocator.study.compare.lists import decisions, inputs, not_compared
from allocator.study.compare.pages import aims, by_state, pools
from allocator.study.compare.summary import summary
from allocator.tables.table import Table


def compare_sheets(comparison: Comparison) -> tuple[Table, ...]:
    """All of them, the summary first; marked as the plans are."""
    apart = any(pair.common.apart for pair in comparison.pairs)
    found = (
        by_state(comparison),
        by_capability(comparison),
        by_state_and_capability(comparison),
        aims(comparison),
        pools(comparison),
        decisions(comparison),
        inputs(comparison),
        *([not_compared(comparison)] if apart else []),
    )
    views = [plan.view for plan in comparison.plans]
    marking = " / ".join(dict.fromkeys(filter(None, (view.marking for view in views))))
    what_if = "; ".join(
        f"{plan.label}: {plan.view.policy.what_if}"
        for plan in comparison.plans
        if plan.view.policy.what_if
    )
    first = summary(comparison, what_if, [(table.name, table.title) for table in found])
    return tuple(replace(table, marking=marking, what_if=what_if) for table in (first, *found))
