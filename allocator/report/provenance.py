"""Sheet `provenance`: how the plan came about and what is proven of it."""

from collections.abc import Iterator

from allocator.domain.leximin import Leximin
from allocator.domain.policy import AimName, Policy
from allocator.report.leximin import rounds, searched
from allocator.report.view import View
from allocator.tables.column import Column
from allocator.tables.frame import Frame
from allocator.tables.plan_sheets import (
    AIM_COLUMNS,
    ITEMS,
    OVERLAY,
    PREVIOUS,
    PROVENANCE,
    ROUNDS_FINISHED,
    VERSION,
    WHAT_IF,
)
from allocator.tables.table import Block, Row, Table

ITEM_COLUMNS = (
    Column("item", "item", "text", width=34),
    Column("value", "value", "prose", width=36),
    Column("meaning", "meaning", "text", width=22),
)
MEANING = {
    "input_name": "file the plan was made from",
    "input_sha256": "fingerprint of that file",
    "scenario_digest": "fingerprint of its content, the same for every order of rows",
    "plan_digest": "fingerprint of all decisions in this workbook",
    "effort": "how long the search was allowed to take, in steps and not in seconds",
    "seed": "start of the search's random numbers",
    "verdict": "optimal: every aim and round of burdens is proven; feasible: every row holds",
    "reproducible": "1: the same input gives the same plan again; 0: a clock or the user ended it",
}
AIM_WORDS: dict[AimName, tuple[str, str]] = {
    "shortfall": ("missing units at rising prices", "weighted units"),
    "spread": ("largest burden", "basis points"),
    "cost": ("new money, and the price set on missing return", "EUR"),
    "reliance": ("outside support relied on", "weighted units"),
    "even_call": ("idle stock called beyond the fair call", "weighted units"),
    "changes": ("decisions that differ from the plan in force", "weighted number"),
    "change_size": ("by how much they differ, sooner weighing more", "weighted kEUR"),
    "tie_break": ("neutral choice among equals", "hash sum"),
}


def provenance(view: View) -> Table:
    """Items with their values; below them the aims in strict order, then the rounds of burdens."""
    leximin = next((aim.leximin for aim in view.provenance.aims if aim.leximin), None)
    items = (*_items(view), *_rounds(view, leximin), *_settings(view))
    first = Block(Frame(PROVENANCE, ITEM_COLUMNS), items)
    columns = (
        Column(AIM_COLUMNS[0], AIM_COLUMNS[0], "text"),
        Column(AIM_COLUMNS[1], AIM_COLUMNS[1], "whole", width=36),
        Column(AIM_COLUMNS[2], AIM_COLUMNS[2], "whole", width=22),
        Column(AIM_COLUMNS[3], AIM_COLUMNS[3], "whole", width=22),
        Column("gap", "gap", "percent", digits=2, width=10),
        Column("proven", "proven", "flag", width=10),
        Column(AIM_COLUMNS[4], AIM_COLUMNS[4], "seconds", width=10),
        Column("tolerance", "tolerance", "basis_points", width=11),
        Column("unit", "unit", "text", width=16),
        Column("measures", "what it measures", "text", width=42),
    )
    frame = Frame(PROVENANCE, columns, row=first.height + 2)
    second = Block(frame, tuple(_aims(view)))
    below = frame.row + second.height + 2
    return Table(
        PROVENANCE,
        "Provenance",
        "Input, versions, settings, effort, aims with their proof, digests.",
        (first, second, *([rounds(view, leximin, below)] if leximin else [])),
        marking=view.marking,
        what_if=view.policy.what_if,
        frozen=(1, 1),
    )


def _items(view: View) -> Iterator[Row]:
    record = view.provenance
    for item in ITEMS:
        value = getattr(record, item)
        yield item, int(value) if isinstance(value, bool) else value, MEANING[item]
    if record.overlay:
        yield OVERLAY, record.overlay, "on top of the workbook, by the names on its sheet scenarios"
    if record.previous_plan:
        yield PREVIOUS, record.previous_plan, "plan_digest of the plan that this one goes on from"
    if view.policy.what_if:
        yield WHAT_IF, view.policy.what_if, "families left out: this plan can never be in force"
    yield (
        "verification",
        "passed",
        "every family, every aim and every figure was recomputed from the decisions",
    )
    for name, version in record.versions:
        yield f"{VERSION}{name}", version, ""


def _rounds(view: View, leximin: Leximin | None) -> Iterator[Row]:
    if leximin is not None:
        words = searched(leximin, view.policy.leximin_rounds)
        yield ROUNDS_FINISHED, int(leximin.finished), f"burdens from the top: {words}"


def _settings(view: View) -> Iterator[Row]:
    policy = view.policy
    settings = {
        "title": policy.title,
        "classification": policy.classification,
        "price base": f"EUR at {policy.price_base_year} prices",
        "periods": ", ".join(view.periods),
        "deadline": policy.deadline_period,
        "order of aims": ", ".join(view.scenario.aims),
        "leximin rounds": str(policy.leximin_rounds or "all"),
        "burden key": "; ".join(f"{part.key}:{part.weight}" for part in policy.burden_key),
        "burden measure": policy.burden_measure,
        "limits of new money": ", ".join(_limits(policy)) or "none",
        "shortfall steps": "; ".join(
            f"up to {step.end / 100:g} % at {step.price}" for step in policy.shortfall_steps
        ),
        "concentration cap": f"{policy.concentration_cap / 100:g} %",
        "dependence cap": f"{policy.dependence_cap / 100:g} %",
        "return": f"{policy.return_rate / 100:g} %, {policy.return_rule}, "
        f"price {policy.return_price / 1000:g}",
    }
    for name, value in settings.items():
        yield f"setting: {name}", value, ""


def _limits(policy: Policy) -> Iterator[str]:
    if policy.stand_alone_limit:
        yield "going alone"
    if policy.burden_limit_in_force:
        yield "the plan in force"


def _aims(view: View) -> Iterator[Row]:
    for aim in view.provenance.aims:
        words, unit = AIM_WORDS[aim.name]
        yield (
            aim.name,
            aim.value,
            aim.least,
            aim.bound,
            aim.gap,
            int(aim.proven),
            aim.seconds,
            view.policy.tolerance(aim.name),
            unit,
            words,
        )
