"""The deck: which slides there are, what they carry, and that their charts carry true figures."""

from fractions import Fraction

import pytest

from allocator.accounts.spending import new_money_by_domain
from allocator.domain.period import month
from allocator.domain.quantity import WHOLE
from allocator.report.milestones.milestones import milestones
from allocator.report.numbers import per_cent, per_cent_of_key
from allocator.report.requirements import cover
from allocator.report.slides.decisions import decisions
from allocator.report.slides.slides import slides
from allocator.report.state.words import state_sentences
from allocator.tables.slide import ChartData, Slide
from tests.plans import duo_plan
from tests.properties.trait_what_if import without
from tests.report.quartet import STATES, quartet, quartet_plan
from tests.report.reading import sheets
from tests.report.scenes import bought, held, scene
from tests.report.views import view_of
from tests.scenarios import MILLION, duo, line, member, pool, years

MARKING = "RESTRICTED & MARKED"


VIEW = view_of(quartet(), quartet_plan())
DECK = slides(VIEW, VIEW.states)


def of(source: str, deck: tuple[Slide, ...] = DECK) -> Slide:
    """The first slide that rests on a sheet before any other."""
    return next(slide for slide in deck if slide.sources[0] == source)


def values(chart: ChartData, series: str) -> dict[str, Fraction]:
    """What a series says of each category."""
    found = next(each for each in chart.series if each.name == series)
    return dict(zip(chart.categories, found.values, strict=True))


def test_eleven_slides_and_one_of_each_state_asked_for() -> None:
    assert len(slides(VIEW)) == 11
    titles = [slide.title for slide in slides(VIEW, ("CCC", "AAA"))[11:]]
    assert [title.split(" pays ")[0] for title in titles] == ["Côte-d'Or", "=SUM(A1:A9)"]
    with pytest.raises(KeyError):
        slides(VIEW, ("ZZZ",))


def test_sources_are_sheets_of_the_plan() -> None:
    assert {sheet for slide in DECK for sheet in slide.sources} <= set(sheets())


def test_a_state_by_itself_has_no_neighbours_and_one_that_pays_nothing_no_bars_of_money() -> None:
    alone = slides(bought(3), ("A",))[-1]
    assert alone.charts[0].title == "Burden, % of key money"
    assert alone.charts[0].categories == ("A", "All states together", "Largest: A")
    free = slides(held(4, 3), ("A",))[-1]
    assert [type(panel).__name__ for panel in free.panels] == ["ChartData", "SlideTable"]
    assert free.tables[0].rows == (("TANK", "3", "75.0 %"),)
    assert free.figures[0].value == "none"


def test_states_that_share_the_largest_burden_are_counted() -> None:
    shared = slides(bought(9, 9, 1, price=20 * MILLION), ("C",))[-1].charts[0]
    assert shared.categories[-1] == "Largest of all (2 states)"
    assert (
        slides(bought(9, 4, 1, price=20 * MILLION), ("C",))[-1].charts[0].categories[-1]
        == "Largest: A"
    )


def test_every_slide_is_marked_says_its_sheets_and_has_something_to_show() -> None:
    for slide in DECK:
        assert slide.marking == MARKING
        assert slide.cover or slide.panels
        assert slide.sources[0] in slide.notes
        assert VIEW.provenance.plan_digest[:12] in slide.notes
    assert [slide.cover for slide in DECK] == [True] + [False] * (len(DECK) - 1)


def test_what_has_nothing_to_show_is_left_out() -> None:
    deck = slides(view_of(duo(), duo_plan()))
    sheets = {slide.sources[0] for slide in deck}
    assert not sheets & {"pools", "dependence", "shortfalls"}
    assert {"coverage", "burden_split", "footprint", "milestones", "provenance"} <= sheets


def test_a_what_if_is_marked_everywhere() -> None:
    deck = slides(view_of(without(quartet(), "personnel"), quartet_plan()))
    assert {slide.what_if for slide in deck} == {"what-if: personnel ignored"}
    assert all("what-if: personnel ignored" in slide.notes for slide in deck)
    assert not any(slide.what_if or "what-if" in slide.notes for slide in DECK)


def test_the_parts_of_the_requirements_are_those_of_the_sheet_and_add_up() -> None:
    parts, counts = of("coverage").charts
    assert parts.categories == VIEW.periods
    for period in VIEW.periods:
        there = cover(VIEW, period)
        found = [values(parts, series.name)[period] for series in parts.series]
        assert found == [there.european, there.outside, there.missing]
        wanted = sum(VIEW.scenario.required[code, period] > 0 for code in VIEW.capabilities)
        assert sum(values(counts, series.name)[period] for series in counts.series) == wanted
        short = sum(VIEW.shortfalls[code, period].missing > 0 for code in VIEW.capabilities)
        assert values(counts, "not met")[period] == short


def test_domains_come_with_their_european_share() -> None:
    (chart,) = next(slide for slide in DECK if "domain" in slide.title).charts
    assert chart.categories == ("Land", "Space")
    for period in VIEW.periods:
        shares = [cover(VIEW, period, domain).european for domain in ("land", "space")]
        assert list(values(chart, period).values()) == shares


def test_outside_support_stands_beside_its_cap() -> None:
    (chart,) = of("dependence").charts
    account = VIEW.dependences["SAT", "2027"]
    assert values(chart, "Outside support") == {"Satellites": account.outside_share}
    assert values(chart, "Cap") == {"Satellites": Fraction(account.cap or 0, account.required)}


