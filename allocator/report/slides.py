"""About ten slides on a plan, and one on each state asked for."""

from allocator.report.limits import binding
from allocator.report.slide_words import framed
from allocator.report.slides_of_burden import burden_slide, burden_title
from allocator.report.slides_of_cover import cover_slide
from allocator.report.slides_of_coverage import coverage_slide
from allocator.report.slides_of_decisions import decisions_slide
from allocator.report.slides_of_dependence import dependence_slide
from allocator.report.slides_of_domains import domains_slide
from allocator.report.slides_of_gaps import missing_slide
from allocator.report.slides_of_money import money_slide, money_title
from allocator.report.slides_of_pools import pools_slide
from allocator.report.slides_of_proof import proof_slide
from allocator.report.slides_of_state import state_slide
from allocator.report.slides_of_work import footprint_slide
from allocator.report.state_view import Alliance
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
        burden_slide(view),
        money_slide(view),
        footprint_slide(view),
        pools_slide(view),
        decisions_slide(view),
        proof_slide(view),
        *(state_slide(view, state, alliance) for state in states),
    )
    return tuple(framed(view, slide) for slide in told if slide.cover or slide.panels)
