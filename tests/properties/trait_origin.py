"""Drawn scenarios with loans, budget windows and readiness, and every plan of them paid for.

Loans have no merit, so of each way to buy and give it matters alone whether any loans pay for it.
That is a flow: own money and funds feed the periods, funds only through payments they may lend for,
and what a period has left goes on to the next as far as it may be carried.
"""

from collections import Counter
from dataclasses import dataclass
from random import Random

from allocator.accounts.ledger import Ledger
from allocator.accounts.loans import amounts, eligible_lines, joint_payments
from allocator.accounts.spending import spending
from allocator.domain.plan import Plan
from allocator.domain.scenario import Scenario
from allocator.verify.families import FAMILIES
from tests import scenarios as make
from tests.least_money import least_loans
from tests.properties.enumeration import ACQUIRING, GIVING, Enumeration
from tests.properties.flow import Edge, greatest_flow
from tests.properties.options import Decisions, nonzero

SOURCE, OWN, DUE = ("source",), ("own",), ("due",)


def with_funds(scenario: Scenario, seed: int) -> Scenario:
    """Ceilings are cut; one or two funds make up for some of it, where products allow it."""
    random = Random(f"{seed}|origin")
    codes = [period.code for period in scenario.periods]
    lines = tuple(
        line.model_copy(update={"inside_share": random.choice((9_000, 9_000, 5_000))})
        for line in scenario.lines
    )
    budgets = tuple(
        budget.model_copy(
            update={
                "ceiling": budget.ceiling * random.choice((0, 1, 2, 3)) // 4,
                "floor": budget.floor * random.choice((0, 1)) // 4,
            }
        )
        for budget in scenario.budgets
    )
    capabilities = tuple(
        record.model_copy(update={"readiness_cost": random.choice((0, 100, 250))})
        for record in scenario.capabilities
    )
    funds = tuple(
        make.fund(
            code,
            states=random.choice((("A", "B"),) * 3 + (("B",),)),
            min_inside_share=random.choice((6_500, 0, 0)),
            joint_from_period=random.choice((None, None, codes[-1])),
        )
        for code in ("FG" if random.random() < 0.4 else "F")
    )
    limits = tuple(
        make.fund_limit(state, random.choice((800, 1_600, 3_200)), fund.code)
        for fund in funds
        for state in fund.states
    )
    windows = scenario.budget_windows
    if random.random() < 0.5:
        ceiling, floor = random.choice((500, 1_000, 2_000)), random.choice((0,) * 9 + (300,))
        windows = (make.window("A", codes[0], codes[-1], ceiling=ceiling, floor=floor),)
    return scenario.replaced(
        lines=lines,
        budgets=budgets,
        capabilities=capabilities,
        funds=funds,
        fund_limits=limits,
        budget_windows=windows,
    )


@dataclass
class Financed(Enumeration):
    """All plans, those that need loans with loans; a window spans the whole horizon."""

    def __post_init__(self) -> None:
        self.ample = self._ample()
        self.base = Ledger(self.scenario, Plan())
        self.holds = self.scenario.policy.holds
        for acquisition in self._acquisitions():
            for whole in self._contributions(acquisition):
                ledger = self._paid(self._crewed(self._ledger(self.scenario, whole)))
                if not any(self._breaks(name, ledger) for name in FAMILIES):
                    self._keep(ledger)

    def _hopeless(self, decisions: Decisions, families: tuple[str, ...]) -> bool:
        """What is given costs its readiness, so money is judged with it, too."""
        self._try()
        names = ACQUIRING if families is ACQUIRING else (*GIVING, "budget", "burden")
        ledger = self._crewed(self._ledger(self.ample, decisions))
        if any(self._breaks(name, ledger) for name in names if name != "budget"):
            return True
        return self._breaks("budget", self._paid(ledger))

    def _paid(self, ledger: Ledger) -> Ledger:
        """With the least loans that pay, and the least carry beside them; without, where it may."""
        alone = self._carried(ledger)
        if not FAMILIES["budget"](alone):
            return alone
        lent = self._completed(ledger, loan=payable_loans(ledger))
        lent = self._completed(ledger, loan=nonzero(least_loans(lent)))
        return self._carried(lent)

    def _ample(self) -> Scenario:
        """Buying more can mend floors, and make joint what was not."""
        windows = (row.model_copy(update={"floor": 0}) for row in self.scenario.budget_windows)
        funds = (row.model_copy(update={"joint_from_period": None}) for row in self.scenario.funds)
        return super()._ample().replaced(budget_windows=tuple(windows), funds=tuple(funds))


def payable_loans(ledger: Ledger) -> dict[tuple[str, ...], int]:
    """(state, fund, period) -> loans that pay for everything, where any do."""
    loans: Counter[tuple[str, ...]] = Counter()
    for state in sorted({borrower for borrower, _ in amounts(ledger.scenario)}):
        flow = greatest_flow({**_own(ledger, state), **_lent(ledger, state)}, SOURCE, DUE)
        for (tail, head), amount in flow.items():
            if head[0] == "payment":
                loans[state, tail[1], head[2]] += amount
    return nonzero(loans)


def _own(ledger: Ledger, state: str) -> dict[Edge, int]:
    """Ceilings, no more of them than a window allows, and what is carried on."""
    scenario, accounts = ledger.scenario, spending(ledger)
    codes = [period.code for period in scenario.periods]
    ceilings = [scenario.budget_by_key[state, code].ceiling for code in codes]
    windows = [row.ceiling for row in scenario.budget_windows if row.state == state]
    rooms: dict[Edge, int] = {}
    rooms[SOURCE, OWN] = min(
        ceiling for ceiling in (sum(ceilings), *windows) if ceiling is not None
    )
    for position, code in enumerate(codes):
        rooms[OWN, ("period", code)] = ceilings[position]
        rooms[("period", code), DUE] = accounts[state, code].spent
        if position:
            before = scenario.budget_by_key[state, codes[position - 1]]
            rooms[("period", before.period), ("period", code)] = before.carry_over_limit
    return rooms


def _lent(ledger: Ledger, state: str) -> dict[Edge, int]:
    """From funds to payments they may lend for; late loans no more than is bought jointly."""
    scenario, rooms = ledger.scenario, dict[Edge, int]()
    payments: Counter[tuple[str, str]] = Counter()
    for charge in ledger.charges:
        if charge.state == state and charge.kind in ("orders", "shares"):
            payments[charge.line, scenario.periods[charge.period].code] += charge.amount
    for fund in scenario.funds:
        amount = amounts(scenario).get((state, fund.code), 0)
        joint = fund.joint_from_period
        start = len(scenario.periods) if joint is None else scenario.period_index[joint]
        early, late = ("early", fund.code), ("late", fund.code)
        rooms[SOURCE, ("fund", fund.code)] = amount
        rooms[("fund", fund.code), early] = amount
        rooms[("fund", fund.code), late] = sum(joint_payments(ledger, state, fund.code)[start:])
        for (line, code), paid in payments.items():
            if line in eligible_lines(scenario, fund):
                drawn = late if scenario.period_index[code] >= start else early
                rooms[drawn, ("payment", line, code)] = paid
                rooms[("payment", line, code), ("period", code)] = paid
    return rooms
