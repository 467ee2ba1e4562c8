"""Every state has a tile of its own."""

import pytest

from allocator.report.page.tile_grid import known_places, places

ALLIES = """
ALB BEL BGR CAN CZE DEU DNK ESP EST FIN FRA GBR GRC HRV HUN ISL ITA LTU LUX LVA MKD MNE NLD NOR POL
PRT ROU SVK SVN SWE TUR USA
"""
NEIGHBOURS = (
    ("NOR", "west of", "SWE"),
    ("SWE", "west of", "FIN"),
    ("FIN", "north of", "EST"),
    ("EST", "north of", "LVA"),
    ("LVA", "north of", "LTU"),
    ("DNK", "north of", "DEU"),
    ("DEU", "west of", "POL"),
    ("NLD", "north of", "LUX"),
    ("FRA", "north of", "ESP"),
    ("PRT", "west of", "ESP"),
    ("GBR", "north of", "FRA"),
    ("ITA", "west of", "HRV"),
    ("SVK", "north of", "HUN"),
    ("HUN", "west of", "ROU"),
    ("ROU", "north of", "BGR"),
    ("GRC", "west of", "TUR"),
    ("CAN", "west of", "ISL"),
    ("MNE", "north of", "ALB"),
)


def test_the_picture_shows_each_ally_once() -> None:
    found = known_places()
    assert sorted(found) == ALLIES.split()
    assert len(set(found.values())) == len(ALLIES.split())


@pytest.mark.parametrize(("one", "where", "other"), NEIGHBOURS)
def test_allies_stand_as_on_a_map(one: str, where: str, other: str) -> None:
    (column, row), (to_column, to_row) = known_places()[one], known_places()[other]
    assert column < to_column if where == "west of" else row < to_row


def test_edges_are_cut() -> None:
    assert places(("POL", "LTU", "EST")) == {"POL": (0, 2), "LTU": (1, 2), "EST": (1, 0)}


def test_unknown_codes_stand_below_in_rows_of_their_own() -> None:
    found = places(("ZZZ", "POL", "AAA", "DEU"))
    assert found == {"POL": (1, 0), "DEU": (0, 0), "ZZZ": (0, 2), "AAA": (1, 2)}


def test_many_unknown_codes_fill_rows() -> None:
    codes = tuple(f"X{number}" for number in range(20))
    found = places(codes)
    assert len(set(found.values())) == 20
    assert max(column for column, _ in found.values()) == 7
    assert found["X8"] == (0, 1)


def test_nobody_is_nowhere() -> None:
    assert places(()) == {}
