"""Where the work goes: return of money as work, caps on hosts, second sources."""

from collections.abc import Mapping

from allocator.domain.capability import Capability
from allocator.domain.quantity import WHOLE, ceil_div
from allocator.model.draft import Draft
from allocator.model.linear_form import Completion, Terms


def footprint(draft: Draft) -> None:
    """Money comes back as work, and no host supplies more than its cap.

    10,000 x work[s] + 10,000 x missing[s] >= return_rate x money[s] for every state with a work
    share in a line somebody is permitted to buy from; missing = 0 under the hard rule.
    10,000 x new lots of host h <= host_cap x all new lots + 9,999 by the end of the horizon.
    lot x all new lots > second_source_from implies that two hosts deliver new lots.
    """
    if draft.basis.scenario.policy.return_rate:
        _returns(draft)
    for capability in draft.basis.scenario.capabilities:
        hosts = _hosts(draft, capability)
        if len(hosts) > 1:
            _caps(draft, capability, hosts)
            _second_source(draft, capability, hosts)


def _returns(draft: Draft) -> None:
    """Work and money in whole kEUR x basis points, so that nothing is rounded."""
    policy, builder = draft.basis.scenario.policy, draft.builder
    open_lines = draft.basis.access.open_lines
    paid = {line.code: Terms() for line in draft.basis.scenario.lines}
    money = {state: _payments(draft, state, paid) for state in draft.basis.states}
    work = {state: Terms() for state in draft.basis.states}
    _add_makers(draft, work)
    exempt = set(draft.basis.states)
    for line, form in paid.items():
        total = None
        if form.coefficients:
            total = builder.defined("paid_to_line", (line,), form, draft.basis.labels(line=line))
        for state, share in draft.basis.scenario.work_share_by_line[line].items():
            work[state].add(share, total)
            if share and line in open_lines:
                exempt.discard(state)
    for state in draft.basis.states:
        if state in exempt:
            continue
        back = work[state].include(-policy.return_rate, money[state])
        if policy.return_rule == "elastic":
            most = ceil_div(policy.return_rate * builder.most(money[state]), WHOLE)
            missing = draft.auxiliary(
                "missing_return",
                (state,),
                most,
                _missing(back.copy()),
                draft.basis.labels(state=state),
            )
            back.add(WHOLE, missing)
        builder.row("footprint", (state,), back, lower=0)


def _missing(back: Terms) -> Completion:
    """Whole kEUR of work that bring the return up to zero."""
    return lambda values: max(0, ceil_div(-back.value(values), WHOLE))


def _payments(draft: Draft, state: str, paid: Mapping[str, Terms]) -> Terms:
    """A state's payments to lines, less rebates, and makers of components over the horizon.

    Those to lines are also added to what each line is paid.
    """
    scenario, prices, decisions = draft.basis.scenario, draft.basis.prices, draft.decisions
    form = Terms()
    for line in scenario.lines:
        if (state, line.code) not in decisions.dealings:
            continue
        parts = [
            (prices.lot_price(state, line), decisions.delivered(state, line.code)[-1]),
            (prices.tenth_cost(line), decisions.funding(state, line.code)[-1]),
        ]
        for pool in scenario.pools_of[line.capability]:
            shares = decisions.pool_shares(state, pool.code, line.code)[-1]
            if shares is not None:
                parts.append((prices.share_price(state, pool, line), shares))
        to_line = Terms()
        for price, variable in parts:
            to_line.add(price, variable)
        to_line.include(-1, draft.rebates.get((state, line.code), Terms()))
        form.include(1, to_line)
        paid[line.code].include(1, to_line)
    for maker in scenario.components:
        series = decisions.component_funding(state, maker.code, maker.host)
        form.add(prices.tenth_cost(maker), series[-1])
    if not form.coefficients:
        return form
    most, places = draft.builder.most(draft.total_new_money(state)), draft.basis.labels(state=state)
    number = draft.builder.defined("money_in_lines", (state,), form, places, most=most)
    return Terms().add(1, number)


def _add_makers(draft: Draft, work: Mapping[str, Terms]) -> None:
    """All funding of components that a state hosts is work in it."""
    for (_, code, host), series in draft.decisions.series["component_funding"].items():
        if host in work:
            maker = draft.basis.scenario.component_by_key[code, host]
            work[host].add(WHOLE * draft.basis.prices.tenth_cost(maker), series[-1])


def _hosts(draft: Draft, capability: Capability) -> Mapping[str, Terms]:
    """New lots by the end for each host with a line somebody is permitted to buy from."""
    open_lines = draft.basis.access.open_lines
    hosts: dict[str, Terms] = {}
    for line in draft.basis.scenario.lines_of[capability.code]:
        if line.code in open_lines:
            hosts.setdefault(line.host, Terms()).add(1, draft.new_lots(line.code)[-1])
    return hosts


def _caps(draft: Draft, capability: Capability, hosts: Mapping[str, Terms]) -> None:
    if capability.host_cap is None:
        return
    total = Terms.total(hosts.values())
    for host, lots in hosts.items():
        over = Terms().include(WHOLE, lots).include(-capability.host_cap, total)
        draft.builder.row("footprint", (capability.code, host), over, upper=WHOLE - 1)


def _second_source(draft: Draft, capability: Capability, hosts: Mapping[str, Terms]) -> None:
    """Binaries: the threshold is passed; a host delivers."""
    if capability.second_source_from is None:
        return
    builder, code = draft.builder, capability.code
    places = draft.basis.labels(capability=code)
    total = Terms.total(hosts.values())
    free = capability.second_source_from // capability.lot
    most = builder.most(total)
    if most <= free:
        return
    beyond = total.copy()
    beyond.constant -= free
    passed = draft.auxiliary("second_source", (code,), 1, beyond.occurs, places)
    above = total.copy().add(free - most, passed)
    builder.row("footprint", (code, "second_source"), above, upper=free)
    sources = Terms().add(-2, passed)
    for host, lots in hosts.items():
        delivers = draft.auxiliary("delivers", (code, host), 1, lots.occurs, places)
        sources.add(1, delivers)
        real = lots.copy().add(-1, delivers)
        builder.row("footprint", (code, host, "delivers"), real, lower=0)
    builder.row("footprint", (code, "two_hosts"), sources, lower=0)
