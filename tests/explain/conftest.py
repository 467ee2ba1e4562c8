"""Plans that several tests ask about."""

from pathlib import Path

import pytest

from allocator.io.scenario_reader import read_scenario
from allocator.report.view import View
from tests.explain.known import solved
from tests.scenarios import duo


@pytest.fixture(scope="session")
def duo_view() -> View:
    """The worked example with its only best plan: A gives 2, B gives 6."""
    return solved(duo())


@pytest.fixture(scope="session")
def baltic_view() -> View:
    """Five states, eight capabilities."""
    return solved(read_scenario(Path(__file__).parents[2] / "inputs" / "baltic.xlsx").scenario)
