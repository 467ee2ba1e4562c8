"""The order book of a drawn capability."""

from collections.abc import Mapping

from allocator.domain.capability import Contract
from allocator.domain.quantity import KiloEuro, Units, floor_share
from benchmarks.generating.draft import Birth, Draft

MOST_UNPAID = 2_000
"""Basis points of a state's ceiling that may be owed in a period, as in the reference."""


def draw_contracts(
    draft: Draft, birth: Birth, lines: Mapping[str, str], pools: Mapping[str, str]
) -> None:
    """Contracts with other holders, units, periods and instalments than the parent's.

    `lines` and `pools` are new codes by the reference's. Contracts of states, lines and pools that
    take no part are left out.
    """
    chance, periods = birth.chance, draft.reference.periods
    holders = {**birth.roles, **pools}
    for row in birth.parent.contracts:
        if row.holder not in holders or (row.line is not None and row.line not in lines):
            continue
        grain = birth.lot if row.holder in pools else 1
        old_grain = birth.parent.capability.lot if row.holder in pools else 1
        growth = (birth.lots if row.holder in pools else birth.units) * chance.factor(20)
        units = grain * chance.scaled(row.units // old_grain, growth)
        place = draft.reference.period_index[row.period]
        shift = chance.pick((-1, 0, 0, 0, 0, 1))
        if units:
            draft.add(
                "order_book",
                Contract(
                    row=draft.next_row(),
                    holder=holders[row.holder],
                    line=None if row.line is None else lines[row.line],
                    capability=birth.code,
                    period=periods[min(len(periods) - 1, max(0, place + shift))].code,
                    units=Units(units),
                    unpaid=KiloEuro(chance.scaled(row.unpaid, birth.money * chance.factor(20))),
                ),
            )


def cut_unpaid(draft: Draft) -> None:
    """Lower what is owed, in proportion, where it is more than a fifth of a ceiling."""
    most = {
        (row.state, row.period): floor_share(MOST_UNPAID, row.ceiling)
        for row in draft.records["budgets"]
    }
    owed: dict[tuple[str, str], int] = {}
    for row in draft.records["order_book"]:
        key = (row.holder, row.period)
        owed[key] = owed.get(key, 0) + row.unpaid
    draft.records["order_book"] = [
        row.model_copy(
            update={"unpaid": KiloEuro(row.unpaid * most[row.holder, row.period] // due)}
        )
        if (due := owed[row.holder, row.period]) > most.get((row.holder, row.period), due)
        else row
        for row in draft.records["order_book"]
    ]
