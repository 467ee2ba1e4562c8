"""The map of the page shows the figures of the plan, tile by tile."""

from allocator.accounts.national import counted
from allocator.domain.plan import Plan
from allocator.report.page.page import page
from tests.records import policy, state
from tests.report.page_reading import grid, number, tile_map
from tests.report.quartet import STATES
from tests.report.views import QUARTET, view_of
from tests.scenarios import tiny


def test_tiles_lead_to_the_lines_of_their_states() -> None:
    tiles, found = tile_map().tiles, grid("states")
    assert [tile.code for tile in tiles] == list(STATES)
    assert [tile.anchor for tile in tiles] == list(found.anchors)


def test_the_map_shows_burdens_and_contributions() -> None:
    view, measures = QUARTET, {each.label: each for each in tile_map().measures}
    burdens = measures["Burden, % of key money"]
    for code, text in zip(STATES, burdens.texts, strict=True):
        assert number(text) == view.burdens[code].basis_points / 100
    worst = max(range(4), key=lambda at: view.burdens[STATES[at]].basis_points)
    assert burdens.shades[worst] == "6"
    tanks = next(
        each
        for each in tile_map().measures
        if each.group == "Contribution at the deadline, 2027" and each.label == "Tanks"
    )
    given = [view.plan.contribution.get((code, "TANK", "2027"), 0) for code in STATES]
    assert list(tanks.texts) == [str(units) if units else "–" for units in given]
    assert tanks.shades == "".join(str(-(-6 * units // max(given))) for units in given)


def test_shares_in_pools_are_marked_as_on_the_allocation_sheet() -> None:
    view = QUARTET
    pooled = {key for key, account in counted(view.ledger).items() if account.pooled}
    for measure in tile_map().measures:
        if measure.label == "Satellites":
            period = measure.group.split(", ")[1]
            marked = ["•" in text for text in measure.texts]
            assert marked == [(code, "SAT", period) in pooled for code in STATES]
            assert any(marked)


def test_every_measure_speaks_of_every_tile() -> None:
    for measure in tile_map().measures:
        assert len(measure.texts) == len(measure.shades) == len(STATES)
        assert set(measure.shades) <= set("0123456abcxyz")
        assert {shade for shade, _ in measure.scale} <= set("0123456abcxyz")


def test_dependence_on_outside_hosts_is_the_part_of_money_that_goes_there() -> None:
    outside = next(each for each in tile_map().measures if each.label.startswith("Dependence"))
    view = QUARTET
    for code, text in zip(STATES, outside.texts, strict=True):
        money = view.footprints[code].money
        paid = sum(
            charge.amount
            for charge in view.ledger.charges
            if charge.state == code
            and (charge.kind == "components" or charge.to_line)
            and (charge.host or view.scenario.line_by_code[charge.line].host) == "USA"
        )
        assert text == ("–" if not money else f"{100 * paid / money:.0f}")


def test_states_without_a_key_have_no_burden_to_show() -> None:
    scenario = tiny(states=(state("A", gdp=0), state("B")), policy=policy())
    measures = tile_map(page(view_of(scenario, Plan()))).measures
    assert measures[0].texts == ("–", "0.00")
    assert measures[1].texts[0] == "–"
