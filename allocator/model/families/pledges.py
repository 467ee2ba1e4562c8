"""Promises, demands, and the caps and floors of rules."""

from allocator.domain.quantity import MILLE, ceil_div
from allocator.domain.rule import Pledge, Rule
from allocator.model.draft import Draft
from allocator.model.linear_form import Terms


def pledges(draft: Draft) -> None:
    """What a pledge names compares as it says at the end of its period; rules cap and lift.

    contribution: contribution[s,c,t] in units; order: lot x delivered[s,l,t] in units; pool_join:
    join[s,p]; pool_open: operating[p,t]; expansion: expansion[l,t] in steps.
    Rules, for each state they bind alone: on a capability, contribution[s,c,t] <= value in every
    period, >= value in the last; on a line, lot x delivered[s,l,T-1]; on a domain, the prices of
    all lots and shares of its capabilities over the horizon. All these rows may give way. Where
    values of rules may be moved, rows of units are in thousandths, as the values are.
    """
    for pledge in draft.basis.scenario.pledges:
        at_least = pledge.quantity if pledge.relation != "at_most" else None
        at_most = pledge.quantity if pledge.relation != "at_least" else None
        codes = (pledge.object, pledge.code, pledge.state or "", pledge.period, str(pledge.row))
        draft.builder.row(
            "pledges", codes, _pledged(draft, pledge), lower=at_least, upper=at_most, elastic=True
        )
    for rule in draft.basis.scenario.rules:
        if rule.effect != "forbid":
            for state in rule.states:
                _bind(draft, rule, state)


def _pledged(draft: Draft, pledge: Pledge) -> Terms:
    decisions, state = draft.decisions, pledge.state or ""
    period = draft.basis.scenario.period_index[pledge.period]
    terms = Terms()
    match pledge.object:
        case "contribution":
            terms.add(1, decisions.contribution(state, pledge.code)[period])
        case "order":
            terms.add(_lot(draft, pledge.code), decisions.delivered(state, pledge.code)[period])
        case "pool_join":
            terms.add(1, decisions.join(state, pledge.code))
        case "pool_open":
            terms.add(1, decisions.operating(pledge.code)[period])
        case "expansion":
            terms.add(1, decisions.expansion(pledge.code)[period])
    return terms


def _bind(draft: Draft, rule: Rule, state: str) -> None:
    name = (*rule.key, state)
    if rule.scope == "domain":
        _compare(draft, rule, name, _spent(draft, rule, state), rule.value)
    elif rule.line is not None:
        delivered = draft.decisions.delivered(state, rule.line)[-1]
        units = Terms().add(_lot(draft, rule.line), delivered)
        _compare_units(draft, rule, name, units)
    else:
        periods = range(draft.basis.length) if rule.effect == "cap" else [draft.basis.length - 1]
        for capability in rule.capabilities:
            contribution = draft.decisions.contribution(state, capability)
            for period in periods:
                codes = (*name, draft.basis.codes[period])
                units = Terms().add(1, contribution[period])
                _compare_units(draft, rule, codes, units)


def _compare(draft: Draft, rule: Rule, codes: tuple[str, ...], terms: Terms, value: int) -> None:
    cap = rule.effect == "cap"
    draft.builder.row(
        "pledges",
        ("rule", *codes),
        terms,
        lower=None if cap else value,
        upper=value if cap else None,
        elastic=True,
    )


def _compare_units(draft: Draft, rule: Rule, codes: tuple[str, ...], units: Terms) -> None:
    """Thousandths of a unit as whole units: a cap rounded down, a floor up."""
    if draft.basis.movable:
        _compare(draft, rule, codes, Terms().include(MILLE, units), rule.value)
        return
    whole = rule.value // MILLE if rule.effect == "cap" else ceil_div(rule.value, MILLE)
    _compare(draft, rule, codes, units, whole)


def _spent(draft: Draft, rule: Rule, state: str) -> Terms:
    """Prices of all lots and shares of the capabilities over the horizon."""
    scenario, prices, decisions = draft.basis.scenario, draft.basis.prices, draft.decisions
    spent = Terms()
    for capability in rule.capabilities:
        for line in scenario.lines_of[capability]:
            spent.add(prices.lot_price(state, line), decisions.delivered(state, line.code)[-1])
        for pool in scenario.pools_of[capability]:
            for code in pool.lines:
                shares = decisions.pool_shares(state, pool.code, code)[-1]
                price = prices.share_price(state, pool, scenario.line_by_code[code])
                spent.add(price, shares)
    return spent


def _lot(draft: Draft, line: str) -> int:
    scenario = draft.basis.scenario
    return scenario.capability_by_code[scenario.line_by_code[line].capability].lot
