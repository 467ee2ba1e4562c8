"""What limits people, forces and what may count of them."""

from allocator.domain.quantity import WHOLE, of_unit
from allocator.domain.scenario import Scenario
from allocator.explain.stipulations.stipulation import Kind, column_kind


def _units(scenario: Scenario, capability: str, figure: str) -> str:
    record = scenario.capability_by_code[capability]
    return f"{of_unit(figure, record.unit)} of {record.code}"


KINDS: tuple[Kind, ...] = (
    column_kind(
        "free posts",
        "personnel.posts_free",
        "personnel",
        lambda row: (row.state, row.period),
        lambda _, row, figure: f"{row.state} has {figure} posts free in {row.period}",
        open_at=lambda plenty, _: plenty.posts,
        measure="posts",
        loosens="up",
        authority="fact",
    ),
    column_kind(
        "posts limit",
        "personnel.posts_limit",
        "personnel",
        lambda row: (row.state, row.period),
        lambda _, row, figure: f"{row.state} may fill {figure} extra posts by {row.period}",
        measure="posts",
        loosens="up",
        authority="agreed",
    ),
    column_kind(
        "training",
        "personnel.pipeline",
        "personnel",
        lambda row: (row.state, row.period),
        lambda _, row, figure: f"{row.state} can train {figure} extra posts in {row.period}",
        open_at=lambda plenty, _: plenty.posts,
        measure="posts",
        loosens="up",
        authority="fact",
    ),
    column_kind(
        "concentration cap",
        "capabilities.concentration_cap",
        "concentration",
        lambda row: (row.code,),
        lambda _, row, figure: f"one state may count for {figure} of {row.code}",
        open_at=WHOLE,
        measure="share",
        loosens="up",
        authority="agreed",
    ),
    column_kind(
        "dependence cap",
        "capabilities.dependence_cap",
        "dependence",
        lambda row: (row.code,),
        lambda _, row, figure: f"outside support may be {figure} of {row.code} at the deadline",
        open_at=WHOLE,
        measure="share",
        loosens="up",
        authority="agreed",
    ),
    column_kind(
        "host cap",
        "capabilities.host_cap",
        "footprint",
        lambda row: (row.code,),
        lambda _, row, figure: f"one host delivers at most {figure} of {row.code}",
        open_at=WHOLE,
        measure="share",
        loosens="up",
        authority="agreed",
    ),
    column_kind(
        "second source",
        "capabilities.second_source_from",
        "footprint",
        lambda row: (row.code,),
        lambda _, row, figure: f"from {figure} units of {row.code} on two hosts deliver",
        measure="units",
        loosens="up",
        authority="agreed",
    ),
    column_kind(
        "large system",
        "capabilities.large_system",
        "pooling",
        lambda row: (row.code,),
        lambda _, row, _figure: f"small states acquire {row.code} only through pools",
        open_at=0,
        measure="yes",
        loosens="down",
        authority="agreed",
        binds=lambda row: bool(row.large_system),
    ),
    column_kind(
        "outside support",
        "outside_support.units",
        "dependence",
        lambda row: (row.provider, row.capability, row.period),
        lambda scenario, row, figure: (
            f"{row.provider} offers {_units(scenario, row.capability, figure)} in {row.period}"
        ),
        open_at=lambda plenty, row: plenty.units[row.capability],
        measure="units",
        loosens="up",
        authority="agreed",
    ),
    column_kind(
        "retirement",
        "retirements.units",
        "holdings",
        lambda row: (row.state, row.capability, row.period),
        lambda scenario, row, figure: (
            f"{row.state} retires {_units(scenario, row.capability, figure)} in {row.period}"
        ),
        row_goes=True,
        measure="units",
        loosens="down",
        authority="agreed",
    ),
    column_kind(
        "enabler",
        "enablers.per_unit",
        "enablers",
        lambda row: (row.combat_capability, row.enabler_capability),
        lambda _, row, figure: (
            f"each unit of {row.combat_capability} needs {figure} of {row.enabler_capability}"
        ),
        row_goes=True,
        measure="rate",
        loosens="down",
        authority="fact",
    ),
)
"""Of crews, caps, support, retirements and enablers."""
