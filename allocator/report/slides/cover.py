"""The first slide: the scenario, its headline figures, what they come to."""

from allocator.accounts.spending import yearly_cost_left
from allocator.report.names import allies, horizon, named
from allocator.report.numbers import amount, part_of, per_cent, per_cent_of_key
from allocator.report.proof import GAP, gap_note, headline_aims
from allocator.report.prose import number, readable
from allocator.report.requirements import cover, needed, short
from allocator.report.slides.coverage import coverage_title
from allocator.report.view import View
from allocator.tables.slide import Figure, Slide


def cover_slide(view: View, statements: tuple[str, ...]) -> Slide:
    """Title of the scenario, headline figures, and the statements that matter most."""
    facts = (
        f"Burden split {horizon(view)}",
        f"deadline {view.deadline}",
        number(len(view.states), "state"),
        number(len(view.capabilities), "capability", "capabilities"),
        f"EUR at {view.policy.price_base_year} prices",
    )
    return Slide(
        readable(view.policy.title, 120),
        " · ".join(facts),
        figures=_headlines(view),
        sentences=tuple(f"{told}." for told in (coverage_title(view), *statements)),
        sources=("briefing",),
        cover=True,
    )


def _headlines(view: View) -> tuple[Figure, ...]:
    there = cover(view, view.deadline)
    wanted, missed = needed(view, view.deadline), short(view, view.deadline)
    money = sum(view.ledger.new_money.values())
    burdens = sorted(view.burdens.values(), key=lambda burden: (burden.basis_points, burden.state))
    most, least = burdens[-1], burdens[0]
    sharing = sum(burden.basis_points == most.basis_points for burden in burdens)
    who = named(view, most.state) if sharing == 1 else number(sharing, "state")
    yearly = sum(yearly_cost_left(view.ledger).values())
    return (
        Figure(
            "European share" if allies(view) != "Europe and Canada" else "Europe and Canada",
            part_of(there.european),
            f"of what is required at the deadline; outside support {part_of(there.outside)}",
        ),
        Figure(
            "Requirements met",
            f"{len(wanted) - len(missed)} of {len(wanted)}",
            f"at the deadline; {part_of(there.missing)} of what is required is missing",
        ),
        Figure(
            f"New money {horizon(view)}",
            amount(money),
            f"and then {amount(yearly)} a year to run it" if yearly else "and nothing a year after",
        ),
        Figure(
            "Largest burden",
            per_cent_of_key(most.basis_points),
            f"of key money, {who}; smallest "
            f"{per_cent_of_key(least.basis_points)}, {named(view, least.state)}",
        ),
        *_proof(view),
    )


def _proof(view: View) -> tuple[Figure, ...]:
    """The gap of the briefing, without those of later aims; nothing where nothing is claimed."""
    return tuple(
        Figure(GAP, per_cent(aim.gap, 2), gap_note((aim,))) for aim in headline_aims(view)[:1]
    )
