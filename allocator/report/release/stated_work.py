"""Whether the work placed in a state may be told to it: others pay for it."""

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from allocator.accounts.decisions import Series, increases
from allocator.domain.quantity import WHOLE
from allocator.report.release.extract import Extract
from allocator.report.release.protection import Part, merged, protected


class Piece(NamedTuple):
    """What one other state buys of one thing that is work for the reader."""

    payer: str
    line: str
    pool: str
    bought: Series
    """Lots, shares or tenths of steps, cumulative."""
    work: Fraction
    """kEUR of work in one of them."""

    @property
    def part(self) -> Part:
        """At least one is bought in every period in which any is."""
        times = sum(new > 0 for new in increases(self.bought))
        return Part(self.work * self.bought[-1], self.work * times)


def stated_work(extract: Extract, lines: frozenset[str], pools: frozenset[str]) -> bool:
    """Whether what others pay for is protected from a reader who knows prices and work shares.

    What they buy from lines and pools with stated totals counts as known, and whether anybody buys
    from a line the state has work in, its industry knows.
    """
    pieces = [piece for piece in _pieces(extract) if piece.work and any(piece.bought)]
    told = [piece.line in lines or piece.pool in pools for piece in pieces]
    parts = merged(
        {piece.payer: Part(0, known=piece.part.amount) if known else piece.part}
        for piece, known in zip(pieces, told, strict=True)
    )
    return protected(parts, max((piece.work for piece in pieces), default=0))


def _pieces(extract: Extract) -> Iterator[Piece]:
    """Before rebates, which take the same part of all prices of a line."""
    prices, decisions = extract.view.ledger.prices, extract.view.ledger.decisions
    others = frozenset(extract.others)
    for (state, line), series in decisions.delivered.items():
        if state in others:
            work = _work(extract, line, prices.lot_price(state, line))
            yield Piece(state, line, "", series, work)
    for (state, pool, line), series in decisions.pool_shares.items():
        if state in others:
            work = _work(extract, line, prices.share_price(state, pool, line))
            yield Piece(state, line, pool, series, work)
    for (state, line), series in decisions.funding.items():
        if state in others:
            work = _work(extract, line, prices.tenth_cost(line))
            yield Piece(state, "", "", series, work)
    for (state, component, host), series in decisions.component_funding.items():
        if state in others and host == extract.state:
            cost = prices.component_tenth_cost(component, host)
            yield Piece(state, "", "", series, Fraction(cost))


def _work(extract: Extract, line: str, price: int) -> Fraction:
    share = extract.view.scenario.work_share_by_line[line].get(extract.state, 0)
    return Fraction(share * price, WHOLE)
