"""What of combat capabilities is there, what of it counts, and what holds the rest back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from allocator.accounts.ledger import Ledger
from allocator.accounts.shortfall import Shortfall, shortfalls
from allocator.domain.capability import Enabler
from allocator.domain.quantity import MILLE, ceil_div


@dataclass(frozen=True, slots=True)
class Draw:
    """What is asked of an enabler in a period by all rows that draw on the same units of it."""

    enabler: str
    period: str
    rows: tuple[Enabler, ...]
    """One that is shared, or all that are not."""
    there: int
    """Units of the enabler."""
    needs: tuple[int, ...]
    """Thousandths of a unit of the enabler for what counts, row by row."""

    @property
    def left(self) -> int:
        """Thousandths of a unit that nothing draws on; below zero where too much counts."""
        return MILLE * self.there - sum(self.needs)


@dataclass(frozen=True, slots=True)
class Ratio:
    """One row of the enablers in a period, whatever else draws on the enabler staying as it is."""

    row: Enabler
    there: int
    """Units of the enabler."""
    missing: int
    """Units by which what is required of the enabler itself is missed."""
    needs: int
    """Thousandths of a unit for what counts."""
    elsewhere: int
    """Thousandths of a unit that other capabilities draw."""
    allows: int
    """Units of the combat capability that it lets count."""
    lacking: int
    """Units of the enabler that are missing for all of the combat capability that is required."""


@dataclass(frozen=True, slots=True)
class Enabled:
    """A combat capability in a period beside its enablers; units."""

    capability: str
    period: str
    required: int
    held: int
    """What states could give, pools own and outside providers lend: a plan need not call for what
    would not count."""
    there: int
    counted: int
    """As the plan says."""
    lost: int
    """There and required, but not counted."""
    ratios: tuple[Ratio, ...]
    """From the one that lets fewest count."""
    enforced: bool
    """False in a what-if without enablers."""

    @property
    def holding(self) -> tuple[Ratio, ...]:
        """Enablers of which too little is there for one more of the units that are short.

        Where all that is held counts, an enabler that is there as required only keeps step.
        """
        if not self.enforced or self.counted >= self.required:
            return ()
        idle = self.held > self.counted
        full = (ratio for ratio in self.ratios if ratio.allows <= self.counted)
        return tuple(ratio for ratio in full if idle or ratio.missing)


def draws(ledger: Ledger) -> tuple[Draw, ...]:
    """Of every enabler in every period: the rows not shared together, each shared one by itself."""
    units = shortfalls(ledger) if ledger.scenario.enablers else {}
    return tuple(_draws(ledger, units))


def enabled(ledger: Ledger) -> Mapping[tuple[str, str], Enabled]:
    """By capability and period, for every capability with enablers."""
    units = shortfalls(ledger)
    ratios: dict[tuple[str, str], list[Ratio]] = {}
    for draw in _draws(ledger, units):
        for row, need in zip(draw.rows, draw.needs, strict=True):
            key = (row.combat_capability, draw.period)
            missing = units[draw.enabler, draw.period].missing
            ratios.setdefault(key, []).append(_ratio(draw, row, need, units[key].required, missing))
    return {
        key: Enabled(
            capability=account.capability,
            period=account.period,
            required=account.required,
            held=_held(ledger, account),
            there=account.there,
            counted=ledger.plan.counted.get(key, 0),
            lost=account.lost,
            ratios=tuple(sorted(ratios[key], key=_tightest_first)),
            enforced=ledger.scenario.policy.holds("enablers"),
        )
        for key, account in units.items()
        if key in ratios
    }


def _draws(ledger: Ledger, units: Mapping[tuple[str, str], Shortfall]) -> Iterator[Draw]:
    scenario, counted = ledger.scenario, ledger.plan.counted
    groups: dict[tuple[str, str], list[Enabler]] = {}
    for row in scenario.enablers:
        alone = row.combat_capability if row.shared else ""
        groups.setdefault((row.enabler_capability, alone), []).append(row)
    for (enabler, _), rows in groups.items():
        for period in scenario.periods:
            yield Draw(
                enabler=enabler,
                period=period.code,
                rows=tuple(rows),
                there=units[enabler, period.code].there,
                needs=tuple(
                    row.per_unit * counted.get((row.combat_capability, period.code), 0)
                    for row in rows
                ),
            )


def _tightest_first(ratio: Ratio) -> tuple[int, str]:
    return ratio.allows, ratio.row.enabler_capability


def _ratio(draw: Draw, row: Enabler, need: int, required: int, missing: int) -> Ratio:
    elsewhere = sum(draw.needs) - need
    room = MILLE * draw.there - elsewhere
    return Ratio(
        row=row,
        there=draw.there,
        missing=missing,
        needs=need,
        elsewhere=elsewhere,
        allows=max(0, room // row.per_unit),
        lacking=max(0, ceil_div(row.per_unit * required - room, MILLE)),
    )


def _held(ledger: Ledger, combat: Shortfall) -> int:
    """Units of all states that may contribute them, of pools and from outside."""
    decisions, stock = ledger.decisions, ledger.stock
    at = ledger.scenario.period_index[combat.period]
    lot = ledger.scenario.capability_by_code[combat.capability].lot
    units = combat.pools + combat.support
    for state in ledger.scenario.states:
        key = (state.code, combat.capability)
        if ledger.rights.may_contribute(*key):
            lots = decisions.own_lots.get(key, decisions.zero)[at]
            units += stock.available.get(key, decisions.zero)[at] + lot * lots
    return units
