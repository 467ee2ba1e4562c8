"""Capabilities of which the sums over all states may be stated."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from allocator.accounts.decisions import Series
from allocator.report.release.extract import Extract
from allocator.report.release.protection import RANGE, Part, protected


def stated_capabilities(extract: Extract) -> frozenset[str]:
    """Capabilities whose European units may be told, in all periods or in none.

    What a state gives mostly stays or grows, so that a period between two others tells of itself.
    The others' contributions are protected whatever is known of pools.
    """
    given = _given(extract)
    units = extract.view.scenario.capability_by_code
    return frozenset(
        code
        for code in extract.view.capabilities
        if _protected(extract, code, given.get(code, {}), units[code].lot)
    )


def whole_capabilities(extract: Extract, stated: frozenset[str]) -> frozenset[str]:
    """Of these, those whose missing units may be told: they count as far as their enablers are
    there, so that what counts of one capability tells of others."""
    enablers = extract.view.scenario.enablers_of
    return frozenset(
        code
        for code in stated
        if all(row.enabler_capability in stated for row in enablers.get(code, ()))
    )


def _given(extract: Extract) -> Mapping[str, Mapping[str, Series]]:
    """Capability -> other state -> contribution by period."""
    others = frozenset(extract.others)
    given: dict[str, dict[str, Series]] = {}
    for (state, capability), units in extract.view.ledger.decisions.contribution.items():
        if state in others:
            given.setdefault(capability, {})[state] = units
    return given


def _protected(extract: Extract, code: str, given: Mapping[str, Series], lot: int) -> bool:
    periods = extract.view.ledger.periods
    return all(protected(_parts(extract, code, given, at), lot) for at in periods) and all(
        protected_arrivals(given, at, lot) for at in periods[1:]
    )


def _parts(extract: Extract, code: str, given: Mapping[str, Series], at: int) -> dict[str, Part]:
    view = extract.view
    period = view.periods[at]
    parts = {}
    for state in extract.others:
        units = given[state][at] if state in given else 0
        account = extract.own.alliance.counted.get((state, code, period))
        pooled = account.pooled if account is not None else Fraction(0)
        if units or pooled:
            most = view.ledger.stock.limit(state, code)[at] - pooled
            limited = view.policy.holds("concentration")
            parts[state] = Part(
                units, min(units, 1), max(Fraction(units), most) if limited else None, pooled
            )
    return parts


def protected_arrivals(given: Mapping[str, Series], at: int, lot: int) -> bool:
    """Whether what newly comes in a period is protected from a reader who knows whose it is.

    What states gave before does not fall but by retirements, so that newcomers together give no
    more than the sum has risen by: what else rises must be able to hide each of them.
    """
    rises = dict(_rises(given, at))
    spare = sum(part.spare for part in rises.values())
    return all(
        spare - part.spare >= max(RANGE * part.amount, Fraction(lot))
        for part in rises.values()
        if part.least
    )


def _rises(given: Mapping[str, Series], at: int) -> Iterator[tuple[str, Part]]:
    """By how much each state gives more than before; a newcomer gives at least one unit."""
    for state, units in given.items():
        rise = units[at] - units[at - 1]
        if rise > 0:
            yield state, Part(rise, 0 if units[at - 1] else 1)
