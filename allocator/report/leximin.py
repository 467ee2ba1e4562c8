"""The burdens settled from the top: what was found, what is proven, and what the plan keeps."""

from collections.abc import Iterator
from itertools import zip_longest

from allocator.accounts.burden import falling_burdens
from allocator.domain.leximin import BurdenCap, BurdenRound, Leximin
from allocator.report.view import View
from allocator.tables.column import Column
from allocator.tables.frame import Frame
from allocator.tables.plan_sheets import PROVENANCE, ROUND, ROUND_COLUMNS
from allocator.tables.table import Block, Row

BELOW = "below"
"""Name of the row that keeps the count of the last round."""


def searched(leximin: Leximin, limit: int) -> str:
    """`3 of 3 rounds, exact`: how far burdens were settled, out of the policy's `limit`."""
    done = len(leximin.rounds)
    asked = f" of {limit}" if limit else ""
    noun = "round" if max(done, limit) == 1 else "rounds"
    if leximin.exact:
        proof = "exact"
    elif leximin.rounds[0].states is None:
        proof = "only the largest burden was searched"
        proof += "" if leximin.rounds[0].level_proven else ", not proven"
    else:
        proof = "not proven"
    nothing_left = leximin.finished and done != limit
    return f"{done}{asked} {noun}{', nothing is left to settle' if nothing_left else ''}, {proof}"


def rounds(view: View, leximin: Leximin, row: int) -> Block:
    """A row for each round, and what of it the plan keeps, from `row` on."""
    columns = (
        Column(ROUND_COLUMNS[0], ROUND_COLUMNS[0], "text"),
        *(Column(header, header, "whole") for header in ROUND_COLUMNS[1:]),
        Column("proven", "proven", "flag"),
        Column("held", "held at", "whole"),
        Column("most", "most states above", "whole"),
        Column("above", "states above in this plan", "whole"),
    )
    return Block(Frame(PROVENANCE, columns, row=row), tuple(_rows(view, leximin)))


def _rows(view: View, leximin: Leximin) -> Iterator[Row]:
    burdens = falling_burdens(view.ledger)
    pairs = zip_longest(leximin.rounds, leximin.caps(view.policy))
    for number, (each, cap) in enumerate(pairs, 1):
        kept = (None,) * 3 if cap is None else _kept(cap, burdens)
        yield (*((BELOW, *(None,) * 5) if each is None else _found(number, each)), *kept)


def _found(number: int, each: BurdenRound) -> Row:
    return (
        f"{ROUND}{number}",
        each.level,
        each.level_bound,
        each.states,
        each.states_bound,
        int(each.proven),
    )


def _kept(cap: BurdenCap, burdens: tuple[int, ...]) -> Row:
    return cap.level, cap.states, sum(burden > cap.level for burden in burdens)
