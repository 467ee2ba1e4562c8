"""The headline figures of progress, each with its light."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from allocator.accounts.indicators import ALL, indicators
from allocator.accounts.ledger import Ledger
from allocator.report.names import allies
from allocator.report.numbers import part_of, per_cent
from allocator.report.prose import number, verb
from allocator.report.view import View
from allocator.study.track.told import Light, Tracked, light
from allocator.tables.column import Formula, Kind, Value
from allocator.tables.table import Block

NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Headline:
    """A figure, what it is, and what to hold it against."""

    name: str
    """Fixed, for those who read it from a file."""
    label: str
    value: Value
    kind: Kind
    light: Light
    note: str
    shape: str = ""


def headlines(found: Tracked, view: View, figures: Mapping[str, Block]) -> Iterator[Headline]:
    """European share, what is missing, deliveries, crews, rows on time, rows confirmed.

    `figures` holds those of the alliance by measure, which some of them are live from.
    """
    yield _share(found, view, figures)
    yield _missing(found, view)
    for name, label in (
        ("delivered", "Units delivered by the end of"),
        ("crews", "Extra posts filled by the end of"),
    ):
        yield _so_far(found, view, figures, name, label)
    yield _on_time(found)
    yield _confirmed(found)


def light_of_parts(planned: Fraction, there: Fraction) -> Light:
    """The light of a part of which more is better."""
    return light(planned.numerator * there.denominator, there.numerator * planned.denominator)


def light_of_missing(planned: Fraction, there: Fraction) -> Light:
    """The light of a part of which less is better; nothing missing is green."""
    return light_of_parts(there, planned) if there else "green"


def _share(found: Tracked, view: View, figures: Mapping[str, Block]) -> Headline:
    there = found.figure(view.deadline)
    planned, comes = there.plan.european, there.forecast.european
    frame = figures["european"].frame
    cell = frame.abroad(frame.at("forecast", view.periods.index(view.deadline)))
    return Headline(
        "european_share",
        f"European share at the deadline ({view.deadline})",
        Formula(f"={cell}", comes),
        "percent",
        light_of_parts(planned, comes),
        f"{_said(found, view)}; planned were {part_of(planned)} of what is required, met by "
        f"{allies(view)}",
        "0.0%",
    )


def _missing(found: Tracked, view: View) -> Headline:
    planned, comes = (
        indicators(Ledger(found.scenario, plan))[ALL, view.deadline].missing
        for plan in (found.plan, found.forecast.plan)
    )
    return Headline(
        "missing_share",
        f"Missing at the deadline ({view.deadline})",
        comes,
        "percent",
        light_of_missing(planned, comes),
        f"{_said(found, view)}; {part_of(planned)} of what is required are missing in the plan",
        "0.0%",
    )


def _said(found: Tracked, view: View) -> str:
    """What the figures of the deadline are."""
    return "as it was" if view.deadline in found.past.periods else "forecast"


def _so_far(
    found: Tracked, view: View, figures: Mapping[str, Block], name: str, label: str
) -> Headline:
    """Of the last period that has ended."""
    past = found.past.periods
    if not past:
        return Headline(name, f"{label} a period", NOTHING, "text", "grey", "none has ended")
    there, frame = found.figure(past[-1]), figures[name].frame
    planned: int = getattr(there.plan, name)
    actual: int = getattr(there.actual, name)
    cell = frame.abroad(frame.at("actual", view.periods.index(past[-1])))
    part = f", {per_cent(Fraction(actual, planned))}" if planned else ""
    return Headline(
        name,
        f"{label} {past[-1]}",
        Formula(f"={cell}", actual),
        "whole",
        light(planned, actual),
        f"of {planned:,} planned{part}; what is not confirmed counts as planned",
        "#,##0",
    )


def _on_time(found: Tracked) -> Headline:
    """Rows of past periods of which something is known and was planned."""
    settled = [each for each in found.variances if each.status in ("as planned", "ahead", "behind")]
    wanted = [each for each in settled if each.planned]
    good = sum(each.status != "behind" for each in wanted)
    late = len(wanted) - good
    return Headline(
        "rows_on_time",
        "Rows on time, of those confirmed",
        f"{good:,} of {len(wanted):,}",
        "text",
        light(len(wanted), good),
        f"{number(late, 'row')} {verb(late, 'is', 'are')} behind plan"
        if late
        else "none is behind",
    )


def _confirmed(found: Tracked) -> Headline:
    past = set(found.past.periods)
    due = sum(1 for each in found.variances if each.planned and each.period in past)
    known = due - len(found.past.unconfirmed)
    return Headline(
        "rows_confirmed",
        "Rows of past periods confirmed",
        f"{known:,} of {due:,}",
        "text",
        light(due, known),
        "nobody has said anything of the others; they are taken as planned"
        if known < due
        else "nothing is taken as planned",
    )
