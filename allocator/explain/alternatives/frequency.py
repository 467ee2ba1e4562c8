"""What states give and pay over several plans: what is the same in all of them, and what varies."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from allocator.explain.given import given
from allocator.report.view import View


@dataclass(frozen=True, slots=True)
class Varying:
    """What a state gives of a capability in the last period; units."""

    state: str
    capability: str
    known: Fraction
    """In the plan that is known."""
    least: Fraction
    most: Fraction
    same: int
    """Plans that give as much as the known one, itself not counted."""
    part: Fraction
    """The range as part of what is required; 0 where nothing is."""

    @property
    def decided(self) -> bool:
        """Whether it is the same in all plans."""
        return self.least == self.most


@dataclass(frozen=True, slots=True)
class Carried:
    """What a state bears: burdens in basis points, new money in kEUR."""

    state: str
    known: int
    least: int
    most: int
    money: int
    least_money: int
    most_money: int


def given_over(views: Sequence[View]) -> tuple[Varying, ...]:
    """By state and capability where any plan has any; what is most open first."""
    known = views[0]
    last, required = known.last, known.scenario.required
    amounts = [given(view.ledger) for view in views]
    keys = {key for units in amounts for key in units if key[2] == last}
    found = []
    for key in known.sorted_keys(("state", "capability", "period"), keys):
        state, capability, _ = key
        units = [each.get((state, capability, last), Fraction(0)) for each in amounts]
        need = required[capability, last]
        part = Fraction(max(units) - min(units)) / need if need else Fraction(0)
        same = sum(each == units[0] for each in units[1:])
        found.append(Varying(state, capability, units[0], min(units), max(units), same, part))
    return tuple(sorted(found, key=lambda each: (each.decided, -each.part)))


def carried_over(views: Sequence[View]) -> tuple[Carried, ...]:
    """Every state, in the order of the workbook."""
    found = []
    for state in views[0].states:
        points = [view.burdens[state].basis_points for view in views]
        money = [view.burdens[state].new_money for view in views]
        found.append(
            Carried(
                state,
                *(points[0], min(points), max(points)),
                *(money[0], min(money), max(money)),
            )
        )
    return tuple(found)
