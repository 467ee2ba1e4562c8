"""Origin: loans stay within their limits and pay for what their fund may lend for."""

from collections.abc import Iterator
from itertools import combinations

from allocator.accounts.ledger import Ledger
from allocator.accounts.loans import amounts as loan_limits
from allocator.accounts.loans import joint_payments, payments_for
from allocator.domain.quantity import euros
from allocator.domain.violation import Violation


def origin(ledger: Ledger) -> list[Violation]:
    """Loans <= amounts; <= eligible payments, each lent for once; <= joint ones where asked."""
    rules = [
        Violation(family="origin", subject=subject, message=message)
        for broken in (_payments, _joint)
        for subject, message in broken(ledger)
    ]
    return [*amounts(ledger), *rules]


def amounts(ledger: Ledger) -> list[Violation]:
    """What stays without the rules: sum over t of loan[s,f,t] <= amount[s,f]."""
    limits = loan_limits(ledger.scenario)
    loans = ledger.decisions.loan.items()
    drawn = {(state, fund): sum(series) for (state, fund), series in loans}
    return [
        Violation(
            family="origin",
            subject=key,
            message=f"draws {euros(money)} but may draw {euros(limits.get(key, 0))}",
        )
        for key, money in drawn.items()
        if money > limits.get(key, 0)
    ]


def _payments(ledger: Ledger) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every set of funds that a state draws from lends no more than falls due to their lines.

    Told of the smallest sets that lend too much.
    """
    funds: dict[str, list[str]] = {}
    for state, fund in ledger.decisions.loan:
        funds.setdefault(state, []).append(fund)
    for state, codes in funds.items():
        broken: set[tuple[frozenset[str], int]] = set()
        for count in range(1, len(codes) + 1):
            for some in map(frozenset, combinations(codes, count)):
                due = payments_for(ledger, state, some)
                for position, period in enumerate(ledger.scenario.periods):
                    drawn = sum(ledger.decisions.loan[state, fund][position] for fund in some)
                    told = any(part < some and at == position for part, at in broken)
                    if drawn > due[position] and not told:
                        broken.add((some, position))
                        yield (
                            (state, *sorted(some), period.code),
                            f"draws {euros(drawn)} in the period, but {euros(due[position])} "
                            "falls due to lines that may be lent for",
                        )


def _joint(ledger: Ledger) -> Iterator[tuple[tuple[str, ...], str]]:
    """From the period on from which a fund asks for it, loans pay for joint buying alone."""
    for (state, code), series in ledger.decisions.loan.items():
        first = ledger.scenario.fund_by_code[code].joint_from_period
        if first is not None:
            start = ledger.scenario.period_index[first]
            drawn, due = sum(series[start:]), sum(joint_payments(ledger, state, code)[start:])
            if drawn > due:
                yield (
                    (state, code, first),
                    f"draws {euros(drawn)} from {first} on, but {euros(due)} falls due for shares "
                    "and for lots of lines from which another state of the fund buys too",
                )
