"""New money by state and domain: a block of the burden split, and the chart that shows it."""

from collections import Counter
from collections.abc import Iterator, Mapping

from allocator.accounts.spending import SUPPLY_CHAIN, new_money_by_domain
from allocator.report.names import horizon
from allocator.report.numbers import BILLION, money_unit
from allocator.report.view import View
from allocator.tables.column import Column, Formula
from allocator.tables.frame import Frame
from allocator.tables.table import Block, Chart, Row, Series
from allocator.tables.text import shortened

COLOURS, GREY = 7, 7
"""Colours that a stack can have and still be told apart; place of grey in the palette."""
OTHER = "Other domains"
HEAD = 48
"""Characters of a domain at the head of a column or in a legend."""


def new_money_block(view: View, sheet: str, row: int) -> Block:
    """States down, domains across; the last columns are what charts take together, and the sum."""
    money = new_money_by_domain(view.ledger)
    domains, rest = _paid_domains(view), _rest(view)
    columns = (
        Column("name", "State", "text"),
        Column("state", "Code", "code"),
        *(Column(_key(domain), _head(domain), "money", total=True) for domain in domains),
        *([Column("rest", OTHER, "money", total=True)] if rest else []),
        Column("total", "All domains", "money", total=True),
    )
    frame = Frame(sheet, columns, row=row)
    rows = tuple(_domain_rows(view, frame, money))
    darkest = max(money.values(), default=0) // 1_000 or 1
    return Block(
        frame,
        rows,
        total="All states",
        rotated=True,
        heat=dict.fromkeys(map(_key, domains), darkest),
        bars=("total",),
    )


def money_by_domain(view: View) -> Counter[str]:
    """kEUR by domain, what components cost being one, in the order of the workbook."""
    money: Counter[str] = Counter(dict.fromkeys((*view.domains, SUPPLY_CHAIN), 0))
    for (_, domain), amount in new_money_by_domain(view.ledger).items():
        money[domain] += amount
    return money


def _head(domain: str) -> str:
    return shortened(domain, HEAD)


def _paid_domains(view: View) -> tuple[str, ...]:
    """Domains of capabilities, and one for components where there are any."""
    parts = (SUPPLY_CHAIN,) if view.scenario.components else ()
    return tuple(dict.fromkeys((*view.domains, *parts)))


def _rest(view: View) -> tuple[str, ...]:
    """Domains that share a colour in charts: those that cost least, where there are too many."""
    domains = _paid_domains(view)
    if len(domains) <= COLOURS:
        return ()
    cost = money_by_domain(view)
    falling = sorted(domains, key=lambda domain: -cost[domain])
    return tuple(domain for domain in domains if domain in falling[COLOURS - 1 :])


def _key(domain: str) -> str:
    """Column of a domain, whatever its name."""
    return f"domain {domain}"


def _domain_rows(view: View, frame: Frame, money: Mapping[tuple[str, str], int]) -> Iterator[Row]:
    domains, rest = _paid_domains(view), _rest(view)
    for index, state in enumerate(view.states):
        amounts = {domain: money.get((state, domain), 0) for domain in domains}
        reach = frame.across(_key(domains[0]), _key(domains[-1]), index)
        small = "+".join(frame.at(_key(domain), index) for domain in rest)
        yield (
            view.state_name(state),
            state,
            *amounts.values(),
            *([Formula(f"={small}", sum(amounts[domain] for domain in rest))] if rest else []),
            Formula(f"=SUM({reach})", sum(amounts.values())),
        )


def invested(view: View, domains: Block, *, row: int, width: int, height: int) -> Chart:
    """New money by state and domain, a colour for each of the domains that cost most."""
    frame, count = domains.frame, len(domains.rows)
    names = frame.abroad(frame.down("state", count))
    rest = _rest(view)
    shown = [(_head(each), _key(each)) for each in _paid_domains(view) if each not in rest]
    unit = money_unit(max(view.ledger.new_money.values(), default=0))
    return Chart(
        "stacked_column",
        f"Investment by state and domain: new money {horizon(view)}, EUR {unit.name}",
        tuple(
            Series(name, names, frame.abroad(frame.down(key, count)), GREY if key == "rest" else at)
            for at, (name, key) in enumerate((*shown, *([(OTHER, "rest")] if rest else [])))
        ),
        row=row,
        column=0,
        width=width,
        height=height,
        number_format="#,##0," if unit is BILLION else "#,##0",
    )
