"""What lines can deliver, how they grow and who pays for it."""

from functools import partial

from allocator.domain.production_line import ProductionLine
from allocator.domain.quantity import MILLE, ceil_div
from allocator.model.domains import Domains
from allocator.model.draft import Draft
from allocator.model.growth import add_growth
from allocator.model.linear_form import Terms
from allocator.model.output import Output


def capacity(draft: Draft) -> None:
    """Idle capacity is not stored, work in progress smaller than one lot is.

    For all a <= b, with N the new lots of all customers and pools, in 1 / q units:
    lot x (N[b] - N[a-1]) <= max(0, sum of rates a..b - order book a..b + (lot - 1 if a > 0))
    + step x (sum over t in a..b of steps available in t).
    N[t] > N[t-1] implies lot x (N[t] - N[t-1]) + order book[t] >= min_rate.
    expansion[l,t] >= expansion[l,t-1]; sum over s of funding[s,l,t] = 10 x expansion[l,t];
    funding[s,l,t] >= funding[s,l,t-1];
    1,000 x funding[host,l,t] >= host_least_share x expansion[l,t].
    """
    for line in draft.basis.scenario.lines:
        output = draft.basis.outputs[line.code]
        _windows(draft, line.code, output)
        _least_rate(draft, line, output)
        steps = draft.decisions.expansion(line.code)
        funding = partial(draft.decisions.funding, line=line.code)
        add_growth(draft, "capacity", (line.code,), line, steps, funding)


def _windows(draft: Draft, line: str, output: Output) -> None:
    lots, steps = draft.new_lots(line), draft.decisions.expansion(line)
    codes = draft.basis.codes
    for first in range(len(codes)):
        built = Terms()
        for last in range(first, len(codes)):
            decided = output.deciding[last]
            if decided is not None:
                built.add(output.step, steps[decided])
            if lots[last] is None:
                continue
            terms = Terms().add(output.lot, lots[last]).include(-1, built)
            if first > 0:
                terms.add(-output.lot, lots[first - 1])
            draft.builder.row(
                "capacity",
                (line, codes[first], codes[last]),
                terms,
                upper=output.room(first, last),
            )


def _least_rate(draft: Draft, line: ProductionLine, output: Output) -> None:
    """A binary says whether the line delivers anything new, where one lot alone is too little."""
    builder, lots, before = draft.builder, draft.new_lots(line.code), None
    places = draft.basis.labels(line=line.code)
    for period, (code, total) in enumerate(zip(draft.basis.codes, lots, strict=True)):
        missing = ceil_div(line.min_rate * output.scale, MILLE) - output.book[period]
        least = ceil_div(missing, output.lot)
        if total is not None and least > 1:
            new = Terms().add(1, total).add(-1, before)
            runs = draft.auxiliary(
                "runs", (line.code, code), 1, new.occurs, {**places, "period": period}
            )
            most = builder.upper[total]
            at_most = new.copy().add(-most, runs)
            builder.row("capacity", (line.code, code, "runs"), at_most, upper=0)
            at_least = new.copy().add(-least, runs)
            builder.row("capacity", (line.code, code, "min_rate"), at_least, lower=0)
        before = total


def capacity_domain(domains: Domains) -> None:
    """Steps only where they can serve and be paid; lots within every window of the line alone."""
    funders = {line for _, line in domains.funding}
    for line in domains.basis.scenario.lines:
        useful = domains.basis.outputs[line.code].last_decision is not None
        grows = useful and line.code in funders
        domains.expansion[line.code] = line.max_steps if grows else 0
    for key in domains.funding:
        domains.funding[key] = 10 * domains.expansion[key[1]]
    _narrow_lots(domains)


def _narrow_lots(domains: Domains) -> None:
    """Windows that begin before a buyer's first delivery hold for its deliveries alone."""
    reach: dict[str, dict[int, list[int]]] = {line: {} for line in domains.new_lots}
    for table in (domains.delivered, domains.pool_delivered):
        for (_, line), most in table.items():
            first = next((period for period, bound in enumerate(most) if bound), None)
            if first is not None:
                if first not in reach[line]:
                    reach[line][first] = _reach(domains, line, first)
                most[:] = map(min, most, reach[line][first])
    for line, by_first in reach.items():
        if by_first:
            domains.new_lots[line] = by_first[min(by_first)]


def _reach(domains: Domains, line: str, first: int) -> list[int]:
    """Most lots by each period when the first may come in `first`."""
    output, steps = domains.basis.outputs[line], domains.expansion[line]
    return [
        output.most_lots(first, period, steps) if period >= first else 0
        for period in range(domains.basis.length)
    ]
