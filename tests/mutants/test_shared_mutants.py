"""What several families share, with a row dropped, off by one or of the wrong sign."""

import pytest

from tests.mutants.equivalents import EQUIVALENT
from tests.mutants.evidence import evidence, killed
from tests.mutants.mutation import EDITS, Kind, Side, shared_mutants, unchanged_shared

GROWING = ("capacity", "components")


@pytest.mark.parametrize("family", GROWING)
@pytest.mark.parametrize("kind", EDITS)
@pytest.mark.parametrize("side", ["model", "verify"])
def test_growth_is_held_by_the_tests_of_each_family(side: Side, kind: Kind, family: str) -> None:
    """Whoever grows: its own tests kill every mutant but those that are none."""
    found = list(shared_mutants(side, "growth", GROWING, kind))
    equivalent = sorted(EQUIVALENT.get((side, "growth", kind), ()))
    calls = evidence(side, family)
    assert len(found) > len(equivalent)
    assert sorted(one.change for one in found if not killed(one, calls)) == equivalent


@pytest.mark.parametrize("side", ["model", "verify"])
def test_a_mere_copy_lives(side: Side) -> None:
    copy = unchanged_shared(side, "growth", GROWING)
    assert not any(killed(copy, evidence(side, family)) for family in GROWING)
