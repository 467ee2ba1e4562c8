"""The flow of money on the page: from states to the hosts of what they buy."""

from fractions import Fraction

from allocator.report.numbers import MoneyUnit, money_unit, per_cent
from allocator.report.page.grids import grid
from allocator.report.page.money_flows import Flow, Flows, Side, grouped, side
from allocator.report.page.sankey import shapes
from allocator.report.prose import short_name
from allocator.report.view import View
from allocator.tables.column import Column
from allocator.tables.drawing import Drawing
from allocator.tables.page import Figure

MOST = 12
"""Payers and hosts that stand by themselves."""
WIDE, NARROW = 920, 360
"""Widths of the two drawings."""
MARGIN = {WIDE: 190, NARROW: 76}
"""Room for labels on either side."""
CHARACTERS = 22
"""Of a name; narrow screens show codes."""
CAPTION = "Money put into industry, EUR {}: who pays, and where the lines stand"
HEADS = ("who pays", "where it goes")
COLUMNS = (
    Column("payer", "Who pays", "text"),
    Column("host", "Host", "text"),
    Column("look", "Where that is", "text"),
    Column("amount", "EUR m", "money"),
)
WHERE = {"home": "at home", "ally": "another member state", "outside": "outside"}


def flow_words(view: View, flows: Flows) -> tuple[str, ...]:
    """How much stays at home, goes to allies and outside; what is grouped in the drawing."""
    if not flows:
        return ("The plan puts no money into industry.",)
    payers, hosts = side(flows, 0, MOST, "states"), side(flows, 1, MOST, "hosts")
    whole = sum(flows.values())
    parts = dict.fromkeys(WHERE, 0)
    for flow in grouped(view, flows, payers, hosts):
        parts[flow.look] += flow.amount
    shares = {look: per_cent(Fraction(amount, whole), 0) for look, amount in parts.items()}
    said = (
        f"Of {money_unit(whole).words(whole)} that states put into lines and makers of components, "
        f"{shares['home']} stays at home, {shares['ally']} goes to other member states and "
        f"{shares['outside']} to hosts outside."
    )
    return (said, *_grouping(view, payers, hosts))


def _grouping(view: View, payers: Side, hosts: Side) -> tuple[str, ...]:
    groups = [
        f"{each.group}: {', '.join(sorted(map(view.state_name, each.members)))}"
        for each in (payers, hosts)
        if each.group
    ]
    return (f"Small ones are drawn together. {'; '.join(groups)}.",) if groups else ()


def flow_chart(view: View, flows: Flows) -> Figure | None:
    """Drawn twice, for wide and for narrow screens; None where no money flows."""
    if not flows:
        return None
    payers, hosts = side(flows, 0, MOST, "states"), side(flows, 1, MOST, "hosts")
    bands = grouped(view, flows, payers, hosts)
    unit = money_unit(max(*payers.amounts.values(), *hosts.amounts.values()))
    ranked = sorted(bands, key=lambda flow: (-flow.amount, flow.payer, flow.host))
    rows = (
        (view.state_name(f.payer), view.state_name(f.host), WHERE[f.look], f.amount) for f in ranked
    )
    return Figure(
        "flow-chart",
        CAPTION.format(unit.name),
        tuple(_drawing(view, unit, bands, payers, hosts, width) for width in (WIDE, NARROW)),
        (("home", "stays at home"), ("ally", "to another member state"), ("outside", "outside")),
        grid("flow-figures", "Money put into industry, by payer and host", COLUMNS, rows),
    )


def _drawing(
    view: View, unit: MoneyUnit, bands: tuple[Flow, ...], payers: Side, hosts: Side, width: int
) -> Drawing:
    wide = width == WIDE

    def label(code: str, amount: int) -> str:
        name = short_name(view.state_name(code), CHARACTERS) if wide else short_name(code, 6)
        grouped = code in (payers.group, hosts.group)
        return f"{'others' if grouped and not wide else name} {unit.number(amount)}"

    drawn, height = shapes(
        bands,
        payers,
        hosts,
        width=width,
        margin=MARGIN[width],
        label=label,
        says=lambda flow: _says(view, unit, flow) if wide else "",
        heads=HEADS,
    )
    largest = sorted(bands, key=lambda flow: (-flow.amount, flow.payer, flow.host))[:5]
    return Drawing(
        f"flow-{'wide' if wide else 'narrow'}",
        CAPTION.format(unit.name),
        f"Bands from payers on the left to hosts on the right; the largest: "
        f"{'; '.join(_says(view, unit, flow) for flow in largest)}.",
        width,
        height,
        drawn,
        "wide" if wide else "narrow",
    )


def _says(view: View, unit: MoneyUnit, flow: Flow) -> str:
    names = f"{view.state_name(flow.payer)} → {view.state_name(flow.host)}"
    return f"{names}: {unit.words(flow.amount, 2)}"
