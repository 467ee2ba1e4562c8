"""What one plan for several scenarios comes to in each of them, in figures."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from allocator.accounts.burden import largest_burden
from allocator.domain.outcome import gap
from allocator.domain.plan import Plan
from allocator.engine.joint.answer import Together, Verdict
from allocator.report.requirements import cover
from allocator.report.view import View
from allocator.study.robust.candidates import Answer
from allocator.study.robust.decide import Decided, decided
from allocator.study.robust.robust import Robust

Viewed = Callable[[str, Plan], View]
"""A plan of the scenario of a name, as its reader sees it."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What a plan comes to."""

    shortfall: int
    """Weighted."""
    european: Fraction
    """European share at the deadline."""
    largest: int
    """Burden, in basis points."""
    money: int
    """New money of all states, in kEUR."""


@dataclass(frozen=True, slots=True)
class Told:
    """A scenario under three plans: the one for all, its own, and what follows from the decisions
    that the workbook as it stands would have."""

    name: str
    robust: Figures
    own: Figures
    bound: int
    """Proven: no plan of the scenario has less shortfall."""
    carried: Figures | Verdict

    @property
    def regret(self) -> int:
        """Shortfall more than that of its own best plan."""
        return self.robust.shortfall - self.own.shortfall

    @property
    def part(self) -> Fraction | None:
        """The same as a part of that; None where that is nothing."""
        return Fraction(self.regret, self.own.shortfall) if self.own.shortfall else None

    @property
    def gap(self) -> Fraction:
        """How far the shortfall may be from the least there is in the scenario."""
        return gap(self.robust.shortfall, self.bound)


@dataclass(frozen=True, slots=True)
class Account:
    """The figures of one plan for all."""

    robust: Robust
    together: Together
    told: tuple[Told, ...]
    decided: tuple[Decided, ...]

    @property
    def worst(self) -> Told:
        """The scenario with the largest shortfall; the first of several."""
        return max(self.told, key=lambda each: each.robust.shortfall)

    @property
    def known(self) -> int:
        """The largest shortfall if it were known which scenario it is."""
        return max(each.own.shortfall for each in self.told)

    @property
    def planned_for_base(self) -> int | None:
        """The largest shortfall after the decisions of the workbook's own plan; None where some
        scenario has no plan then, or none was found."""
        values = [each.carried.shortfall for each in self.told if isinstance(each.carried, Figures)]
        return max(values) if len(values) == len(self.told) else None


def account(robust: Robust, viewed: Viewed) -> Account | None:
    """The figures; None where there is no plan for all."""
    found = robust.found
    if isinstance(found, str):
        return None
    told, base = [], robust.asked.base.name
    for name, plan in zip(robust.asked.names, found.plans, strict=True):
        own = robust.alone[name]
        if isinstance(own, str):
            return None
        told.append(
            Told(
                name,
                _figures(viewed(name, plan)),
                _figures(viewed(name, own.plans[0])),
                own.aims[0].bound,
                _carried(name, robust.carried.get(name, robust.alone[base]), viewed),
            )
        )
    first = viewed(robust.asked.names[0], found.plans[0])
    return Account(robust, found, tuple(told), decided(first, robust.asked.when))


def _carried(name: str, answer: Answer, viewed: Viewed) -> Figures | Verdict:
    return answer if isinstance(answer, str) else _figures(viewed(name, answer.plans[0]))


def _figures(view: View) -> Figures:
    return Figures(
        sum(each.value for each in view.shortfalls.values()),
        cover(view, view.deadline).european,
        largest_burden(view.ledger),
        sum(view.ledger.new_money.values()),
    )
