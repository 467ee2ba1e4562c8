"""The families of the model with a row dropped, off by one or of the wrong sign."""

import pytest

from allocator.model.families import FAMILIES
from tests.mutants.equivalents import EQUIVALENT
from tests.mutants.evidence import evidence, killed
from tests.mutants.mutation import EDITS, Kind, mutants, unchanged


@pytest.mark.parametrize("kind", EDITS)
@pytest.mark.parametrize("family", FAMILIES)
def test_every_mutant_is_killed(family: str, kind: Kind) -> None:
    """But for those that are no mutants at all, and each of these is still there."""
    found = list(mutants("model", family, kind))
    equivalent = sorted(EQUIVALENT.get(("model", family, kind), ()))
    calls = evidence("model", family)
    assert len(found) > len(equivalent)
    assert sorted(one.change for one in found if not killed(one, calls)) == equivalent


@pytest.mark.parametrize("family", FAMILIES)
def test_a_mere_copy_lives(family: str) -> None:
    assert not killed(unchanged("model", family), evidence("model", family))
