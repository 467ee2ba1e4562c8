"""What a loss comes to, as it stands in a journal and as it is read back."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

from allocator.accounts.burden import burdens
from allocator.accounts.shortfall import shortfalls
from allocator.engine.journal import Content
from allocator.report.requirements import cover
from allocator.report.view import View

Verdict = Literal["optimal", "feasible", "unused", "seen", "infeasible", "undecided"]
"""`unused`: the plan holds as it is, with nothing short. `seen`: only what the loss takes at once
was looked at."""
Codes = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Gap:
    """What is missing of a requirement."""

    units: int
    value: int
    """What it adds to the aim shortfall."""


Missing = Mapping[Codes, Gap]
"""By capability and period, where anything is missing."""


@dataclass(frozen=True, slots=True)
class Told:
    """The best plan that is left."""

    verdict: Verdict
    immediate: int = 0
    """Shortfall of what is left of the plan itself."""
    shortfall: int = 0
    bound: int = 0
    """No plan has less, given what is ordered and what was dropped."""
    missing: Missing | None = None
    at_once: Missing | None = None
    """The same of what is left of the plan."""
    european: Fraction = Fraction(0)
    european_last: Fraction = Fraction(0)
    """Parts of what is required at the deadline and in the last period that allies meet."""
    missing_last: Fraction = Fraction(0)
    largest: int = 0
    """Basis points of the key money."""
    borne_by: str = ""
    money: int = 0
    """kEUR of new money."""
    dropped: tuple[str, ...] = ()
    """Promises that cannot be kept."""
    unkept: tuple[str, ...] = ()
    """Of what is ordered, what cannot be delivered."""

    @property
    def solved(self) -> bool:
        """Whether there is a plan of its own."""
        return self.verdict in ("optimal", "feasible")


def content_of(told: Told) -> Content:
    """All of it in JSON."""
    return {
        "verdict": told.verdict,
        "immediate": told.immediate,
        "shortfall": told.shortfall,
        "bound": told.bound,
        "missing": _listed(told.missing),
        "at_once": _listed(told.at_once),
        "european": str(told.european),
        "european_last": str(told.european_last),
        "missing_last": str(told.missing_last),
        "largest": told.largest,
        "borne_by": told.borne_by,
        "money": told.money,
        "dropped": list(told.dropped),
        "unkept": list(told.unkept),
    }


def told_by(content: Content) -> Told:
    """What `content_of` has put down."""
    return Told(
        verdict=content["verdict"],
        immediate=content["immediate"],
        shortfall=content["shortfall"],
        bound=content["bound"],
        missing=_read(content["missing"]),
        at_once=_read(content["at_once"]),
        european=Fraction(content["european"]),
        european_last=Fraction(content["european_last"]),
        missing_last=Fraction(content["missing_last"]),
        largest=content["largest"],
        borne_by=content["borne_by"],
        money=content["money"],
        dropped=tuple(content["dropped"]),
        unkept=tuple(content["unkept"]),
    )


def missing(view: View) -> Missing:
    """Of a plan."""
    return {
        key: Gap(account.missing, account.value)
        for key, account in shortfalls(view.ledger).items()
        if account.missing
    }


def figures(view: View) -> dict[str, Any]:
    """What is told of a plan beside its aims."""
    deadline, last = cover(view, view.deadline), cover(view, view.last)
    states = burdens(view.ledger)
    top = max(states, key=lambda code: states[code].basis_points, default="")
    return {
        "missing": missing(view),
        "european": deadline.european,
        "european_last": last.european,
        "missing_last": last.missing,
        "largest": states[top].basis_points if top else 0,
        "borne_by": top,
        "money": sum(view.ledger.new_money.values()),
    }


def _listed(missing: Missing | None) -> list[list[str | int]]:
    return [[*key, gap.units, gap.value] for key, gap in (missing or {}).items()]


def _read(rows: list[list[Any]]) -> Missing:
    return {(row[0], row[1]): Gap(row[2], row[3]) for row in rows}
