from typing import Any

import pytest

from allocator.accounts.ledger import Ledger
from allocator.verify.aims import aim_violations
from tests.plans import aim_values, duo_plan
from tests.scenarios import duo


def claims(**changes: int) -> Any:
    values = dict(aim_values(Ledger(duo("ii"), duo_plan("ii"))))
    return {**values, **changes}


def test_true_claims_stand() -> None:
    assert aim_violations(duo("ii"), duo_plan("ii"), claims()) == ()


@pytest.mark.parametrize("aim", list(claims()))
@pytest.mark.parametrize("change", [-1, 1])
def test_claims_off_by_one_fall(aim: str, change: int) -> None:
    wrong = claims(**{aim: claims()[aim] + change})
    (violation,) = aim_violations(duo("ii"), duo_plan("ii"), wrong)
    assert violation.family == "aims"
    assert violation.subject == (aim,)


def test_both_sides_are_said() -> None:
    (violation,) = aim_violations(duo("ii"), duo_plan("ii"), {"spread": 600})
    assert "600" in violation.message
    assert "634" in violation.message
