"""Sheet `component_supply`: parts that are made, what lines take of them, and what is left."""

from collections.abc import Iterator
from fractions import Fraction

from allocator.accounts.components import Parts, maker_growth, maker_output, taken
from allocator.domain.quantity import MILLE
from allocator.domain.supply_chain import SupplyChain, supply_chains
from allocator.report.sheet import (
    COMPONENT,
    CONFIDENCE,
    PERIOD,
    SOURCE,
    code,
    figure,
    long_sheet,
)
from allocator.report.view import View
from allocator.tables.table import Row, Table

COLUMNS = (
    COMPONENT,
    code("host", "where it is made; empty in the row of all hosts together"),
    PERIOD,
    figure("output", "parts made before expansions", "thousandths"),
    figure("expansion", "parts added by steps that run", "thousandths"),
    figure("order_book", "parts taken by contracts signed before", "thousandths"),
    figure("new_lots", "parts taken by lots of this plan", "thousandths"),
    figure(
        "slack",
        "parts left; below zero where work begun in the period before is delivered",
        "thousandths",
    ),
    figure("used", "part of the output that is taken", "percent"),
    figure("lines", "lines whose new lots take parts, and how many", "text", width=48),
    CONFIDENCE,
    SOURCE,
)


def component_supply(view: View) -> Table:
    """For each component and period a row of all hosts, followed by one of each."""
    chains = {chain.component: chain for chain in supply_chains(view.scenario)}
    return long_sheet(
        view,
        "component_supply",
        "Supply of components",
        "Parts that production lines share: what is made of them, what is taken, slack, and which "
        "lines take them, by host and period.",
        COLUMNS,
        (row for code in view.components for row in _rows(view, chains[code])),
    )


def _rows(view: View, chain: SupplyChain) -> Iterator[Row]:
    account = view.parts[chain.component]
    makers = {maker.host: maker for maker in chain.makers}
    made = {
        host: (maker_output(view.ledger, maker), maker_growth(view.ledger, maker))
        for host, maker in makers.items()
    }
    for at, period in enumerate(view.periods):
        yield _pooled(view, chain, account, at)
        for host in (host for host in view.hosts if host in made):
            output, growth = made[host]
            source = view.maker_rows[chain.component, host]
            nothing = (None,) * 5
            yield (
                chain.component,
                host,
                period,
                output[at],
                growth[at],
                *nothing,
                *view.source("components", source),
            )


def _pooled(view: View, chain: SupplyChain, account: Parts, at: int) -> Row:
    output = account.output[at]
    asked = account.contracted[at] + account.new[at]
    users = ((use.line, taken(view.ledger, use)[at]) for use in chain.uses)
    return (
        chain.component,
        "",
        view.periods[at],
        account.made[at],
        account.expanded[at],
        account.contracted[at],
        account.new[at],
        account.slack[at],
        Fraction(asked, output) if output else None,
        ", ".join(f"{line} {_parts(parts)}" for line, parts in users if parts),
        None,
        None,
    )


def _parts(thousandths: int) -> str:
    whole, rest = divmod(thousandths, MILLE)
    return f"{whole}.{rest:03d}".rstrip("0") if rest else str(whole)
