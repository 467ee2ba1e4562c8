"""The headline figures of the briefing, live from other sheets."""

from collections.abc import Callable, Iterator
from fractions import Fraction

from allocator.accounts.burden import Burden
from allocator.accounts.dependence import dependence_cap
from allocator.accounts.spending import yearly_cost_left
from allocator.domain.quantity import WHOLE
from allocator.report.briefing.card import Card, Figure, Sources
from allocator.report.briefing.proof_card import proof
from allocator.report.briefing.words import extremes
from allocator.report.names import allies, horizon
from allocator.report.numbers import BILLION, amount, money_unit, part_of, per_cent_of_key
from allocator.report.prose import listing
from allocator.report.requirements import cover, needed, short
from allocator.report.view import View
from allocator.tables.column import Formula
from allocator.tables.frame import cell_name
from allocator.tables.table import Block, Label

CARDS = 4
"""Row of the cards' labels."""
WIDE = 2
"""Columns of a card."""
NAMED = 2
"""States with one burden up to which a card names them."""


def cards(view: View, sources: Sources) -> tuple[Label, ...]:
    """European share, independence, shortfalls, money, burdens, proof."""
    six = (
        _share(view, sources.coverage),
        _independent(view, sources.dependence),
        _short(view, sources.dependence),
        _money(view, sources.split),
        _burdens(view, sources.split),
        proof(view, sources.aims),
    )
    return tuple(label for at, card in enumerate(six) for label in _labels(at * WIDE, card))


def _labels(column: int, card: Card) -> Iterator[Label]:
    yield Label(CARDS, column, card.label, "card_label", columns=WIDE)
    figure = card.figure
    yield Label(
        CARDS + 1,
        column,
        figure.value,
        "card_value",
        figure.kind,
        columns=WIDE,
        number_format=figure.shape,
    )
    yield Label(CARDS + 2, column, card.note, "card_note", columns=WIDE)


def _share(view: View, coverage: Block) -> Card:
    at = view.scenario.period_index[view.deadline]
    cell = coverage.frame.abroad(coverage.frame.at("european", at))
    others = _elsewhere(view, lambda period: part_of(cover(view, period).european))
    return Card(
        f"European share at the deadline ({view.deadline})",
        Figure(Formula(f"={cell}", cover(view, view.deadline).european), "percent", "0.0%"),
        "; ".join((f"of what is required, met by {allies(view)}", *others)),
    )


def _independent(view: View, dependence: Block) -> Card:
    first = view.periods[0]
    wanted, before = needed(view, view.deadline), needed(view, first)
    under = sum(view.dependences[code, view.deadline].within_cap for code in wanted)
    would = sum(_would_be_under(view, code, first) for code in before)
    own = any(capability.dependence_cap is not None for capability in view.scenario.capabilities)
    cap = part_of(Fraction(view.policy.dependence_cap, WHOLE), 0)
    notes = [f"at most {cap} from outside{', or a cap of their own' if own else ''}"]
    if not view.policy.holds("dependence"):
        notes = ["the cap is ignored"]
    if view.deadline != first:
        notes.append(f"{first}: {would} of {len(before)}")
    return Card(
        f"Under the dependence cap in {view.deadline}",
        _counted(view, dependence, "within_cap", under, len(wanted)),
        "; ".join(notes),
    )


def _would_be_under(view: View, capability: str, period: str) -> bool:
    """Whether the support of a period is under the cap, be it in force by then or not."""
    most = dependence_cap(view.scenario, capability, period)
    return view.dependences[capability, period].support <= most


def _short(view: View, dependence: Block) -> Card:
    wanted, missed = len(needed(view, view.deadline)), len(short(view, view.deadline))
    missing = cover(view, view.deadline).missing
    others = _elsewhere(view, lambda period: str(len(short(view, period))))
    return Card(
        f"Shortfalls left in {view.deadline}",
        _counted(view, dependence, "missing", missed, wanted),
        "; ".join((f"{part_of(missing)} of what is required is missing", *others)),
    )


def _elsewhere(view: View, figure: Callable[[str], str]) -> Iterator[str]:
    """The figure of the first and of the last period, where they are not the deadline."""
    for period in dict.fromkeys((view.periods[0], view.last)):
        if period != view.deadline:
            yield f"{period}: {figure(period)}"


def _counted(view: View, dependence: Block, key: str, found: int, wanted: int) -> Figure:
    """How many requirements of the deadline have more than nothing of a column, of how many."""
    frame, count = dependence.frame, len(dependence.rows)
    down = {each: frame.abroad(frame.down(each, count)) for each in ("period", "required", key)}
    asked = f'({down["period"]}="{view.deadline}")*({down["required"]}>0)'
    text = f'=SUMPRODUCT({asked}*({down[key]}>0))&" of "&SUMPRODUCT({asked})'
    return Figure(Formula(text, f"{found} of {wanted}"), "text")


def _money(view: View, split: Block) -> Card:
    money = sum(view.ledger.new_money.values())
    frame = split.frame
    total = cell_name(frame.row + 1 + len(split.rows), frame.place("new_money"))
    yearly = sum(yearly_cost_left(view.ledger).values())
    large = money_unit(money) is BILLION
    return Card(
        f"New money {horizon(view)}",
        Figure(
            Formula(f"={frame.abroad(total)}", money),
            "money",
            '"EUR "#,##0.0," bn"' if large else '"EUR "#,##0.0" m"',
        ),
        f"and then {amount(yearly)} a year to run it; EUR at {view.policy.price_base_year} prices",
    )


def _burdens(view: View, split: Block) -> Card:
    column = split.frame.abroad(split.frame.down("burden", len(split.rows)))
    least, most = extremes(view)
    smallest = per_cent_of_key(least[0].basis_points)
    return Card(
        "Largest burden, % of key money",
        Figure(Formula(f"=MAX({column})", most[0].basis_points), "basis_points", "0.00%"),
        f"{_who(view, most)}; smallest: {smallest}, {_who(view, least)}",
    )


def _who(view: View, burdens: tuple[Burden, ...]) -> str:
    """The states, or how many there are."""
    if len(burdens) > NAMED:
        return f"{len(burdens)} states"
    return listing(view.state_name(burden.state) for burden in burdens)
