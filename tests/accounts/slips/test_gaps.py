"""What is missing more, against everything that could count instead."""

from dataclasses import replace
from functools import partial
from itertools import product

from allocator.accounts.delivery import deliveries
from allocator.accounts.ledger import Ledger
from allocator.accounts.slips.gaps import Added, Gaps
from allocator.accounts.slips.lots import without_lots
from allocator.accounts.slips.slip import slip
from allocator.domain.plan import Plan
from allocator.verify.families.enablers import enablers
from tests.accounts.slips.brute import YEARS, counting_best, drawn, held_back, missing, value
from tests.plans import over_years, plan
from tests.scenarios import capability, enabler, holding, policy, requirement, steps, tiny

SEEDS = range(40)


def slipped(ledger: Ledger, buyer: str, line: str, year: str, lots: int) -> Plan:
    """The plan with a delivery taken out of its period, and what then counts at best."""
    name = "pool_delivered" if buyer == "P" else "delivered"
    orders = dict(getattr(ledger.plan, name))
    orders[buyer, line, year] -= lots
    kept = {key: held for key, held in orders.items() if held}
    late = held_back(ledger.scenario, replace(ledger.plan, **{name: kept}), [year])
    counted = dict(ledger.plan.counted) | {key: 0 for key in ledger.plan.counted if key[1] == year}
    counted |= counting_best(ledger.scenario, late, [year], ledger.plan)
    return replace(late, counted={key: count for key, count in counted.items() if count})


def test_a_delivery_taken_out_of_its_period_leaves_what_the_slip_says() -> None:
    """Exactly, unless two capabilities share out an enabler: then never less than the least."""
    seen = exact = enabled = 0
    for seed in SEEDS:
        ledger = drawn(seed)
        gaps = Gaps(ledger)
        rows = [row for row in ledger.scenario.enablers if not row.shared]
        for due in deliveries(ledger):
            at = YEARS.index(due.period)
            lost = partial(without_lots, ledger, due.buyer, due.capability, due.lots)
            stake = slip(gaps, at, lost).stake
            late = slipped(ledger, due.buyer, due.line, due.period, due.lots)
            least = value(ledger.scenario, late, due.period) - value(
                ledger.scenario, ledger.plan, due.period
            )
            seen += 1
            exact += stake.value == least
            assert stake.value >= least
            if len(rows) < 2 or due.capability != "JAM":
                assert stake.value == least
                assert dict(stake.units) == more(ledger, late, due.period)
            enabled += any(code != due.capability for code, _ in stake.units)
    assert seen > 150
    assert exact > 0.95 * seen
    assert enabled > 15


def more(ledger: Ledger, late: Plan, year: str) -> dict[str, int]:
    before = missing(ledger.scenario, ledger.plan, year)
    after = missing(ledger.scenario, late, year)
    return {code: after[code] - before[code] for code in after if after[code] != before[code]}


def test_what_counts_is_given_up_only_as_far_as_enablers_are_missing() -> None:
    """With the units that the slip says, the enablers suffice; with one more they would not."""
    tight = 0
    for seed in SEEDS:
        ledger = drawn(seed)
        rows = [row for row in ledger.scenario.enablers if not row.shared]
        for due in deliveries(ledger):
            at = YEARS.index(due.period)
            if due.capability != "JAM" or len(rows) < 2:
                continue
            lost = without_lots(ledger, due.buyer, "JAM", due.lots, at)
            added = dict(Gaps(ledger).added(at, lost).units)
            late = slipped(ledger, due.buyer, due.line, due.period, due.lots)
            counted = dict(ledger.plan.counted)
            for row in rows:
                key = (row.combat_capability, due.period)
                counted[key] = counted.get(key, 0) - added.get(row.combat_capability, 0)
            told = replace(late, counted={key: held for key, held in counted.items() if held})
            broken = enablers(Ledger(ledger.scenario, told))
            assert not [each for each in broken if due.period in each.subject]
            tight += any(added.get(row.combat_capability) for row in rows)
    assert tight > 5