def test_every_shortage_of_the_deadline_has_a_row() -> None:
    (table,) = of("shortfalls").tables
    found = {row[0]: row[2:5] for row in table.rows}
    assert set(found) == {"Tanks", "Mines"}
    account = VIEW.shortfalls["TANK", "2027"]
    part = f"{float(100 * account.part):.1f} %"
    assert found["Tanks"] == (str(account.missing), str(account.required), part)


def test_burdens_fall_from_the_left_beside_that_of_all() -> None:
    (chart,) = of("burden_split").charts
    burdens = {VIEW.state_name(code): VIEW.burdens[code] for code in STATES}
    bars = values(chart, "Burden")
    assert bars == {n: Fraction(b.basis_points, WHOLE) for n, b in burdens.items()}
    assert list(bars.values()) == sorted(bars.values(), reverse=True)
    keys = sum(burden.key_money for burden in burdens.values())
    together = Fraction(sum(burden.measured for burden in burdens.values()), keys)
    assert set(values(chart, "All states together").values()) == {together}


def test_money_by_domain_and_state_adds_up_to_all_of_it() -> None:
    domains, states = next(
        slide for slide in DECK if len(slide.charts) == 2 and "EUR" in slide.title
    ).charts
    money = new_money_by_domain(VIEW.ledger)
    million = values(domains, "New money")
    assert million["Space"] == Fraction(
        sum(m for (_, d), m in money.items() if d == "space"), 1_000
    )
    everything = Fraction(sum(VIEW.ledger.new_money.values()), 1_000)
    assert sum(million.values()) == everything
    assert sum(sum(series.values) for series in states.series) == everything


def test_the_footprint_shows_money_and_work() -> None:
    (chart,) = of("footprint").charts
    account = VIEW.footprints["AAA"]
    assert values(chart, "Money put in")["=SUM(A1:A9)"] == Fraction(account.money, 1_000)
    assert values(chart, "Work placed")["=SUM(A1:A9)"] == account.work / 1_000


def test_open_pools_have_a_row_and_their_members_bars() -> None:
    slide = of("pools")
    (table,), (chart,) = slide.tables, slide.charts
    assert [row[:4] for row in table.rows] == [("Sky pool", "Satellites", "=SUM(A1:A9)", "2")]
    assert values(chart, "leads") == {"=SUM(A1:A9)": 1, "Côte-d'Or": 0}
    assert values(chart, "is in") == {"=SUM(A1:A9)": 0, "Côte-d'Or": 1}


def test_decisions_are_those_of_the_milestones() -> None:
    (chart,) = of("milestones").charts
    led_to = ("crews", "delivery", "contribution")
    rows = [row for row in milestones(VIEW).blocks[0].rows if row[1] not in led_to]
    for due in chart.categories:
        count = sum(series.values[chart.categories.index(due)] for series in chart.series)
        assert count == sum(row[0] == due for row in rows)
    assert sum(sum(series.values) for series in chart.series) == len(rows)


def test_the_slide_of_decisions_says_what_it_counts() -> None:
    assert of("milestones").subtitle.startswith("Counted: each pool that opens, each step of a ")


def test_aims_stand_with_their_bounds() -> None:
    slide = of("provenance")
    aims = {row[0]: row for row in slide.tables[0].rows}
    spread = next(aim for aim in VIEW.provenance.aims if aim.name == "spread")
    unit, least, bound, gap, value, given_up = aims["The largest burden"][1:]
    assert unit == "% of key money"
    assert (least, bound, value) == tuple(
        map(per_cent_of_key, (spread.least, spread.bound, spread.value))
    )
    assert gap == per_cent(spread.gap, 2)
    assert given_up == per_cent(Fraction(spread.value - spread.least, spread.least), 2)
    assert "The choice among equals" not in aims
    (chart,) = slide.charts
    everything = Fraction(sum(VIEW.ledger.new_money.values()), 1_000)
    assert sum(chart.series[0].values) == everything


def test_a_state_has_its_figures_and_its_sentences_in_full() -> None:
    slide = DECK[11 + STATES.index("AAA")]
    assert slide.notes.startswith("\n".join(state_sentences(VIEW, "AAA")))
    assert set(slide.sentences) <= set(state_sentences(VIEW, "AAA"))
    burden, money = slide.charts
    assert values(burden, "Burden")["=SUM(A1:A9)"] == Fraction(
        VIEW.burdens["AAA"].basis_points, WHOLE
    )
    paid = Fraction(VIEW.ledger.new_money["AAA"], 1_000)
    assert sum(values(money, "New money").values()) == paid
    assert [figure.value for figure in slide.figures][3] == "in 1, leads 1"


def test_a_pool_is_decided_on_before_its_fees_fall_due() -> None:
    """It operates from 2027 on, but whoever leads it pays to set it up in 2026."""
    view = scene(
        {
            "open": {("P",): 1},
            "operating": {("P", "2027"): 1},
            "join": {("A", "P"): 1},
            "lead": {("A", "P"): 1},
        },
        periods=years(2),
        pools=(pool("P", startup_cost=5),),
        pool_members=(member("P", "A"),),
        lines=(line(),),
    )
    assert [month(each.by) for each in decisions(view)] == ["2026-01"]
    assert milestones(view).blocks[0].rows[0][0] == "2026-01"
