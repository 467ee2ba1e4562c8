"""The four headline figures of a state's sheet, live from its tables."""

from collections.abc import Mapping
from fractions import Fraction

from allocator.accounts.spending import yearly_cost_left
from allocator.report.burden_measures import average
from allocator.report.names import horizon
from allocator.report.numbers import BILLION, amount, money_unit, part_of, per_cent_of_key
from allocator.report.requirements import needed
from allocator.report.state.grid import COLUMNS, Section
from allocator.report.state.tables import part_key
from allocator.report.state.view import StateView
from allocator.tables.column import Formula, Kind, Value
from allocator.tables.table import Block, Label

CARDS = 4
"""Row of the labels."""
WIDE = (0, 7, 14, 21, COLUMNS)
"""Columns at which the cards begin, and the one after the last."""
BILLIONS, MILLIONS = '"EUR "#,##0.0," bn"', '"EUR "#,##0.0" m";;"nothing"'
Card = tuple[str, Value, Kind, str, str]
"""Label, value, its kind and number format, note."""


def cards(
    own: StateView, sections: tuple[Section, ...], cells: Mapping[str, str]
) -> tuple[Label, ...]:
    """What it pays, gives, gets and mans; `cells` are the totals of the tables below."""
    blocks = [block for section in sections for block in section.blocks]
    four = (_pays(own, cells), _gives(own, blocks), _gets(own, cells), _mans(own))
    return tuple(label for at, card in enumerate(four) for label in _labels(at, *card))


def _labels(
    at: int, label: str, value: Value, kind: Kind, shape: str, note: str
) -> tuple[Label, ...]:
    column, span = WIDE[at], WIDE[at + 1] - WIDE[at]
    return (
        Label(CARDS, column, label, "card_label", columns=span),
        Label(CARDS + 1, column, value, "card_value", kind, columns=span, number_format=shape),
        Label(CARDS + 2, column, note, "card_note", columns=span),
    )


def _euros(value: int | Fraction) -> str:
    return BILLIONS if money_unit(value) is BILLION else MILLIONS


def _pays(own: StateView, cells: Mapping[str, str]) -> Card:
    burdens = own.view.burdens
    most = max(own.view.states, key=lambda state: burdens[state].basis_points)
    mine = per_cent_of_key(own.burden.basis_points)
    together = part_of(average(own.view), 2)
    largest = per_cent_of_key(burdens[most].basis_points)
    note = f"burden {mine} of key money; all states {together}, largest {largest}"
    return (
        f"It pays, {horizon(own.view)}",
        Formula(f"={cells['period new_money']}", own.burden.new_money),
        "money",
        _euros(own.burden.new_money),
        note if own.burden.key_money else "it has no part in the burden key",
    )


def _gives(own: StateView, blocks: list[Block]) -> Card:
    period = own.view.deadline
    given, count = own.given(period), len(needed(own.view, period))
    key = part_key(period)
    parts = [b.frame.down(key, len(b.rows)) for b in blocks if key in b.frame.offset]
    counts = "+".join(f'COUNTIF({part},">0")' for part in parts)
    plain = f"{len(given)} of {count}"
    note = "capabilities that are needed"
    if given:
        required = own.view.scenario.required
        most = max(given, key=lambda code: given[code] / required[code, period])
        share = part_of(given[most] / required[most, period], 0)
        note += f"; largest part of a need: {share} of {own.view.short_capability(most)}"
    return (
        f"It stands behind in {period}",
        Formula(f'={counts}&" of {count}"', plain) if parts else plain,
        "text",
        "",
        note,
    )


def _gets(own: StateView, cells: Mapping[str, str]) -> Card:
    account = own.footprint
    cell = cells.get("product work")
    back = f"{part_of(account.work / account.money, 0)} of " if account.money else ""
    return (
        "Work for its industry",
        Formula(f"={cell}", account.work) if cell else account.work,
        "money",
        _euros(account.work),
        f"{back}what it pays to industry, {amount(account.money)}"
        if account.money
        else "it pays nothing to industry",
    )


def _mans(own: StateView) -> Card:
    yearly = yearly_cost_left(own.view.ledger)[own.state]
    counted = own.view.policy.holds("personnel")
    return (
        f"Extra posts by {own.view.last}",
        own.posts if counted else "not counted",
        "whole" if counted else "text",
        "#,##0" if counted else "",
        f"and {amount(yearly)} a year to run what is added"
        if yearly
        else "nothing is added that costs money to run",
    )
