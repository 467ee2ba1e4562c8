"""The families of the verifier with a check dropped, off by one or of the wrong sign."""

import pytest

from allocator.verify.families import FAMILIES
from tests.mutants.equivalents import EQUIVALENT
from tests.mutants.evidence import evidence, killed
from tests.mutants.mutation import EDITS, Kind, mutants, unchanged


@pytest.mark.parametrize("kind", EDITS)
@pytest.mark.parametrize("family", FAMILIES)
def test_every_mutant_is_killed(family: str, kind: Kind) -> None:
    """But for those that are no mutants at all, and each of these is still there."""
    found = list(mutants("verify", family, kind))
    equivalent = sorted(EQUIVALENT.get(("verify", family, kind), ()))
    calls = evidence("verify", family)
    assert len(found) > len(equivalent)
    assert sorted(one.change for one in found if not killed(one, calls)) == equivalent


@pytest.mark.parametrize("family", FAMILIES)
def test_a_mere_copy_lives(family: str) -> None:
    assert not killed(unchanged("verify", family), evidence("verify", family))