def test_needed_is_the_first_period_that_misses_it() -> None:
    later = never = 0
    for seed in SEEDS:
        ledger = drawn(seed)
        gaps = Gaps(ledger)
        for due in deliveries(ledger):
            since = YEARS.index(due.period)
            lost = partial(without_lots, ledger, due.buyer, due.capability, due.lots)
            found = slip(gaps, since, lost)
            missed = [
                at
                for at in range(since, len(YEARS))
                if more(
                    ledger,
                    slipped(ledger, due.buyer, due.line, YEARS[at], due.lots),
                    YEARS[at],
                )
            ]
            assert found.needed == min(missed, default=None)
            later += bool(missed) and missed[0] > since
            never += not missed
    assert later > 10
    assert never > 10


def test_the_least_valued_for_what_it_draws_is_given_up_first() -> None:
    """Ships draw half a jammer and cost 3 a unit in the first step, tanks one jammer and cost 4.

    Two of three jammers are gone: ships are given up at 6 a jammer after tanks at 4.
    """
    ledger = shared_out(drawn_from=2)
    gaps = Gaps(ledger)
    worth = [gaps.worth(0, code, 1) for code in ("SHIP", "TANK")]
    assert worth == [3 * 100_000, 4 * 100_000]
    assert gaps.added(0, {"JAM": 1}) == Added((("TANK", 1),), worth[1])
    assert gaps.added(0, {"JAM": 2}) == Added((("TANK", 2),), 2 * worth[1])
    assert gaps.added(0, {"JAM": 3}) == Added((("SHIP", 2), ("TANK", 2)), 2 * sum(worth))
    assert gaps.added(0, {"TANK": 1}) == Added((("TANK", 1),), worth[1])


def shared_out(drawn_from: int) -> Ledger:
    scenario = tiny(
        policy=policy(shortfall_steps=steps((10_000, 1))),
        capabilities=(capability("JAM"), capability("SHIP", priority=3), capability(priority=4)),
        requirements=(requirement(0, "JAM"), requirement(10, "SHIP"), requirement(10, "TANK")),
        holdings=(holding("A", 3, "JAM"), holding("A", 2, "SHIP"), holding("A", drawn_from)),
        enablers=(enabler("SHIP", "JAM", 500), enabler("TANK", "JAM", 1_000)),
    )
    decided = {
        **over_years(("A", "JAM"), 3),
        **over_years(("A", "SHIP"), 2),
        **over_years(("A", "TANK"), drawn_from),
    }
    counted = {**over_years(("SHIP",), 2), **over_years(("TANK",), 2)}
    return Ledger(scenario, plan(contribution=decided, counted=counted))


def test_in_a_what_if_without_enablers_nothing_rests_on_them() -> None:
    ledger = shared_out(drawn_from=2)
    free = ledger.scenario.replaced(
        policy=ledger.scenario.policy.model_copy(update={"families_off": ("enablers",)})
    )
    assert Gaps(Ledger(free, ledger.plan)).added(0, {"JAM": 3}) == Added((), 0)


def test_steps_are_counted_as_the_shortfall_counts_them() -> None:
    """Of ten tanks each of the first two missing costs 1, three cost 2, five cost 4."""
    scenario = tiny(required=10, holdings=(holding("A", 9),))
    gaps = Gaps(Ledger(scenario, plan(contribution=over_years(("A", "TANK"), 9))))
    one = gaps.worth(0, "TANK", 1)
    for units, price in product(range(10), (gaps.accounts["TANK", "2026"].value,)):
        steps_missing = [1] * 2 + [2] * 3 + [4] * 5
        assert gaps.added(0, {"TANK": units}).value == price * sum(steps_missing[1 : units + 1])
    assert one == gaps.accounts["TANK", "2026"].value
