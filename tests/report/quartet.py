"""Four states, three capabilities, three periods, and a plan that uses every decision.

Names try what a workbook may hold: a formula, a link, quotes, an ampersand, letters beyond ASCII.
The plan need not be a good one; the sheets must show it as it is.
"""

from allocator.accounts.ledger import Ledger
from allocator.domain.address_book import AddressBook, Evidence
from allocator.domain.digest import plan_digest, scenario_digest
from allocator.domain.leximin import BurdenRound, Leximin
from allocator.domain.outcome import AimResult
from allocator.domain.plan import Plan
from allocator.domain.provenance import Provenance
from allocator.domain.scenario import Scenario
from tests.plans import aim_values, over_years, plan
from tests.scenarios import (
    MILLION,
    access,
    budget,
    capability,
    component,
    component_use,
    contract,
    enabler,
    fund,
    fund_limit,
    holding,
    line,
    member,
    period,
    personnel,
    pledge,
    policy,
    pool,
    profile,
    rate,
    rates,
    requirement,
    retirement,
    rule,
    state,
    support,
    tiny,
    window,
    work_share,
)

STATES = ("DDD", "AAA", "CCC", "BBB")
"""In the order of the workbook."""
YEARS = ("2026", "2027", "2028")
CHIP_STEPS = {"step": 1_500, "step_cost": 1_001, "step_lead_months": 12, "max_steps": 2}
EVIDENCE: dict[str, dict[tuple[str, ...], str]] = {
    "holdings": {("AAA", "TANK"): "high", ("BBB", "TANK"): "low"},
    "lines": {("TANK_A",): "low", ("TANK_B",): "medium", ("SAT_C",): "high"},
    "pools": {("SKY",): "low"},
    "components": {("CHIP", "AAA", "2026"): "medium"},
}


def quartet() -> Scenario:
    """The scenario, as if it had been read from a workbook."""
    return tiny(
        policy=policy(
            title='=1+1 "Quartet" & Söhne',
            classification="RESTRICTED & MARKED",
            deadline_period="2027",
            concentration_cap=5_000,
            dependence_cap=2_500,
            return_rate=5_000,
            return_rule="elastic",
            return_price=1_000,
            small_state_pool_limit=1,
            small_state_burden_ceiling=200,
        ),
        periods=tuple(period(year) for year in YEARS),
        states=(
            state("AAA", name="=SUM(A1:A9)", gdp=40_000 * MILLION),
            state("BBB", name="http://b.example", gdp=90_000 * MILLION, burden_ceiling=400),
            state("CCC", name="Côte-d'Or", gdp=10_000 * MILLION, small_state=True),
            state("DDD", name="@Δelta", gdp=260_000 * MILLION),
        ),
        capabilities=(
            capability("TANK", name="Tanks (modern, heavy)", posts=5, operating_cost=100),
            capability(
                "SAT",
                name="Satellites",
                domain="space",
                unit="satellite",
                lot=2,
                priority=5,
                large_system=True,
                shares_per_lot=10,
                operating_cost=2_000,
                posts=10,
            ),
            capability("MINE", name="Mines", lot=10, priority=2),
        ),
        ceiling=300 * MILLION,
        budgets=(
            budget("AAA", "2026", ceiling=60 * MILLION, carry_over_limit=50 * MILLION),
            budget("AAA", "2027", ceiling=1_234_567),
        ),
        budget_windows=(window("AAA", "2026", "2027", ceiling=300 * MILLION, floor=1),),
        funds=(
            fund(
                "LEND",
                states=("AAA", "BBB"),
                joint_from_period="2027",
                legal_basis="Regulation & annex",
            ),
        ),
        fund_limits=(fund_limit("AAA", 9_001, "LEND"), fund_limit("BBB", 500, "LEND")),
        personnel=tuple(
            personnel("AAA", year, posts_free=5, pipeline=20, posts_limit=60) for year in YEARS
        ),
        requirements=(
            *(requirement(40, "TANK", year) for year in YEARS),
            *(requirement(8, "SAT", year) for year in YEARS),
            *(requirement(60, "MINE", year) for year in YEARS[1:]),
        ),
        outside_support=tuple(
            support(units, "SAT", year) for year, units in zip(YEARS, (4, 3, 3), strict=True)
        ),
        holdings=(
            holding("AAA", 12, available_share=5_000),
            holding("BBB", 9),
            holding("DDD", 6),
        ),
        retirements=(retirement("BBB", 2, period="2028"),),
        enablers=(enabler("TANK", "SAT", 250, shared=True),),
        order_book=(
            contract("DDD", 3, period="2027", unpaid=7_001, line="TANK_B"),
            contract("SKY", 2, capability="SAT", period="2026", row=3),
        ),
        lines=(
            line(
                "TANK_A",
                host="AAA",
                company="A & Co",
                customers=("AAA", "BBB", "DDD"),
                unit_price=5_333,
                step=2_000,
                step_cost=10_001,
                step_lead_months=12,
                max_steps=3,
                payment_profile=profile((-1, 3_333), (0, 6_667)),
            ),
            line("TANK_B", host="BBB", customers=STATES, unit_price=4_000, lead_months=12),
            line("SAT_C", host="USA", capability="SAT", customers=STATES, unit_price=70_000),
            line("MINE_D", host="DDD", capability="MINE", customers=STATES, lead_months=48),
        ),
        line_rates=(
            *rates("TANK_A", 4, 4, 5),
            *rates("TANK_B", 3, 6, 6),
            rate("SAT_C", 2_500, "2027"),
            rate("SAT_C", 2_500, "2028"),
            rate("MINE_D", 20_000),
        ),
        components=(
            component("CHIP", 6, 6, 6, host="AAA", **CHIP_STEPS),
            component("CHIP", 1, 1, 0, host="USA"),
        ),
        component_use=(component_use(500, "TANK_A", "CHIP"), component_use(2_000, "SAT_C", "CHIP")),
        work_shares=(work_share("TANK_A", "AAA", 7_000), work_share("TANK_A", "DDD", 2_000)),
        access=(
            access("TANK_B", "CCC", permitted=False, legal_basis="export licence"),
            access("TANK_A", "DDD", price=5_500, posts=3, delay_months=12),
        ),
        pools=(
            pool(
                "SKY",
                name="Sky pool",
                capability="SAT",
                startup_cost=5_000,
                entry_fee=501,
                min_members=2,
                stock_lots=1,
                max_lots=3,
                price_factor=950,
                lines=("SAT_C",),
            ),
            pool("IDLE", name="Never opened", lines=("TANK_A",), max_lots=9),
        ),
        pool_members=(
            member("SKY", "AAA", role="member", shares_today=12, legal_basis="treaty, art. 5"),
            member("SKY", "CCC", least_share=1),
            member("SKY", "DDD", framework_eligible=False),
        ),
        rules=(
            rule(
                "BAN",
                "forbid",
                binds="CCC",
                on="MINE",
                states=("CCC",),
                capabilities=("MINE",),
                legal_basis="treaty",
            ),
            rule("CAP", "cap", binds="DDD", states=("DDD",), value=9_000, legal_basis="decree"),
        ),
        pledges=(pledge("contribution", "TANK", "at_least", 6, state="AAA", period="2027"),),
        book=_book(),
    )


