"""Pages of a history that count units: by domain and by capability."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from allocator.report.prose import readable
from allocator.study.titled_page import FIRST
from allocator.study.track.delivered import History, Kind
from allocator.study.track.history_charts import ROWS, units_chart
from allocator.study.track.history_page import PERIOD, WHOLE, page, promise_columns
from allocator.tables.column import Column
from allocator.tables.frame import Frame
from allocator.tables.table import Block, Chart, Label, Row, Table

DOMAINS, CAPABILITIES = "by_domain", "by_capability"
ON_A_PAGE = 3
"""Domains that are printed on a page."""


def _units_columns(found: History) -> tuple[Column, ...]:
    return (PERIOD, *promise_columns(found, "whole"))


def _units(found: History, period: str, kinds: Collection[Kind]) -> Row:
    """Promised and delivered units of capabilities; blank where a plan does not have the period."""
    promised = (
        sum(each.units.get((kind, period), 0) for kind in kinds) if period in each.shares else None
        for each in found.promised
    )
    made = found.delivered.get(period)
    if made is None:
        return (*promised, None, None, None)
    return (
        *promised,
        sum(made.units.get(kind, 0) for kind in kinds),
        sum(made.unconfirmed.get(kind, 0) for kind in kinds),
        readable(f"{made.by}, so far" if made.running else made.by, WHOLE),
    )


def by_domain(found: History) -> Table:
    """A block and a chart for each domain, and before them for all together."""
    blocks: list[Block] = []
    headings: list[Label] = []
    charts: list[Chart] = []
    tops: list[int] = []
    row, columns = FIRST, _units_columns(found)
    for domain, kinds in _groups(found).items():
        frame = Frame(DOMAINS, columns, row=row + 1)
        rows = tuple((period, *_units(found, period, kinds)) for period in found.periods)
        headings.append(Label(row, 0, domain, "heading", columns=len(columns)))
        blocks.append(Block(frame, rows))
        charts.append(units_chart(found, frame, f"{domain}: new units", row, len(columns) + 1))
        tops.append(row)
        row += max(len(rows) + 4, ROWS + 1)
    return page(
        found,
        DOMAINS,
        "By domain",
        "New units in each period, units of different kinds added up; by_capability counts like "
        "with like.",
        tuple(blocks),
        labels=headings,
        charts=tuple(charts),
        breaks=tuple(tops[ON_A_PAGE::ON_A_PAGE]),
    )


def _groups(found: History) -> Mapping[str, Collection[Kind]]:
    """All together, then domain by domain."""
    return {
        "All domains": [kind for kinds in found.domains.values() for kind in kinds],
        **found.domains,
    }


def all_domains_chart(found: History, row: int) -> Chart:
    """The chart of all domains, beside the one of the share."""
    frame = Frame(DOMAINS, _units_columns(found), row=FIRST + 1)
    title = "New units of all kinds, promised and delivered"
    return replace(units_chart(found, frame, title, row, 4), height=360)


def by_capability(found: History) -> Table:
    """A row for each capability and period."""
    columns = (
        Column("domain", "Domain", "text", width=24),
        Column("capability", "Capability", "text", width=46),
        *_units_columns(found),
    )
    frame = Frame(CAPABILITIES, columns, row=FIRST)
    rows = tuple(
        (domain, name, period, *_units(found, period, (kind,)))
        for domain, kinds in found.domains.items()
        for kind, name in kinds.items()
        for period in found.periods
    )
    return page(
        found,
        CAPABILITIES,
        "By capability",
        "New units in each period, of states and pools; of a running period what is known so far.",
        (Block(frame, rows),),
        keys=2,
    )
