"""What a plan changes of the plan in force."""

from collections.abc import Mapping
from dataclasses import dataclass

from allocator.accounts.in_force import standing_rows
from allocator.accounts.ledger import Ledger
from allocator.domain.in_force import ANNOUNCED, PERIODLESS, STEADY, compared_periods

Codes = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A decision that differs from the plan in force."""

    period: str
    """Empty where the decision has no periods."""
    before: int
    """In force, in the decision's own unit."""
    after: int
    announced: bool
    worth: int
    """kEUR for one, at least 1."""
    near: int
    """Periods from its own to the end of the horizon, its own included."""

    @property
    def money(self) -> int:
        """kEUR: what the plan has more than the plan in force (less: below zero)."""
        return self.worth * (self.after - self.before)

    @property
    def size(self) -> int:
        """kEUR, weighted: what the aim change_size counts."""
        return self.near * (ANNOUNCED if self.announced else 1) * abs(self.money)


@dataclass(frozen=True, slots=True)
class ChangedSeries:
    """A decision over its periods that differs from the plan in force in at least one of them."""

    decision: str
    codes: Codes
    """Without the period."""
    announced: bool
    """A row of it is, be it one that stays as it is."""
    changes: tuple[Change, ...]
    """In the order of the periods, those that differ."""

    @property
    def weight(self) -> int:
        """What the aim changes counts it as."""
        return ANNOUNCED if self.announced else 1


def changed_series(ledger: Ledger) -> tuple[ChangedSeries, ...]:
    """All of them, in the order of decisions and codes; none where no plan is in force.

    What has vanished (see `allocator.accounts.in_force.vanished`) takes no part. Formulas: aims
    `changes` and `change_size` in docs/model.md.
    """
    if not ledger.scenario.plan_in_force:
        return ()
    before: dict[str, dict[Codes, int]] = {decision: {} for decision in STEADY}
    announced: dict[str, set[Codes]] = {decision: set() for decision in STEADY}
    for row in standing_rows(ledger.scenario):
        if row.decision in before:
            before[row.decision][row.codes] = row.value
            if row.announced:
                announced[row.decision].add(row.codes)
    return tuple(
        series
        for decision in STEADY
        for series in _changed(ledger, decision, before[decision], announced[decision])
    )


def worth(ledger: Ledger, decision: str, codes: Codes) -> int:
    """kEUR, at least 1, of one in a series, at the scenario's prices."""
    return max(1, _price(ledger, decision, codes))


def _changed(
    ledger: Ledger, decision: str, before: Mapping[Codes, int], announced: set[Codes]
) -> list[ChangedSeries]:
    after: Mapping[Codes, int] = getattr(ledger.plan, decision)
    differing = {
        codes for codes in before.keys() | after.keys() if before.get(codes) != after.get(codes)
    }
    public = {_split(decision, codes)[0] for codes in announced}
    found: dict[Codes, list[Change]] = {}
    place = {"": 0, **ledger.scenario.period_index}
    compared = compared_periods(ledger.scenario)
    for codes in sorted(differing, key=lambda each: place[_split(decision, each)[1]]):
        head, period = _split(decision, codes)
        if period and place[period] >= compared:
            continue
        change = Change(
            period,
            before.get(codes, 0),
            after.get(codes, 0),
            codes in announced,
            worth(ledger, decision, head),
            len(place) - 1 - place[period],
        )
        found.setdefault(head, []).append(change)
    return [
        ChangedSeries(decision, head, head in public, tuple(found[head])) for head in sorted(found)
    ]


def _split(decision: str, codes: Codes) -> tuple[Codes, str]:
    """Codes of the series, and the period."""
    return (codes, "") if decision in PERIODLESS else (codes[:-1], codes[-1])


def _price(ledger: Ledger, decision: str, codes: Codes) -> int:
    scenario, prices = ledger.scenario, ledger.prices
    match decision, codes:
        case "delivered", (state, line):
            price = prices.lot_price(state, line)
        case "contribution", (_, capability):
            makers = [line for line in scenario.lines if line.capability == capability]
            price = min((line.unit_price for line in makers), default=0)
        case "pool_delivered", (_, line):
            record = scenario.line_by_code[line]
            price = scenario.capability_by_code[record.capability].lot * record.unit_price
        case "pool_shares", (state, pool, line):
            price = prices.share_price(state, pool, line)
        case "join", (_, pool):
            price = scenario.pool_by_code[pool].entry_fee
        case ("lead", (_, pool)) | ("operating", (pool,)):
            price = scenario.pool_by_code[pool].startup_cost
        case "expansion", (line,):
            price = scenario.line_by_code[line].step_cost
        case "funding", (_, line):
            price = prices.tenth_cost(line)
        case "component_expansion", maker:
            price = scenario.component_by_key[maker[0], maker[1]].step_cost
        case _:
            price = prices.component_tenth_cost(*codes[1:])
    return price
