"""The four headline figures of the briefing, live from other sheets."""

from fractions import Fraction

from allocator.accounts.spending import yearly_cost_left
from allocator.domain.outcome import AimResult
from allocator.domain.policy import AimName
from allocator.report.briefing_words import billion, percent
from allocator.report.coverage import cover
from allocator.report.view import View
from allocator.tables.column import Formula, Kind, Value
from allocator.tables.frame import cell_name
from allocator.tables.table import Block, Label

CARDS = 4
"""Row of the cards' labels."""
CARD = 3
"""Columns of a card."""
Card = tuple[str, Value, Kind, str, str]
"""Label, value, its kind and number format, note."""


def cards(view: View, split: Block, coverage: Block, dependence: Block) -> tuple[Label, ...]:
    """European share, requirements met, new money, largest burden."""
    four = (
        _share(view, coverage),
        _met(view, dependence),
        _money(view, split),
        _burden(view, split),
    )
    return tuple(
        label for number, card in enumerate(four) for label in _labels(number * CARD, *card)
    )


def _labels(
    column: int, label: str, value: Value, kind: Kind, shape: str, note: str
) -> tuple[Label, ...]:
    return (
        Label(CARDS, column, label, "card_label", columns=CARD),
        Label(CARDS + 1, column, value, "card_value", kind, columns=CARD, number_format=shape),
        Label(CARDS + 2, column, note, "card_note", columns=CARD),
    )


def _share(view: View, coverage: Block) -> Card:
    at = view.scenario.period_index[view.deadline]
    cell = coverage.frame.abroad(coverage.frame.at("european", at))
    others = (
        f"{period}: {percent(cover(view, period).european)}"
        for period in dict.fromkeys((view.periods[0], view.last))
        if period != view.deadline
    )
    return (
        f"European share at the deadline ({view.deadline})",
        Formula(f"={cell}", cover(view, view.deadline).european),
        "percent",
        "0.0%",
        "of what is required, Canada included; " + "; ".join(others),
    )


def _met(view: View, dependence: Block) -> Card:
    accounts = [view.shortfalls[code, view.deadline] for code in view.capabilities]
    needed = [account for account in accounts if account.required]
    met = sum(not account.missing for account in needed)
    frame, count = dependence.frame, len(dependence.rows)
    down = {key: frame.abroad(frame.down(key, count)) for key in ("period", "required", "missing")}
    wanted = f'({down["period"]}="{view.deadline}")*({down["required"]}>0)'
    text = f'=SUMPRODUCT({wanted}*({down["missing"]}=0))&" of "&SUMPRODUCT({wanted})'
    missing = cover(view, view.deadline).missing
    return (
        "Requirements met at the deadline",
        Formula(text, f"{met} of {len(needed)}"),
        "text",
        "",
        f"{percent(missing)} of what is required is missing{_proof(view, 'shortfall')}",
    )


def _money(view: View, split: Block) -> Card:
    money = sum(view.ledger.new_money.values())
    frame = split.frame
    total = cell_name(frame.row + 1 + len(split.rows), frame.place("new_money"))
    yearly = sum(yearly_cost_left(view.ledger).values())
    return (
        f"New money {view.periods[0]}–{view.last}",
        Formula(f"={frame.abroad(total)}", money),
        "money",
        '"EUR "#,##0.0," bn"',
        f"and then {billion(yearly)} a year to run it{_proof(view, 'cost')}",
    )


def _burden(view: View, split: Block) -> Card:
    frame = split.frame
    column = frame.abroad(frame.down("burden", len(split.rows)))
    burdens = sorted(view.burdens.values(), key=lambda burden: (burden.basis_points, burden.state))
    most, least = burdens[-1], burdens[0]
    return (
        "Largest burden, part of key money",
        Formula(f"=MAX({column})", most.basis_points),
        "basis_points",
        "0.00%",
        f"{view.state_name(most.state)}; smallest: {view.state_name(least.state)}, "
        f"{percent(Fraction(least.basis_points, 10_000), 2)}{_proof(view, 'spread')}",
    )


def _proof(view: View, name: AimName) -> str:
    """What is proven of an aim, in the fewest words."""
    aim = next((aim for aim in view.provenance.aims if aim.name == name), None)
    if aim is None:
        return ""
    return "; proven least" if aim.proven else f"; {_gap(aim)} above the proven bound"


def _gap(aim: AimResult) -> str:
    return percent(Fraction(aim.least - aim.bound, max(1, abs(aim.bound))))
