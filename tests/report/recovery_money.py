"""Sums of money that an extract tells, as equations in quantities and in payments."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from allocator.accounts.prices import due_period
from allocator.report.view import View
from allocator.tables.column import Plain
from tests.report.reading import rows
from tests.report.recovery import Attack, Codes
from tests.report.recovery_reader import Reader, is_told

ONE, NOTHING = Fraction(1), Fraction(0)
Place = tuple[str, int]
"""Kind of money and position of the period."""
Factors = dict[Codes, Fraction]


def money(reader: Reader, made: Attack) -> Iterator[tuple[Codes, Factors, Fraction]]:
    """Every cell that is told, with what rounding puts it off by."""
    view = reader.view
    by_place = _factors_of_money(reader, made)
    kinds = list(dict.fromkeys(charge.kind for charge in view.ledger.charges))
    sheet = rows(reader.tables["all_money"])
    words = {str(line["what"]): line for line in sheet}
    assert len(words) == len(sheet)
    for kind, line in _kinds_told(reader, words):
        for key, periods in _columns(view):
            if is_told(line[key]):
                among = kinds if kind == "all" else [kind]
                places = [(each, at) for each in among for at in periods]
                factors: Factors = {}
                for place in places:
                    for name, factor in by_place.get(place, {}).items():
                        factors[name] = factors.get(name, NOTHING) + factor
                true = sum(c.amount for c in view.ledger.charges if (c.kind, c.period) in places)
                yield ("money", kind, key), factors, Fraction(str(line[key])) - true


def _kinds_told(
    reader: Reader, words: Mapping[str, Mapping[str, Plain]]
) -> Iterator[tuple[str, Mapping[str, Plain]]]:
    own = {line["what"]: line for line in rows(reader.tables["spending"])}
    assert set(own) <= set(words)
    kinds = ("orders", "shares", "rebates", "operating", "readiness", "fees", "funding")
    yield from zip((*kinds, "components", "all"), words.values(), strict=True)


def _columns(view: View) -> Iterator[tuple[str, list[int]]]:
    for at, period in enumerate(view.periods):
        yield f"period {period}", [at]
    yield "sum", list(view.ledger.periods)


def _factors_of_money(reader: Reader, made: Attack) -> Mapping[Place, Factors]:
    """How much every unknown adds to each cell; with the true values that is what others pay."""
    found: dict[Place, Factors] = {}
    for name in made.unknowns:
        if name[0] == "money":
            found.setdefault((name[2], int(name[3])), {})[name] = (
                -ONE if name[2] == "rebates" else ONE
            )
        for place, amount in single_payments(reader, name):
            of_place = found.setdefault(place, {})
            of_place[name] = of_place.get(name, NOTHING) + amount
    _check(reader, made, found)
    return found


def _check(reader: Reader, made: Attack, found: Mapping[Place, Factors]) -> None:
    """The equations are true of the plan; entry fees of its own pools the reader knows."""
    paid: dict[Place, int] = {}
    for charge in reader.view.ledger.charges:
        known_fee = charge.kind == "fees" and reader.knows(charge)
        if charge.state != reader.state and not known_fee:
            place: Place = (charge.kind, charge.period)
            paid[place] = paid.get(place, 0) + charge.amount
    for place in {*paid, *found}:
        assert made.value(found.get(place, {})) == paid.get(place, 0), place


def single_payments(reader: Reader, name: Codes) -> Iterator[tuple[Place, Fraction]]:
    """What one more of a quantity costs, kind by kind and period by period, as far as known."""
    prices, at = reader.view.ledger.prices, int(name[-1]) if name[0] != "today" else 0
    match name[0]:
        case "lots":
            state, line = name[1:3]
            parts = prices.lot_instalments(state, line)
            back = prices.lot_rebate(state, line, reader.savings.get(line, 0))
            yield from _bought(reader, "orders", name, parts, back)
        case "shares":
            state, pool, line = name[1:4]
            parts = prices.share_instalments(state, pool, line)
            back = prices.share_rebate(state, pool, line, reader.savings.get(line, 0))
            yield from _bought(reader, "shares", name, parts, back)
        case "tenths" if reader.priced(name[2]):
            yield ("funding", at), Fraction(prices.tenth_cost(name[2]))
        case "parts" if reader.knowing or name[2:4] in reader.makers:
            yield ("components", at), Fraction(prices.component_tenth_cost(*name[2:4]))


def _bought(
    reader: Reader, kind: str, name: Codes, parts: tuple[tuple[int, int], ...], back: int
) -> Iterator[tuple[Place, Fraction]]:
    scenario, prices, at = reader.view.scenario, reader.view.ledger.prices, int(name[-1])
    pool, line = (name[2] if kind == "shares" else ""), name[-2]
    capability, last = scenario.line_by_code[line].capability, len(scenario.periods)
    priced = reader.priced(line, pool)
    if priced:
        for offset, amount in parts:
            yield (kind, due_period(at, offset, last)), Fraction(amount)
        if back:
            yield ("rebates", last - 1), Fraction(-back)
    if priced or capability in reader.running:
        running = prices.share_operating if pool else prices.lot_operating
        for held in range(at, last):
            cost = running(capability, scenario.periods[held].months)
            yield ("operating", held), Fraction(cost)


def work(reader: Reader) -> Iterator[tuple[Codes, Factors, Fraction]]:
    """The work placed in the reader's own state: others' payments by their work shares."""
    view, shares = reader.view, reader.view.scenario.work_share_by_line
    found = rows(reader.tables["burden"], 1)
    told = next(line for line in found if line["what"] == "Work placed in the state")
    if not any(is_told(line[key]) for line in found[2:] for key in ("money", "percent")):
        return
    factors: Factors = {}
    for name, _ in reader.quantities:
        if name[0] in ("lots", "shares", "tenths") and shares[name[-2]].get(reader.state):
            part = Fraction(shares[name[-2]][reader.state], 10_000)
            paid = (
                amount for (kind, _), amount in single_payments(reader, name) if kind != "operating"
            )
            factors[name] = part * sum(paid, NOTHING)
        elif name[0] == "parts" and name[3] == reader.state:
            factors[name] = sum((amount for _, amount in single_payments(reader, name)), NOTHING)
    true = view.footprints[reader.state].work
    yield ("work",), factors, Fraction(str(told["money"])) - true
