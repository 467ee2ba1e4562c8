"""What a future comes to, as it stands in a journal and as it is read back."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from fractions import Fraction
from typing import Any

from allocator.accounts.national import counted
from allocator.domain.digest import scenario_digest
from allocator.domain.outcome import Infeasible, Solved, Undecided, gap
from allocator.domain.plan import Plan
from allocator.domain.policy import AimName
from allocator.domain.scenario import Scenario
from allocator.report.requirements import cover
from allocator.report.view import View
from allocator.study.held.promises import eased

Content = Mapping[str, Any]
Codes = tuple[str, ...]
MOST_ROWS = 5
"""Rows that give way, of a future without a plan."""


@dataclass(frozen=True, slots=True)
class Aim:
    """Value in the plan and the least proven possible."""

    value: int
    bound: int

    @property
    def gap(self) -> Fraction:
        """How far the value may still be from the least, as a part of itself."""
        return gap(self.value, self.bound)


@dataclass(frozen=True, slots=True)
class Told:
    """One future: what was changed and what the best plan of it is."""

    scenario: str
    draw: int | None
    verdict: str
    """Of the solve; `unreadable` where the changes make a workbook that cannot be used."""
    reasons: tuple[str, ...] = ()
    """Why there is no plan: problems by their cells, or the rows that give way."""
    scenario_digest: str = ""
    plan_digest: str = ""
    aims: Mapping[AimName, Aim] | None = None
    european: Fraction = Fraction(0)
    """Part of what is required at the deadline that allies meet."""
    missing: Fraction = Fraction(0)
    """Part of it that nobody meets."""
    european_last: Fraction = Fraction(0)
    missing_last: Fraction = Fraction(0)
    """The same in the last period."""
    missing_units: Mapping[Codes, int] | None = None
    """By capability and period."""
    burdens: Mapping[str, tuple[int, int]] | None = None
    """Basis points of the key money, and new money in kEUR, by state."""
    given: Mapping[Codes, Fraction] | None = None
    """Units that count in the last period, by state and capability."""
    plan: Plan | None = None

    @property
    def name(self) -> str:
        """As tables and journals name it."""
        return named(self.scenario, self.draw)


def named(scenario: str, draw: int | None) -> str:
    """Scenarios by their names, draws by their numbers."""
    if draw is None:
        return scenario
    return f"draw {draw}" if scenario == "base" else f"{scenario}, draw {draw}"


def content_of(told: Told) -> Content:
    """All of it in JSON; fractions as text, plans as lists of codes and values."""
    plan = told.plan
    return {
        "scenario": told.scenario,
        "draw": told.draw,
        "verdict": told.verdict,
        "reasons": list(told.reasons),
        "scenario_digest": told.scenario_digest,
        "plan_digest": told.plan_digest,
        "aims": {name: [aim.value, aim.bound] for name, aim in (told.aims or {}).items()},
        "european": str(told.european),
        "missing": str(told.missing),
        "european_last": str(told.european_last),
        "missing_last": str(told.missing_last),
        "missing_units": [[*key, units] for key, units in (told.missing_units or {}).items()],
        "burdens": {state: list(pair) for state, pair in (told.burdens or {}).items()},
        "given": [[*key, str(units)] for key, units in (told.given or {}).items()],
        "plan": None
        if plan is None
        else {
            decision.name: [[*key, value] for key, value in getattr(plan, decision.name).items()]
            for decision in fields(plan)
        },
    }


def told_by(content: Content) -> Told:
    """What `content_of` has put down."""
    plan = content["plan"]
    return Told(
        scenario=content["scenario"],
        draw=content["draw"],
        verdict=content["verdict"],
        reasons=tuple(content["reasons"]),
        scenario_digest=content["scenario_digest"],
        plan_digest=content["plan_digest"],
        aims={name: Aim(*pair) for name, pair in content["aims"].items()},
        european=Fraction(content["european"]),
        missing=Fraction(content["missing"]),
        european_last=Fraction(content["european_last"]),
        missing_last=Fraction(content["missing_last"]),
        missing_units={tuple(key): units for *key, units in content["missing_units"]},
        burdens={state: (pair[0], pair[1]) for state, pair in content["burdens"].items()},
        given={tuple(key): Fraction(units) for *key, units in content["given"]},
        plan=None
        if plan is None
        else Plan(
            **{name: {tuple(key): value for *key, value in rows} for name, rows in plan.items()}
        ),
    )


def solved_future(scenario: str, draw: int | None, view: View, outcome: Solved) -> Told:
    """A future with a plan."""
    ledger = view.ledger
    deadline, last = cover(view, view.deadline), cover(view, view.last)
    return Told(
        scenario,
        draw,
        outcome.verdict,
        scenario_digest=view.provenance.scenario_digest,
        plan_digest=view.provenance.plan_digest,
        aims={result.name: Aim(result.value, result.bound) for result in outcome.aims},
        european=deadline.european,
        missing=deadline.missing,
        european_last=last.european,
        missing_last=last.missing,
        missing_units={key: view.shortfalls[key].missing for key in view.short},
        burdens={
            state: (burden.basis_points, burden.new_money) for state, burden in view.burdens.items()
        },
        given={
            (state, capability): account.units
            for (state, capability, period), account in sorted(counted(ledger).items())
            if period == view.last and account.units
        },
        plan=outcome.plan,
    )


def planless_future(
    name: str, draw: int | None, scenario: Scenario, outcome: Infeasible | Undecided
) -> Told:
    """A future in which no plan was found, with the promises that give way, each by its cell."""
    _, words = eased(scenario, outcome.rows[:MOST_ROWS])
    reasons = [f"not kept: {each}" for each in words]
    if (more := len(outcome.rows) - MOST_ROWS) > 0:
        reasons.append(f"and {more:,} more")
    digest = scenario_digest(scenario)
    return Told(name, draw, outcome.verdict, tuple(reasons), scenario_digest=digest)
