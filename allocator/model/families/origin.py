"""Loans of funds: drawn for what is made and designed inside, and bought jointly where asked."""

from collections.abc import Sequence
from itertools import chain, combinations

from allocator.domain.fund import Fund
from allocator.domain.production_line import ProductionLine
from allocator.model.decisions import Series
from allocator.model.draft import Draft
from allocator.model.lending import Lending
from allocator.model.linear_form import Completion, Terms
from allocator.model.prices import Due


def origin(draft: Draft) -> None:
    """A loan pays for lots and shares of eligible lines alone, and each payment is lent for once.

    sum over t of loan[s,f,t] <= amount[s,f]; for every set F of funds that lend to s,
    sum over f in F of loan[s,f,t] <= sum of pay[s,l,t] over lines eligible for a fund in F, pay
    being the instalments of lots and shares that fall due in t;
    for a fund that asks for joint buying from period j on: sum over t >= j of loan[s,f,t] <= the
    instalments due from j on of shares in eligible lines, and of own lots from eligible lines from
    which at least two states of the fund have lots or shares by the end of the horizon.
    """
    amounts(draft)
    for state, limits in draft.lending.items():
        codes = draft.decisions.funds_of(state)
        funds = [draft.basis.scenario.fund_by_code[code] for code in codes]
        lending = Lending(
            limits.amounts, _payments(draft, state, funds), _joint(draft, state, funds)
        )
        draft.lending[state] = lending
        _limit(draft, state, codes, lending)


def amounts(draft: Draft) -> None:
    """What stays without the rules: sum over t of loan[s,f,t] <= amount[s,f]."""
    limits = {(row.state, row.fund): row.amount for row in draft.basis.scenario.fund_limits}
    for state in draft.basis.states:
        codes = draft.decisions.funds_of(state)
        for code in codes:
            drawn = Terms.sum(draft.decisions.loan(state, code))
            draft.builder.row("origin", (state, code), drawn, upper=limits[state, code])
        if codes:
            draft.lending[state] = Lending(tuple(limits[state, code] for code in codes), {}, {})


def _limit(draft: Draft, state: str, codes: Sequence[str], lending: Lending) -> None:
    loans = [draft.decisions.loan(state, code) for code in codes]
    for places, payments in lending.payments.items():
        named = tuple(codes[place] for place in sorted(places))
        for period, payment in enumerate(payments):
            drawn = Terms.sum(loans[place][period] for place in places).include(-1, payment)
            draft.builder.row("origin", (state, *named, draft.basis.codes[period]), drawn, upper=0)
    for place, (start, payment) in lending.joint.items():
        drawn = Terms.sum(loans[place][start:]).include(-1, payment)
        draft.builder.row("origin", (state, codes[place], "joint"), drawn, upper=0)


def eligible(fund: Fund, line: ProductionLine) -> bool:
    """Product by product: enough of it is made inside, and where asked it is designed there."""
    designed = line.design_authority_inside or not fund.needs_design_authority
    return designed and line.inside_share >= fund.min_inside_share


def _payments(draft: Draft, state: str, funds: Sequence[Fund]) -> dict[frozenset[int], list[Terms]]:
    """By sets of funds; of sets that lend for the same lines the largest says all."""
    sets: dict[frozenset[str], frozenset[int]] = {}
    lines = [
        line
        for line in draft.basis.scenario.lines
        if (state, line.code) in draft.decisions.dealings
    ]
    places = range(len(funds))
    for some in chain.from_iterable(combinations(places, count + 1) for count in places):
        reach = frozenset(
            line.code for line in lines if any(eligible(funds[place], line) for place in some)
        )
        sets[reach] = sets.get(reach, frozenset()).union(some)
    payments = {}
    for reach, lenders in sets.items():
        due = [Terms() for _ in range(draft.basis.length)]
        for line in lines:
            if line.code in reach:
                _add(due, _own(draft, state, line))
                _add(due, _shares(draft, state, line))
        payments[lenders] = due
    return payments


def _add(due: Sequence[Terms], more: Sequence[Terms]) -> None:
    for terms, other in zip(due, more, strict=True):
        terms.include(1, other)


