"""What an extract tells as equations, and what it withholds as unknowns."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from allocator.report.release.extract import WITHHELD
from tests.report.reading import rows
from tests.report.recovery import Attack, Codes, Equation, Unknown
from tests.report.recovery_money import NOTHING, ONE, Factors, money, single_payments, work
from tests.report.recovery_reader import Reader, is_told

HALF = 500
"""kEUR by which a rounded sum may be off."""


def attack(reader: Reader) -> Attack:
    """All equations, and the unknowns in them or not."""
    made = Attack({unknown.name: unknown for unknown in _unknowns(reader)})
    for name, factors in (*_units(reader), *_line_units(reader), *_pool_lots(reader)):
        value = made.value(factors)
        made.equations.append(Equation(name, factors, value, value))
    for name, factors, off in (*money(reader, made), *work(reader)):
        value = made.value(factors) + off
        made.equations.append(Equation(name, factors, value - HALF, value + HALF))
    return made


def _unknowns(reader: Reader) -> Iterator[Unknown]:
    """Decisions of other states, and money at prices the reader does not know."""
    view = reader.view
    least = ONE if reader.informed else NOTHING
    for name, quantity in reader.quantities:
        most, lot = None, ONE
        if name[0] == "give":
            _, state, capability, at = name
            limit = view.ledger.stock.limit(state, capability)[int(at)]
            most = Fraction(max(quantity, limit))
            lot = Fraction(view.scenario.capability_by_code[capability].lot)
        yield Unknown(name, Fraction(quantity), least, most, lot)
    for (pool, state), member in view.scenario.member_by_key.items():
        if state != reader.state and member.shares_today:
            yield Unknown(("today", state, pool), Fraction(member.shares_today), least, None, ONE)
    yield from _payments(reader)


def _payments(reader: Reader) -> Iterator[Unknown]:
    """One a state, kind and period; its range has to span a tenth of all that is paid there.

    Who is informed knows, too, where there is none.
    """
    paid: dict[Codes, tuple[int, int]] = {}
    for charge in reader.view.ledger.charges:
        if charge.state != reader.state:
            name: Codes = ("money", charge.state, charge.kind, str(charge.period))
            free, everything = paid.get(name, (0, 0))
            size = abs(charge.amount)
            paid[name] = free + (0 if reader.knows(charge) else size), everything + size
    if not reader.informed:
        everybody = replace(reader, informed=False, knowing=True)
        for name, _ in everybody.quantities:
            for kind, at in (place for place, amount in single_payments(everybody, name) if amount):
                paid.setdefault(("money", "", kind, str(at)), (0, 10))
    for (_, *codes), (free, everything) in paid.items():
        if free or not reader.informed:
            name = ("money", *codes)
            yield Unknown(name, Fraction(free), NOTHING, None, Fraction(everything, 10))


def _units(reader: Reader) -> Iterator[tuple[Codes, Factors]]:
    """European units; whatever else is told of a capability tells them to who knows the rest."""
    view = reader.view
    for line in rows(reader.tables["all_capabilities"]):
        code, period = str(line["capability"]), str(line["period"])
        if any(is_told(line[key]) for key in ("european", "support", "missing", "share")):
            at = view.scenario.period_index[period]
            assert line["european"] in (WITHHELD, view.shortfalls[code, period].european)
            factors = {
                name: ONE for name in reader.by_code.get(("give", code), ()) if name[-1] == str(at)
            }
            record = view.scenario.capability_by_code[code]
            for pool in view.scenario.pools_of[code]:
                for name in _shares(reader, pool.code, at):
                    factors[name] = Fraction(record.lot, record.shares_per_lot)
            yield ("units", code, period), factors


def _shares(reader: Reader, pool: str, until: int) -> Iterator[Codes]:
    """Shares of others in a pool, of today and bought by the end of a period."""
    for (of, state), member in reader.view.scenario.member_by_key.items():
        if of == pool and state != reader.state and member.shares_today:
            yield "today", state, pool
    for name in reader.by_code.get(("shares", pool), ()):
        if int(name[-1]) <= until:
            yield name


def _line_units(reader: Reader) -> Iterator[tuple[Codes, Factors]]:
    scenario = reader.view.scenario
    factors: dict[str, Factors] = {
        str(line["line"]): {}
        for line in rows(reader.tables["all_lines"])
        if is_told(line["units"]) or is_told(line["used"])
    }
    for name, _ in reader.quantities:
        if name[0] in ("lots", "shares") and name[-2] in factors:
            line = scenario.line_by_code[name[-2]]
            record = scenario.capability_by_code[line.capability]
            per = ONE if name[0] == "lots" else Fraction(1, record.shares_per_lot)
            factors[line.code][name] = record.lot * per
    for code, of_line in factors.items():
        yield ("line", code), of_line


def _pool_lots(reader: Reader) -> Iterator[tuple[Codes, Factors]]:
    last = len(reader.view.periods) - 1
    parts = {line["pool"]: line["part"] for line in rows(reader.tables["pool_shares"])}
    for line in rows(reader.tables["all_pools"]):
        pool = str(line["pool"])
        if any(map(is_told, (line["lots"], line["units"], parts.get(pool)))):
            yield ("pool", pool), dict.fromkeys(_shares(reader, pool, last), ONE)
