"""Steps of growth: decided once, paid in tenths. Lines and makers of components grow alike."""

from collections.abc import Callable

from allocator.domain.production_line import Component, ProductionLine
from allocator.domain.quantity import MILLE
from allocator.model.decisions import Codes, Series
from allocator.model.draft import Draft
from allocator.model.linear_form import Terms


def add_growth(
    draft: Draft,
    family: str,
    codes: Codes,
    maker: ProductionLine | Component,
    steps: Series,
    funding: Callable[[str], Series],
) -> None:
    """Steps are never taken back, and each is paid for as it is decided.

    steps[t] >= steps[t-1]; sum over s of funding[s,t] = 10 x steps[t]; funding[s,t] >=
    funding[s,t-1]; 1,000 x funding[host,t] >= host_least_share x steps[t] where the host is a
    member state. `funding` gives the series of a state; rows are named by `codes` and period.
    """
    builder, basis = draft.builder, draft.basis
    offers = [funding(state) for state in basis.states]
    payers = [series for series in offers if series is not draft.decisions.never]
    for period, code in enumerate(basis.codes):
        if steps[period] is None or (period and steps[period] == steps[period - 1]):
            continue
        paid = Terms().add(-10, steps[period])
        for payer in payers:
            paid.add(1, payer[period])
        builder.row(family, (*codes, code, "funding"), paid, lower=0, upper=0)
        if maker.host in basis.scenario.state_by_code:
            part = Terms().add(MILLE, funding(maker.host)[period])
            part.add(-maker.host_least_share, steps[period])
            builder.row(family, (*codes, code, "host"), part, lower=0)
        for series in (steps, *payers) if period else ():
            grown = Terms().add(1, series[period]).add(-1, series[period - 1])
            builder.row(family, (*codes, code, "growth"), grown, lower=0)