def _own(draft: Draft, state: str, line: ProductionLine) -> list[Terms]:
    """Instalments of lots, by period."""
    prices = draft.basis.prices
    series = draft.decisions.delivered(state, line.code)
    return _instalments(series, prices.due(line, prices.lot_price(state, line)))


def _shares(draft: Draft, state: str, line: ProductionLine) -> list[Terms]:
    """Instalments of shares in all pools, by period."""
    prices = draft.basis.prices
    total = [Terms() for _ in range(draft.basis.length)]
    for pool in draft.basis.scenario.pools_of[line.capability]:
        series = draft.decisions.pool_shares(state, pool.code, line.code)
        if series is not draft.decisions.never:
            due = prices.due(line, prices.share_price(state, pool, line))
            _add(total, _instalments(series, due))
    return total


def _instalments(series: Series, due: Sequence[Due]) -> list[Terms]:
    payments = [Terms() for _ in series]
    for held, variable in enumerate(series):
        for period, amount in due[held]:
            payments[period].add(amount, variable)
    return payments


def _joint(draft: Draft, state: str, funds: Sequence[Fund]) -> dict[int, tuple[int, Terms]]:
    """By place of the funds that ask for joint buying: since when, and what they may lend for."""
    joint = {}
    for place, fund in enumerate(funds):
        if fund.joint_from_period is not None:
            start = draft.basis.scenario.period_index[fund.joint_from_period]
            payments = Terms()
            for line in draft.basis.scenario.lines:
                if (state, line.code) in draft.decisions.dealings and eligible(fund, line):
                    for shares in _shares(draft, state, line)[start:]:
                        payments.include(1, shares)
                    payments.add(1, _joint_money(draft, state, fund, line, start))
            joint[place] = start, payments
    return joint


def _joint_money(
    draft: Draft, state: str, fund: Fund, line: ProductionLine, start: int
) -> int | None:
    """Instalments of own lots due from a period on where the line is bought jointly, else 0."""
    own = Terms.total(_own(draft, state, line)[start:])
    flag = _bought_jointly(draft, fund, line) if own.coefficients else None
    if flag is None:
        return None
    most, codes = draft.builder.most(own), (state, line.code, fund.code)
    labels = draft.basis.labels(state=state, line=line.code)
    money = draft.auxiliary("joint_money", codes, most, _where(flag, own), labels)
    draft.builder.row("joint_money", codes, Terms().add(1, money).include(-1, own), upper=0)
    only = Terms().add(1, money).add(-most, flag)
    draft.builder.row("joint_money", (*codes, "joint"), only, upper=0)
    return money


def _where(flag: int, form: Terms) -> Completion:
    return lambda values: form.surplus(values) if values[flag] else 0


def _bought_jointly(draft: Draft, fund: Fund, line: ProductionLine) -> int | None:
    """1 where two states of the fund have lots or shares of the line in the end; None: never."""
    codes = (line.code, fund.code)
    known = draft.builder.find("joint", *codes)
    if known is not None:
        return known
    buyers = Terms.sum(_buys(draft, state, line) for state in fund.states)
    if len(buyers.coefficients) < 2:
        return None
    labels = draft.basis.labels(line=line.code)
    flag = draft.auxiliary("joint", codes, 1, lambda values: int(buyers.value(values) > 1), labels)
    draft.builder.row("joint", codes, buyers.copy().add(-2, flag), lower=0)
    return flag


def _buys(draft: Draft, state: str, line: ProductionLine) -> int | None:
    """1 where the state has lots or shares of the line in the end."""
    known = draft.builder.find("buys", state, line.code)
    if known is not None or (state, line.code) not in draft.decisions.dealings:
        return known
    held = Terms().add(1, draft.decisions.delivered(state, line.code)[-1])
    for pool in draft.basis.scenario.pools_of[line.capability]:
        held.add(1, draft.decisions.pool_shares(state, pool.code, line.code)[-1])
    if not held.coefficients:
        return None
    codes = (state, line.code)
    labels = draft.basis.labels(state=state, line=line.code)
    buys = draft.auxiliary("buys", codes, 1, held.occurs, labels)
    draft.builder.row("buys", codes, held.copy().add(-1, buys), lower=0)
    return buys
