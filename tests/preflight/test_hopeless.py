"""What the preflight proves is so: no plan holds a hopeless row, and what is short stays short."""

import re
from collections import Counter

import pytest

from allocator.accounts.ledger import Ledger
from allocator.accounts.shortfall import shortfalls
from allocator.domain.outcome import Infeasible, Solved
from allocator.engine.solve import solve
from allocator.model.build import build
from allocator.preflight.findings import findings
from tests.preflight.planting import planted
from tests.properties.against_every_plan import seeds

SHARDS = 2
EXAMPLES = 700
"""A shard; 1,400 in all."""


@pytest.mark.parametrize("shard", range(SHARDS))
def test_no_plan_holds_a_hopeless_row(shard: int) -> None:
    seen: Counter[str] = Counter()
    for seed in seeds(40 + shard, EXAMPLES):
        scenario = planted(seed)
        hopeless = [finding for finding in findings(scenario) if finding.hopeless]
        if hopeless:
            outcome = solve(build(scenario), effort="quick")
            assert isinstance(outcome, Infeasible), f"seed {seed}: {hopeless[0]}"
        seen.update({finding.check for finding in hopeless})
        seen["hopeless"] += bool(hopeless)
    assert EXAMPLES / 3 <= seen["hopeless"] <= EXAMPLES * 2 / 3
    for check in ("pledges", "pools", "money", "burden", "budget floors", "rules"):
        assert seen[check] >= 10, check
    assert seen["contradictions"] >= 3


def test_what_is_short_stays_short() -> None:
    """Even in plans that leave as little short as can be; pools that never operate stay shut."""
    seen: Counter[str] = Counter()
    for seed in seeds(44, EXAMPLES):
        scenario = planted(seed)
        found = findings(scenario)
        told = [one for one in found if one.check in ("coverage", "carriers", "pools")]
        if not told or any(finding.hopeless for finding in found):
            continue
        outcome = solve(build(scenario), effort="quick")
        if isinstance(outcome, Solved):
            missing = shortfalls(Ledger(scenario, outcome.plan))
            for finding in told:
                _, *codes = re.findall(r"\w+", finding.address)
                if finding.check == "pools":
                    assert (codes[0],) not in outcome.plan.open, f"seed {seed}: {finding}"
                else:
                    (short,) = re.findall(r": (\d+) stay short", finding.message)
                    assert missing[codes[0], codes[1]].missing >= int(short), f"seed {seed}"
            seen.update({finding.check for finding in told})
    assert seen["coverage"] >= 60
    assert min(seen["carriers"], seen["pools"]) >= 5


def test_hopeless_rows_come_first() -> None:
    """In the same order each time."""
    for seed in seeds(45, 40):
        found = findings(planted(seed))
        assert found == findings(planted(seed))
        assert [finding.hopeless for finding in found] == sorted(
            (finding.hopeless for finding in found), reverse=True
        )
