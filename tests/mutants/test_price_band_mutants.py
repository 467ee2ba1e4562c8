"""Price bands, which are no family: the model's part and the accounts' with small wrongs."""

import pytest

from tests.mutants.equivalents import EQUIVALENT
from tests.mutants.evidence import evidence_of, killed
from tests.mutants.mutation import EDITS, Kind, Side, shared_mutants, unchanged_shared

NAME = "price_bands"
USERS = {
    "model": ("budget", "allocator.model.build", "allocator.model.in_force"),
    "accounts": ("allocator.accounts.charges", "tests.accounts.test_price_bands"),
}


@pytest.mark.parametrize("kind", EDITS)
@pytest.mark.parametrize("side", ["accounts", "model"])
def test_every_mutant_is_killed(side: Side, kind: Kind) -> None:
    found = list(shared_mutants(side, NAME, USERS[side], kind))
    equivalent = sorted(EQUIVALENT.get((side, NAME, kind), ()))
    calls = evidence_of(f"tests.{side}.test_{NAME}")
    assert len(found) > len(equivalent)
    assert sorted(one.change for one in found if not killed(one, calls)) == equivalent


@pytest.mark.parametrize("side", ["accounts", "model"])
def test_a_mere_copy_lives(side: Side) -> None:
    copy = unchanged_shared(side, NAME, USERS[side])
    assert not killed(copy, evidence_of(f"tests.{side}.test_{NAME}"))
