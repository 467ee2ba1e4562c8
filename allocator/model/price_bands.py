"""What price bands give back: the volume that a line reaches, times what each state buys of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from allocator.domain.pool import Pool
from allocator.domain.production_line import ProductionLine
from allocator.domain.quantity import ceil_div
from allocator.domain.scenario import Scenario
from allocator.model.basis import Basis
from allocator.model.decisions import Decisions, Series
from allocator.model.linear_form import Completion, Terms
from allocator.model.program import ProgramBuilder

KIND = "price_bands"
Rebates = Mapping[tuple[str, str], Terms]
"""By state and line: kEUR that come back in the last period, never below 0. No entry: nothing."""


class Band(NamedTuple):
    """A lower price of a line."""

    lots: int
    """New lots of the line by the end of the horizon from which it holds."""
    saving: int
    """kEUR off a lot at the line's own price."""


def bands(scenario: Scenario, line: ProductionLine) -> tuple[Band, ...]:
    """The line's bands, the first to be reached first; of those that a lot passes at once, the
    last alone."""
    lot = scenario.capability_by_code[line.capability].lot
    by_lots = {
        ceil_div(band.from_units, lot): lot * (line.unit_price - band.unit_price)
        for band in scenario.price_bands
        if band.line == line.code
    }
    return tuple(Band(lots, saving) for lots, saving in by_lots.items())


def saving(scenario: Scenario, line: ProductionLine, lots: int) -> int:
    """kEUR off a lot at the line's own price once it delivers so many new lots in all."""
    reached = [band.saving for band in bands(scenario, line) if band.lots <= lots]
    return reached[-1] if reached else 0


def rebates(
    basis: Basis, decisions: Decisions, builder: ProgramBuilder, lots: Mapping[str, Series]
) -> Rebates:
    """What comes back, given the new lots of every line.

    reached[l,b] = 1 where the new lots of l by the end are band b's or more; each purchase gets
    back sum over b of (rebate in b - rebate in the band before) x in_band[b], with
    in_band[b] = reached[l,b] x lots or shares. Both products and binaries are exact from either
    side: floors and work for others make paying more welcome.
    """
    back: dict[tuple[str, str], Terms] = {}
    for line in basis.scenario.lines:
        steps = _steps(basis, builder, line, lots[line.code][-1])
        for state in basis.states if steps else ():
            for purchase in _purchases(basis, decisions, state, line):
                terms = back.setdefault((state, line.code), Terms())
                _give_back(builder, purchase, steps, terms)
    return {key: terms for key, terms in back.items() if terms.coefficients}


class _Step(NamedTuple):
    """A band that can be reached."""

    band: Band
    reached: int
    """The variable that says so."""


@dataclass(frozen=True, slots=True)
class _Purchase:
    """Lots of a state from a line, or its shares in those of a pool."""

    basis: Basis
    state: str
    line: ProductionLine
    pool: Pool | None
    held: int
    """The variable of what has been bought by the end."""

    @property
    def codes(self) -> tuple[str, ...]:
        pool = () if self.pool is None else (self.pool.code,)
        return (self.state, *pool, self.line.code)

    @property
    def labels(self) -> Mapping[str, int]:
        if self.pool is None:
            return self.basis.labels(state=self.state, line=self.line.code)
        return self.basis.labels(state=self.state, line=self.line.code, pool=self.pool.code)

    def rebate(self, amount: int) -> int:
        """kEUR off one of them, where a lot at the line's own price costs so much less."""
        if self.pool is None:
            return self.basis.prices.lot_rebate(self.state, self.line, amount)
        return self.basis.prices.share_rebate(self.state, self.pool, self.line, amount)


def _steps(
    basis: Basis, builder: ProgramBuilder, line: ProductionLine, total: int | None
) -> list[_Step]:
    """lots x reached <= total <= lots - 1 + (most - lots + 1) x reached."""
    steps: list[_Step] = []
    if total is None:
        return steps
    most, places = builder.upper[total], basis.labels(line=line.code)
    for band in bands(basis.scenario, line):
        if band.lots <= most:
            codes = (line.code, str(band.lots))
            beyond = Terms(1 - band.lots).add(1, total)
            reached = builder.variable(
                "reached", codes, 0, 1, complete=beyond.occurs, labels=places
            )
            enough = Terms().add(1, total).add(-band.lots, reached)
            builder.row(KIND, (*codes, "enough"), enough, lower=0)
            only = beyond.copy().add(band.lots - most - 1, reached)
            builder.row(KIND, codes, only, upper=0)
            steps.append(_Step(band, reached))
    return steps


def _purchases(
    basis: Basis, decisions: Decisions, state: str, line: ProductionLine
) -> Iterator[_Purchase]:
    own = decisions.delivered(state, line.code)[-1]
    if own is not None:
        yield _Purchase(basis, state, line, None, own)
    for pool in basis.scenario.pools_of[line.capability]:
        shares = decisions.pool_shares(state, pool.code, line.code)[-1]
        if shares is not None:
            yield _Purchase(basis, state, line, pool, shares)


def _give_back(
    builder: ProgramBuilder, purchase: _Purchase, steps: Sequence[_Step], terms: Terms
) -> None:
    before = 0
    for step in steps:
        rebate = purchase.rebate(step.band.saving)
        if rebate != before:
            terms.add(rebate - before, _in_band(builder, purchase, step))
        before = rebate


def _in_band(builder: ProgramBuilder, purchase: _Purchase, step: _Step) -> int:
    """held x reached."""
    held, reached, most = purchase.held, step.reached, builder.upper[purchase.held]
    codes = (*purchase.codes, str(step.band.lots))
    number = builder.variable(
        "in_band", codes, 0, most, complete=_product(held, reached), labels=purchase.labels
    )
    product = Terms().add(1, number)
    builder.row(KIND, codes, product.copy().add(-1, held), upper=0)
    builder.row(KIND, (*codes, "reached"), product.copy().add(-most, reached), upper=0)
    every = product.copy().add(-1, held).add(-most, reached)
    builder.row(KIND, (*codes, "every"), every, lower=-most)
    return number


def _product(held: int, reached: int) -> Completion:
    return lambda values: values[held] * values[reached]
