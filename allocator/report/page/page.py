"""The page: the whole plan from top to bottom, for reading on a screen or on paper.

Headline, sentences and tables are those of the workbook: they are read from its sheets.
"""

from allocator.report.book import tables
from allocator.report.briefing.words import sentences
from allocator.report.figure_text import label_text
from allocator.report.limits.limits import binding
from allocator.report.page.burdens import burden_chart
from allocator.report.page.cover import coverage_chart, domain_chart
from allocator.report.page.dependence import dependence_chart
from allocator.report.page.flows import flow_chart, flow_words
from allocator.report.page.lists import (
    due_grid,
    limit_grid,
    looked_at_words,
    missing_grid,
    pool_grid,
    proof_grids,
)
from allocator.report.page.map import tile_map
from allocator.report.page.money_flows import Flows, money_flows
from allocator.report.page.states import capability_grid, state_grid
from allocator.report.view import View
from allocator.tables.page import Card, Grid, Page, Section
from allocator.tables.table import Table

VERIFIED = (
    "The plan was checked without any solver: every family of rules, every aim and every figure "
    "was recomputed from its decisions."
)


def page(view: View) -> Page:
    """Everything the page says, computed from the plan alone."""
    made = {table.name: table for table in tables(view.scenario, view.plan, view.provenance)}
    flows = money_flows(view)
    return Page(
        title=view.policy.title,
        facts=_facts(made["briefing"]),
        marking=view.marking,
        what_if=view.policy.what_if,
        headline=_headline(made["briefing"]),
        sections=(
            Section("decides", "What decides the result", sentences(view, binding(view))),
            *_pictures(view, made, flows),
            *_lists(view, made, flows),
        ),
    )


def _facts(briefing: Table) -> tuple[str, ...]:
    """The lines of the briefing's band below its title."""
    return tuple(label_text(label) for label in briefing.labels if label.style == "band_small")


def _headline(briefing: Table) -> tuple[Card, ...]:
    """The briefing's cards: label, value and note of each, in this order."""
    parts = {
        style: [label_text(label) for label in briefing.labels if label.style == style]
        for style in ("card_label", "card_value", "card_note")
    }
    return tuple(Card(*texts) for texts in zip(*parts.values(), strict=True))


def _pictures(view: View, made: dict[str, Table], flows: Flows) -> tuple[Section, ...]:
    map_words = "Choose what the map shows; each tile leads to the state's own line."
    leaning = dependence_chart(view)
    nothing = f"Nothing rests on outside support at the deadline ({view.deadline})."
    pairs = (
        ("states-map", "The member states", (map_words,), tile_map(view, flows)),
        ("burdens", "Who carries how much", (), burden_chart(view, made["burden_split"])),
        ("coverage", "Who meets the requirements", (), coverage_chart(view, made["coverage"])),
        ("domains", "European share by domain", (), domain_chart(view, made["coverage"])),
        ("dependence", "Dependence at the deadline", () if leaning else (nothing,), leaning),
    )
    money = flow_chart(view, flows)
    return (
        *(
            Section(key, title, words, (part,) if part else (), narrow=True)
            for key, title, words, part in pairs
        ),
        Section(
            "money", "Where the money goes", flow_words(view, flows), (money,) if money else ()
        ),
    )


def _lists(view: View, made: dict[str, Table], flows: Flows) -> tuple[Section, ...]:
    return (
        _list(
            "pools",
            "Pools and their members",
            pool_grid(view, made["pools"], made["pool_members"]),
            "No pool operates.",
        ),
        _list(
            "missing",
            "What is missing, and why",
            missing_grid(view, made["shortfalls"]),
            f"Every requirement is met {looked_at_words(view)}.",
        ),
        _list(
            "due",
            "Decisions due",
            due_grid(view, made["milestones"]),
            "Nothing has to be ordered, expanded or opened.",
            made["milestones"].about,
        ),
        Section("states", "State by state", (), (state_grid(view, made["burden_split"], flows),)),
        Section("capabilities", "Who contributes what", (), (capability_grid(view),)),
        _list(
            "limits",
            "Limits and their legal basis",
            limit_grid(made["limits"]),
            "The plan has reached no limit.",
            made["limits"].about,
        ),
        Section("proof", "Provenance and proof", (VERIFIED,), proof_grids(made["provenance"])),
    )


def _list(key: str, title: str, grid: Grid, empty: str, about: str = "") -> Section:
    """A section of one table, or a sentence where it has no rows."""
    if not grid.rows:
        return Section(key, title, (empty,))
    return Section(key, title, (about,) if about else (), (grid,))
