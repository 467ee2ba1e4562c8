"""About ten slides on a plan, and one on each state asked for."""

from allocator.report.limits.limits import binding
from allocator.report.slides.burden import burden_slide, burden_title
from allocator.report.slides.cover import cover_slide
from allocator.report.slides.coverage import coverage_slide
from allocator.report.slides.decisions import decisions_slide
from allocator.report.slides.dependence import dependence_slide
from allocator.report.slides.domains import domains_slide
from allocator.report.slides.form import framed
from allocator.report.slides.gaps import missing_slide
from allocator.report.slides.money import money_slide, money_title
from allocator.report.slides.pools import pools_slide
from allocator.report.slides.proof import proof_slide
from allocator.report.slides.state import state_slide
from allocator.report.slides.work import footprint_slide
from allocator.report.state.view import Alliance
from allocator.report.view import Codes, View
from allocator.tables.slide import Slide


def slides(view: View, states: Codes = ()) -> tuple[Slide, ...]:
    """The deck: what is there, what is not, who pays, who works, what to decide, what is proven.

    A slide that would have nothing to show is left out. One of each of `states` follows, in their
    order; KeyError for one the scenario lacks.
    """
    found = binding(view)
    alliance = Alliance(view)
    told = (
        cover_slide(view, (burden_title(view), money_title(view))),
        coverage_slide(view),
        domains_slide(view),
        dependence_slide(view),
        missing_slide(view, found),
        burden_slide(view, found),
        money_slide(view),
        footprint_slide(view),
        pools_slide(view),
        decisions_slide(view),
        proof_slide(view),
        *(state_slide(view, state, alliance) for state in states),
    )
    return tuple(framed(view, slide) for slide in told if slide.cover or slide.panels)