def quartet_plan() -> Plan:
    """Every decision at least once."""
    return plan(
        delivered={
            **over_years(("AAA", "TANK_A"), 2, 3, 4),
            **over_years(("DDD", "TANK_A"), 0, 1, 3),
            **over_years(("BBB", "TANK_B"), 0, 4, 4),
        },
        contribution={
            **over_years(("AAA", "TANK"), 8, 9, 10),
            **over_years(("BBB", "TANK"), 9, 13, 11),
            **over_years(("DDD", "TANK"), 6, 9, 9),
        },
        pool_delivered=over_years(("SKY", "SAT_C"), 0, 1, 1),
        pool_shares={
            **over_years(("AAA", "SKY", "SAT_C"), 0, 6, 6),
            **over_years(("CCC", "SKY", "SAT_C"), 0, 4, 4),
        },
        open={("SKY",): 1},
        join={("AAA", "SKY"): 1, ("CCC", "SKY"): 1},
        lead={("AAA", "SKY"): 1},
        operating=over_years(("SKY",), 1, 1, 1),
        expansion=over_years(("TANK_A",), 0, 1, 2),
        funding={
            **over_years(("AAA", "TANK_A"), 0, 7, 15),
            **over_years(("DDD", "TANK_A"), 0, 3, 5),
        },
        component_expansion=over_years(("CHIP", "AAA"), 0, 1, 1),
        component_funding={
            **over_years(("AAA", "CHIP", "AAA"), 0, 6, 6),
            **over_years(("DDD", "CHIP", "AAA"), 0, 4, 4),
        },
        carry={("AAA", "2026"): 1_001},
        loan={("AAA", "LEND", "2026"): 7_001},
        crews=over_years(("AAA",), 5, 20, 33),
        support=over_years(("SAT",), 4, 2, 2),
        counted=over_years(("TANK",), 23, 31, 30),
    )


def provenance(scenario: Scenario, decided: Plan) -> Provenance:
    """Claims as a solve would make them."""
    values = aim_values(Ledger(scenario, decided))
    return Provenance(
        input_name="quartet.xlsx",
        input_sha256="0f" * 32,
        scenario_digest=scenario_digest(scenario),
        plan_digest=plan_digest(decided),
        versions=(("allocator", "0.1.0"), ("python", "3.11")),
        effort="quick",
        seed=7,
        verdict="feasible",
        reproducible=True,
        aims=tuple(
            AimResult(
                aim,
                value,
                value - value // 20,
                value - value // 10,
                0.25 * number,
                _rounds(value - value // 20) if aim == "spread" else None,
            )
            for number, (aim, value) in enumerate(values.items())
        ),
    )


def _rounds(largest: int) -> Leximin:
    """One that is proven and one whose count is not."""
    first = BurdenRound(largest, largest, 1, 1)
    return Leximin((first, BurdenRound(largest // 2, largest // 2, 3, 2)), finished=False)


def _book() -> AddressBook:
    return AddressBook(
        rows={
            "member_states": {(code,): row for row, code in enumerate(STATES, 2)},
            "components": {
                ("CHIP", host, year): 2 + 3 * at + int(year) - 2026
                for at, host in enumerate(("USA", "AAA"))
                for year in YEARS
            },
            "lines": {(code,): 5 + row for row, code in enumerate(("TANK_B", "TANK_A", "SAT_C"))},
        },
        columns={"lines": {"line": "A", "lead_months": "H"}, "pledges": {"quantity": "F"}},
        evidence={
            sheet: {key: Evidence(confidence=level) for key, level in rows.items()}
            for sheet, rows in EVIDENCE.items()
        },
    )
