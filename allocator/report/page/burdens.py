"""The chart of burdens on the page."""

from fractions import Fraction

from allocator.accounts.burden import Burden
from allocator.domain.quantity import WHOLE
from allocator.report.burden_measures import average, measured_by
from allocator.report.numbers import per_cent, per_cent_of_key
from allocator.report.page.bars import Level, Track, track_chart
from allocator.report.page.grids import block_with, picked
from allocator.report.view import View
from allocator.tables.page import Figure
from allocator.tables.table import Table


def burden_chart(view: View, split: Table) -> Figure:
    """Burdens from the largest, with the burden of all states together."""
    block = block_with(split, "burden", "average", "limit")
    caption = f"Burden by state: {measured_by(view)} over all periods, % of key money"
    ranked = sorted(view.burdens.values(), key=lambda b: (-b.basis_points, b.state))
    mean = average(view)
    most = max(mean, Fraction(ranked[0].basis_points, WHOLE))
    drawing = track_chart(
        "burden-bars",
        caption,
        f"Bars from the largest burden, {_borne(view, ranked[0])}, to the smallest, "
        f"{_borne(view, ranked[-1])}; a line marks all states together, {per_cent(mean, 2)}.",
        [_burden(view, burden) for burden in ranked],
        most=most,
        levels=(Level(mean, f"all states together {per_cent(mean, 2)}"),),
    )
    columns = {
        "name": "",
        "new_money": "",
        "key_money": "",
        "burden": "",
        "average": "",
        "limit": "",
    }
    return Figure(
        "burden-chart",
        caption,
        (drawing,),
        (("home", "burden"), ("mean", "all states together, if everybody paid by the key")),
        picked("burden-figures", "Burdens, key money and highest burden allowed", block, columns),
    )


def _burden(view: View, burden: Burden) -> Track:
    return Track(
        view.state_name(burden.state),
        ((Fraction(burden.basis_points, WHOLE), "home", ""),),
        figure=per_cent_of_key(burden.basis_points),
        says=_borne(view, burden),
    )


def _borne(view: View, burden: Burden) -> str:
    return f"{view.state_name(burden.state)} {per_cent_of_key(burden.basis_points)}"
