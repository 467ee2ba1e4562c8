"""The chart of the page on outside support at the deadline, against its cap."""

from fractions import Fraction

from allocator.accounts.dependence import Dependence
from allocator.report.numbers import per_cent
from allocator.report.page.bars import Track, track_chart
from allocator.report.page.grids import grid
from allocator.report.view import View
from allocator.tables.column import Column
from allocator.tables.page import Figure
from allocator.tables.table import Row

DRAWN = 16
"""Capabilities whose dependence is drawn; the table has all."""
COLUMNS = (
    Column("name", "Capability", "text"),
    Column("required", "Required"),
    Column("support", "Outside support"),
    Column("cap", "Most allowed"),
    Column("outside_share", "Outside share", "percent"),
    Column("cap_share", "Most allowed, part", "percent"),
)


def dependence_chart(view: View) -> Figure | None:
    """Outside share of requirements at the deadline against its cap; None where there is none."""
    accounts = [view.dependences[code, view.deadline] for code in view.capabilities]
    leaning = sorted(
        (account for account in accounts if account.support and account.required),
        key=lambda account: (-account.outside_share, account.capability),
    )
    if not leaning:
        return None
    caption = f"Outside support at the deadline ({view.deadline}), part of each requirement"
    if len(leaning) > DRAWN:
        caption += f": the {DRAWN} largest of {len(leaning)}"
    tracks = [_leaning(view, account) for account in leaning[:DRAWN]]
    drawing = track_chart(
        "dependence-bars",
        caption,
        f"One row a capability, from the largest part. {'; '.join(t.says for t in tracks)}.",
        tracks,
        most=max(max(account.outside_share, _cap(account)) for account in leaning),
        above=True,
    )
    return Figure(
        "dependence-chart",
        caption,
        (drawing,),
        (("outside", "outside support"), ("cap", "dependence cap")),
        grid(
            "dependence-figures",
            f"All capabilities with outside support at the deadline ({view.deadline})",
            COLUMNS,
            (_row(view, account) for account in leaning),
        ),
    )


def _row(view: View, account: Dependence) -> Row:
    return (
        view.short_capability(account.capability),
        account.required,
        account.support,
        account.cap,
        account.outside_share,
        _cap(account),
    )


def _cap(account: Dependence) -> Fraction:
    return Fraction(account.cap or 0, account.required)


def _leaning(view: View, account: Dependence) -> Track:
    name = view.short_capability(account.capability)
    cap = _cap(account)
    return Track(
        name,
        ((account.outside_share, "outside", ""),),
        cap=cap,
        figure=per_cent(account.outside_share, 0),
        says=f"{name} {per_cent(account.outside_share)}, cap {per_cent(cap)}",
    )
