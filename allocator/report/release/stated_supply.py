"""Pools and lines of which the sum over all states may be stated."""

from collections.abc import Mapping
from fractions import Fraction

from allocator.accounts.decisions import Codes
from allocator.report.release.extract import Extract
from allocator.report.release.protection import Part, protected


def stated_pools(extract: Extract) -> frozenset[str]:
    """Pools whose lots by the end may be told: the others' shares in them are protected.

    Shares of today and those bought are taken together, as the lots are.
    """
    view = extract.view
    bought, members = view.ledger.decisions.shares_in_pool, view.scenario.member_by_key
    nothing = view.ledger.decisions.zero
    found = []
    for pool in view.pools:
        held = {
            state: bought.get((state, pool), nothing)[-1]
            + (member.shares_today if (member := members.get((pool, state))) else 0)
            for state in extract.others
        }
        if protected({state: Part(shares, 1) for state, shares in held.items() if shares}, 1):
            found.append(pool)
    return frozenset(found)


def open_lines(extract: Extract) -> Codes:
    """Lines that may sell to the state or that it buys from, in the order of the workbook."""
    rights = extract.view.ledger.rights
    bought = own_lines(extract)
    return tuple(
        line
        for line in extract.view.lines
        if line in bought or rights.permitted(extract.state, line)
    )


def own_lines(extract: Extract) -> frozenset[str]:
    """Lines that the state buys from, alone or in a pool, and so knows the prices of."""
    decisions = extract.view.ledger.decisions
    return frozenset(
        codes[-1]
        for orders in (decisions.delivered, decisions.pool_shares)
        for codes in orders
        if codes[0] == extract.state
    )


def stated_lines(extract: Extract) -> frozenset[str]:
    """Lines open to the state whose new units, of all buyers by the end, may be told.

    The others' own lots are protected whatever is known of shares in pools. Where steps of growth
    are bought the units may tell how many, so the others' parts in them are protected, too. Of a
    line that sells to nobody else everybody knows that all its units are the state's.
    """
    lots, shares, tenths = _by_line(extract)
    units = extract.view.scenario.capability_by_code
    found = []
    for code in open_lines(extract):
        lot = units[extract.view.scenario.line_by_code[code].capability].lot
        own, pooled = lots.get(code, {}), shares.get(code, {})
        buyers = {
            state: Part(
                lot * own.get(state, 0),
                lot if state in own else 0,
                known=pooled.get(state, Fraction(0)),
            )
            for state in {*own, *pooled}
        }
        growth = {state: Part(paid, 1) for state, paid in tenths.get(code, {}).items()}
        grows = (code,) in extract.view.ledger.decisions.expansion
        alone = not buyers and not growth and not _sells_to_others(extract, code)
        if alone or (protected(buyers, lot) and (not grows or protected(growth, 1))):
            found.append(code)
    return frozenset(found)


def _sells_to_others(extract: Extract, line: str) -> bool:
    rights = extract.view.ledger.rights
    return any(rights.permitted(other, line) for other in extract.others)


def _by_line(
    extract: Extract,
) -> tuple[
    Mapping[str, Mapping[str, int]],
    Mapping[str, Mapping[str, Fraction]],
    Mapping[str, Mapping[str, int]],
]:
    """Line -> other state -> its own lots, the units of its shares, tenths of steps it pays for."""
    view, decisions = extract.view, extract.view.ledger.decisions
    others = frozenset(extract.others)
    lots: dict[str, dict[str, int]] = {}
    shares: dict[str, dict[str, Fraction]] = {}
    tenths: dict[str, dict[str, int]] = {}
    for (state, line), series in decisions.delivered.items():
        if state in others and series[-1]:
            lots.setdefault(line, {})[state] = series[-1]
    for (state, _, line), series in decisions.pool_shares.items():
        if state in others and series[-1]:
            record = view.scenario.capability_by_code[view.scenario.line_by_code[line].capability]
            of_line = shares.setdefault(line, {})
            part = Fraction(record.lot * series[-1], record.shares_per_lot)
            of_line[state] = of_line.get(state, Fraction(0)) + part
    for (state, line), series in decisions.funding.items():
        if state in others and series[-1]:
            tenths.setdefault(line, {})[state] = series[-1]
    return lots, shares, tenths
