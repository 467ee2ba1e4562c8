"""What lines and makers of components can deliver, and when."""

from collections.abc import Callable, Iterable

from allocator.domain.address_book import Key
from allocator.domain.production_line import Component, LineRate, ProductionLine
from allocator.domain.quantity import MILLE, Thousandth, of_unit
from allocator.domain.record import Record
from allocator.domain.scenario import Scenario
from allocator.explain.stipulations.plenty import Plenty
from allocator.explain.stipulations.stipulation import Kind, Loosens, Measure, column_kind


def _of_line(row: ProductionLine) -> tuple[str]:
    return (row.code,)


def _idle(scenario: Scenario) -> Iterable[LineRate]:
    """Periods in which a line delivers nothing, since no row says that it does."""
    return (
        LineRate(line=line.code, period=period.code, units=Thousandth(0))
        for line in scenario.lines
        for period in scenario.periods
        if (line.code, period.code) not in scenario.rate_by_key
    )


def _rate(scenario: Scenario, row: LineRate, figure: str) -> str:
    capability = scenario.line_by_code[row.line].capability
    unit = scenario.capability_by_code[capability].unit
    return f"{row.line} delivers {of_unit(figure, unit)} of {capability} in {row.period}"


def _plenty_of_rate(plenty: Plenty, row: LineRate) -> int:
    return MILLE * plenty.units[plenty.scenario.line_by_code[row.line].capability]


def _of_a_line(
    name: str,
    column: str,
    family: str,
    open_at: Callable[[Plenty, ProductionLine], int],
    words: Callable[[str, str], str],
    measure: Measure,
    loosens: Loosens,
    binds: Callable[[ProductionLine], bool],
) -> Kind:
    return column_kind(
        name,
        f"lines.{column}",
        family,
        _of_line,
        lambda _, row, figure: words(row.code, figure),
        open_at=open_at,
        measure=measure,
        loosens=loosens,
        authority="fact",
        binds=binds,
    )


def _outputs(_: Scenario, maker: Component) -> Iterable[tuple[Key, int]]:
    return (((maker.code, maker.host, period), units) for period, units in maker.output)


def _other_output(_: Scenario, maker: Component, key: Key, value: int | None) -> Record:
    output = tuple(
        (period, value if period == key[2] and value is not None else units)
        for period, units in maker.output
    )
    return maker.model_copy(update={"output": output})


def _customers(scenario: Scenario, line: ProductionLine) -> Iterable[tuple[Key, int]]:
    """Where there are states to which the line does not sell."""
    if len(line.customers) < len(scenario.states):
        yield (line.code,), len(line.customers)


def _open_to_all(scenario: Scenario, line: ProductionLine, _key: Key, value: int | None) -> Record:
    everybody = tuple(state.code for state in scenario.states)
    return line.model_copy(update={"customers": everybody if value is None else line.customers})


CUSTOMERS = Kind(
    name="customers",
    sheet="lines",
    column="customers",
    family="access",
    field="lines",
    identity=_of_line,
    figures=_customers,
    edited=_open_to_all,
    open_at=lambda _plenty, _row: None,
    words=lambda _, line, _key, figure: f"{line.code} sells to {figure} states",
    measure="members",
    loosens="up",
    authority="agreed",
)

OUTPUT = Kind(
    name="component output",
    sheet="components",
    column="output",
    family="components",
    field="components",
    identity=lambda maker: (maker.code, maker.host),
    figures=_outputs,
    edited=_other_output,
    open_at=lambda plenty, maker: plenty.parts.get(maker.code, 0),
    words=lambda _, maker, key, figure: f"{maker.host} makes {figure} of {maker.code} in {key[2]}",
    measure="rate",
    loosens="up",
    authority="fact",
)

KINDS: tuple[Kind, ...] = (
    column_kind(
        "rate",
        "line_rates.units",
        "capacity",
        lambda row: (row.line, row.period),
        _rate,
        open_at=_plenty_of_rate,
        measure="rate",
        loosens="up",
        authority="fact",
        missing=_idle,
    ),
    _of_a_line(
        "lead time",
        "lead_months",
        "lead_time",
        lambda _plenty, _row: 0,
        lambda line, figure: f"{line} delivers {figure} months after an order",
        "months",
        "down",
        lambda row: row.lead_months > 0,
    ),
    _of_a_line(
        "least rate",
        "min_rate",
        "capacity",
        lambda _plenty, _row: 0,
        lambda line, figure: f"{line} delivers at least {figure} in a period in which it runs",
        "rate",
        "down",
        lambda row: row.min_rate > 0,
    ),
    _of_a_line(
        "expansion steps",
        "max_steps",
        "capacity",
        lambda plenty, row: (
            row.max_steps
            + (MILLE * plenty.units[row.capability] // row.step + 1 if row.step else 0)
        ),
        lambda line, figure: f"{line} can be expanded by {figure} steps",
        "steps",
        "up",
        lambda row: row.step > 0,
    ),
    _of_a_line(
        "expansion time",
        "step_lead_months",
        "capacity",
        lambda _plenty, _row: 0,
        lambda line, figure: f"a step of {line} takes {figure} months",
        "months",
        "down",
        lambda row: row.step_lead_months > 0 and row.max_steps > 0,
    ),
    OUTPUT,
    CUSTOMERS,
)
"""Of rates, lead times, expansions and components."""
