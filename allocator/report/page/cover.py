"""Charts of the page on who meets the requirements: in time, and by domain."""

from fractions import Fraction

from allocator.report.names import allies
from allocator.report.numbers import per_cent
from allocator.report.page.bars import Level, Track, track_chart
from allocator.report.page.grids import block_with, picked
from allocator.report.requirements import cover
from allocator.report.view import View
from allocator.tables.drawing import Look
from allocator.tables.page import Figure
from allocator.tables.table import Table

WHOLE = Fraction(1)


def coverage_chart(view: View, coverage: Table) -> Figure:
    """Who meets the requirements, period by period."""
    caption = "Parts of all requirements, weighted by priority"
    tracks = [_period(view, period) for period in view.periods]
    drawing = track_chart(
        "coverage-bars",
        caption,
        f"One bar a period. {'; '.join(track.says for track in tracks)}.",
        tracks,
        most=WHOLE,
    )
    block = block_with(coverage, "period", "european", "outside", "missing")
    columns = {"period": "", "european": "", "outside": "", "missing": "", "deadline": ""}
    return Figure(
        "coverage-chart",
        caption,
        (drawing,),
        (
            ("home", allies(view)),
            ("outside", "outside support"),
            ("missing", "missing (figure at the end)"),
        ),
        picked("coverage-figures", "Who meets the requirements, by period", block, columns),
    )


def _period(view: View, period: str) -> Track:
    there = cover(view, period)
    said = (
        f"{period}: {allies(view)} {per_cent(there.european)}, "
        f"outside support {per_cent(there.outside)}, missing {per_cent(there.missing)}"
    )
    return Track(
        f"{period} (deadline)" if period == view.deadline else period,
        (
            (there.european, "home", per_cent(there.european)),
            (there.outside, "outside", ""),
            (there.missing, "missing", ""),
        ),
        figure=per_cent(there.missing),
        says=said,
    )


def domain_chart(view: View, coverage: Table) -> Figure:
    """European share by domain: first period, deadline, end."""
    marks = _marks(view)
    when = ", ".join(period for period, _ in marks)
    caption = f"Part of what is required that {allies(view)} meet: {when}"
    tracks = [_domain(view, domain, marks) for domain in view.domains]
    drawing = track_chart(
        "domain-points",
        caption,
        f"One row a domain. {'; '.join(track.says for track in tracks)}.",
        tracks,
        most=WHOLE,
        above=True,
        levels=(Level(Fraction(1, 2), "half", "half"),),
    )
    block = block_with(coverage, "domain")
    columns = dict.fromkeys(block.frame.offset, "")
    words = {"deadline": " (deadline, figure at the end)"}
    return Figure(
        "domain-chart",
        caption,
        (drawing,),
        tuple((look, period + words.get(look, "")) for period, look in marks),
        picked("domain-figures", "European share by domain and period", block, columns),
    )


def _marks(view: View) -> tuple[tuple[str, Look], ...]:
    """Periods that are shown, each once; the deadline is the deadline, even if first or last."""
    looks: dict[str, Look] = {view.periods[0]: "first", view.last: "last"}
    looks[view.deadline] = "deadline"
    return tuple((period, looks[period]) for period in view.periods if period in looks)


def _domain(view: View, domain: str, marks: tuple[tuple[str, Look], ...]) -> Track:
    shares = {period: cover(view, period, domain).european for period, _ in marks}
    said = (f"{period} {per_cent(share)}" for period, share in shares.items())
    return Track(
        domain,
        points=tuple(
            (shares[period], look)
            for period, look in sorted(marks, key=lambda mark: mark[1] == "deadline")
        ),
        figure=per_cent(shares[view.deadline], 0),
        says=f"{domain}: {', '.join(said)}",
    )
