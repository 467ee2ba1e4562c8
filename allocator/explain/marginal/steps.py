"""Which other figures of a cell are tried: one useful unit more and less, 5 and 10 % more."""

from dataclasses import dataclass

from allocator.explain.marginal.reached import Reached
from allocator.explain.marginal.units import Units

PARTS = (5, 10)
"""Per cent of the cell's own figure by which it is loosened."""
DIVISIBLE = frozenset({"money", "units", "share", "posts", "rate", "lots", "shares"})
"""Measures of which a part makes sense."""


@dataclass(frozen=True, slots=True)
class Steps:
    """Figures to try, the own one left out."""

    looser: tuple[int, ...]
    """From the least change on. Each leaves as much room as those before it."""
    tighter: tuple[int, ...]
    other: tuple[int, ...]
    """Where neither side of the own figure is the looser one."""

    @property
    def all(self) -> tuple[int, ...]:
        """Every figure, in rising order."""
        return tuple(sorted({*self.looser, *self.tighter, *self.other}))


def steps_of(one: Reached, units: Units) -> Steps:
    """The figures to try of a cell."""
    stipulation = one.stipulation
    looser, tighter = units.next_to(one)
    if stipulation.loosens == "both":
        return Steps((), (), tuple(each for each in (tighter, looser) if each is not None))
    sign = 1 if stipulation.loosens == "up" else -1
    wanted = [] if looser is None else [looser]
    if stipulation.measure in DIVISIBLE:
        wanted += [stipulation.own + sign * (stipulation.own * part // 100) for part in PARTS]
    found = {each for each in wanted if each != stipulation.own and _sensible(one, each)}
    return Steps(
        tuple(sorted(found, key=lambda each: abs(each - stipulation.own))),
        () if tighter is None else (tighter,),
        (),
    )


def _sensible(one: Reached, figure: int) -> bool:
    """A cap of all of something is no cap, and what is open already cannot be opened further."""
    stipulation = one.stipulation
    most = stipulation.open_value if stipulation.loosens == "up" else None
    return figure >= 0 and (most is None or figure <= most or stipulation.measure != "share")
