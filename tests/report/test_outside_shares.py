"""Sheet `outside_shares`: periods across, the line of the deadline, what is above the cap."""

from fractions import Fraction

from allocator.domain.scenario import Scenario
from allocator.tables.table import Table
from tests.plans import plan
from tests.report.reading import row, rows, sheets
from tests.scenarios import capability, period, policy, support, tiny

QUARTET = sheets()["outside_shares"]
YEARS = ("2026", "2027", "2028")


def leaning(*capabilities: str, units: tuple[int, ...] = (60, 40, 20)) -> Scenario:
    """Three years, a need for a hundred of each, support that fades, a cap of 40 % from 2027."""
    return tiny(
        required=100,
        policy=policy(deadline_period="2027", dependence_cap=4_000),
        periods=tuple(map(period, YEARS)),
        capabilities=tuple(capability(code) for code in capabilities),
        outside_support=tuple(
            support(count, code, year)
            for code in capabilities
            for year, count in zip(YEARS, units, strict=True)
        ),
    )


def made(scenario: Scenario, **relied: tuple[int, ...]) -> Table:
    taken = {
        (code, year): count
        for code, counts in relied.items()
        for year, count in zip(YEARS, counts, strict=True)
        if count
    }
    return sheets(scenario, plan(support=taken))["outside_shares"]


def test_shares_by_capability_and_period() -> None:
    satellites = row(QUARTET, 1, capability="SAT")
    assert [satellites[f"period {year}"] for year in YEARS] == [
        Fraction(4, 8),
        Fraction(2, 8),
        Fraction(2, 8),
    ]
    assert (satellites["cap"], satellites["over"]) == (Fraction(1, 4), 1)
    # Nothing is required of mines in 2026.
    assert row(QUARTET, 1, capability="MINE")["period 2026"] == 0


def test_the_cap_holds_from_the_deadline_on() -> None:
    policy_row = rows(QUARTET)[1]
    assert [policy_row[f"period {year}"] for year in YEARS] == [
        None,
        Fraction(1, 4),
        Fraction(1, 4),
    ]


def test_all_requirements_together_are_those_of_the_sheet_coverage() -> None:
    covered = {line["period"]: line["outside"] for line in rows(sheets()["coverage"])}
    first = rows(QUARTET)[0]
    assert {year: first[f"period {year}"] for year in YEARS} == covered


def test_the_line_stands_before_the_deadline() -> None:
    assert {block.edge for block in QUARTET.blocks} == {"period 2027"}


def test_a_cap_of_its_own_and_shares_just_at_the_cap() -> None:
    table = made(leaning("TANK"), TANK=(60, 40, 20))
    assert row(table, 1, capability="TANK")["over"] == 1
    scenario = leaning("TANK").replaced(capabilities=(capability("TANK", dependence_cap=1_900),))
    own = row(made(scenario, TANK=(60, 40, 20)), 1, capability="TANK")
    assert (own["cap"], own["over"]) == (Fraction(19, 100), 3)


def test_the_chart_names_those_that_lean_most_at_first() -> None:
    codes = [f"C{number}" for number in range(7)]
    relied = {code: (10 * number, 0, 0) for number, code in enumerate(codes)}
    (chart,) = made(leaning(*codes), **relied).charts
    names = [series.name for series in chart.series]
    assert names == ["Deadline 2027", "All requirements", "C6", "C5", "C4", "C3", "C2", "Cap"]
    assert [series.dashed for series in chart.series] == [False] * 7 + [True]


def test_the_chart_leaves_out_who_needs_nobody() -> None:
    (chart,) = made(leaning("TANK")).charts
    assert [s.name for s in chart.series] == ["Deadline 2027", "All requirements", "Cap"]


def test_rows_of_the_deadline_are_set_off_on_the_long_sheet() -> None:
    block = sheets()["dependence"].blocks[0]
    periods = [str(line["period"]) for line in rows(sheets()["dependence"])]
    assert block.strong == {at for at, when in enumerate(periods) if when == "2027"}
    assert len(block.strong) == 3
