"""Sentences on one state: what it gives, buys, shares, gets and pays, what binds it, what is due.

Each says something that the plan's accounts show; one that has nothing to say is left out, or says
that there is nothing where its absence would leave a question.
"""

from fractions import Fraction

from allocator.accounts.spending import yearly_cost_left
from allocator.report.names import component_name, subject
from allocator.report.numbers import amount, month_name, part_of
from allocator.report.prose import listing, number, product, readable, whole_listing
from allocator.report.requirements import needed
from allocator.report.state.bounds import bounds, law
from allocator.report.state.burden_words import neighbours, pays
from allocator.report.state.decisions import decisions
from allocator.report.state.purchases import growth, memberships, purchases
from allocator.report.state.view import Alliance, StateView
from allocator.report.view import View


def state_sentences(view: View, state: str, alliance: Alliance | None = None) -> tuple[str, ...]:
    """What the plan means for a state, in full sentences that stand by themselves under its name.

    `alliance` spares the accounts that all states share being made again for each of them.
    """
    return sentences(StateView(alliance or Alliance(view), state))


def sentences(own: StateView) -> tuple[str, ...]:
    """The same of a state that is looked at already."""
    said = (
        gives(own),
        buys(own),
        grows(own),
        pools(own),
        industry(own),
        pays(own),
        neighbours(own),
        leaves(own),
        bounds(own),
        law(own),
        decides(own),
    )
    return tuple(filter(None, said))


def gives(own: StateView) -> str:
    """What counts of it at the deadline and at the end."""
    view = own.view
    now, then = len(own.given(view.deadline)), len(own.given(view.last))
    later = view.last != view.deadline
    who = subject(view, own.state)
    if not now and not then:
        end = f", nor by {view.last}" if later else ""
        return f"{who} gives nothing that counts at the deadline ({view.deadline}){end}."
    if not now:
        some = f"{number(then, 'capability', 'capabilities')}{_most(own, view.last)}"
        return (
            f"{who} gives nothing that counts at the deadline ({view.deadline}); by "
            f"{view.last} it stands behind {some}."
        )
    change = f"; by {view.last} behind {then}" if later and then != now else ""
    wanted = len(needed(view, view.deadline))
    what = f"{now} of the {wanted:,} capabilities that are needed"
    if wanted == 1:
        what = "the only capability that is needed"
    most = _most(own, view.deadline)
    return f"At the deadline ({view.deadline}) {own.name} stands behind {what}{most}{change}."


def _most(own: StateView, period: str) -> str:
    """Where it stands behind the largest parts of what is needed."""
    required = own.view.scenario.required
    parts = {code: units / required[code, period] for code, units in own.given(period).items()}
    largest = sorted(parts, key=lambda code: -parts[code])[:3]
    shares = [part_of(parts[code], 0) for code in largest]
    shares[0] += " of the need"
    names = map(own.view.short_capability, largest)
    said = whole_listing(f"{name} ({share})" for name, share in zip(names, shares, strict=True))
    return f", above all {said}" if len(parts) > len(largest) else f": {said}"


def buys(own: StateView) -> str:
    """Money by line, alone and in pools."""
    money: dict[str, int] = {}
    for bought in purchases(own):
        money[bought.line.code] = money.get(bought.line.code, 0) + bought.money
    if not money:
        return "It buys nothing under this plan."
    lines = own.view.scenario.line_by_code
    hosts = {lines[code].host for code in money}
    total = sum(money.values())
    home = sum(paid for code, paid in money.items() if lines[code].host == own.state)
    largest = sorted(money, key=lambda code: -money[code])[:3]
    named = [
        f"{product(lines[code].name)} from {own.named(lines[code].host)} ({amount(money[code])})"
        for code in largest
    ]
    start = f"It buys from {number(len(money), 'production line')}"
    if len(money) == 1:
        return f"{start}: {named[0]}."
    where = "one country" if len(hosts) == 1 else f"{len(hosts)} countries"
    at_home = f", {part_of(Fraction(home, total), 0)} of it at home" if home and total else ""
    first = f"above all {whole_listing(named)}" if len(money) > len(named) else whole_listing(named)
    return f"{start} in {where} for {amount(total)}{at_home}: {first}."


def grows(own: StateView) -> str:
    """Steps of lines and of makers of components."""
    paid = [(code, money) for code, _, money in growth(own) if money]
    if not paid:
        return ""
    lines = own.view.scenario.line_by_code
    names = [
        product(lines[code].name) if code in lines else component_name(code) for code, _ in paid
    ]
    total = amount(sum(money for _, money in paid))
    return f"It puts {total} into the growth of production: {listing(dict.fromkeys(names))}."


def pools(own: StateView) -> str:
    """Those it is in, with its part of them, and those it leads."""
    joined = memberships(own)
    if not joined:
        return "It is in no pool."
    names = [readable(membership.pool.name) for membership in joined]
    shown = [
        f"{name} ({part_of(membership.part, 0) if membership.part else 'none'} of the shares)"
        for name, membership in zip(names, joined, strict=True)
    ]
    order = sorted(range(len(joined)), key=lambda at: -joined[at].money)
    led = [at for at in order if joined[at].leads]
    start = f"It is in {number(len(joined), 'pool')}: {listing(shown[at] for at in order)}"
    if not led:
        return f"{start}."
    if len(joined) == 1:
        return f"It is in one pool, {shown[0]}, and leads it as framework nation."
    what = "all of them" if len(led) == len(joined) else listing(names[at] for at in led)
    return f"{start}; as framework nation it leads {what}."


def industry(own: StateView) -> str:
    """Work that comes back, and who pays for it."""
    account = own.footprint
    missing = f", {amount(account.missing)} less than is asked for" if account.missing else ""
    if not account.work:
        return f"No work falls to its industry{missing}."
    returned = ""
    if account.money:
        part = part_of(account.work / account.money, 0)
        returned = f", {part} of the {amount(account.money)} it pays to industry"
    payers: dict[str, int] = {}
    for work in own.work:
        if work.payer != own.state:
            payers[work.payer] = payers.get(work.payer, 0) + work.parts
    # Net of rebates, which take back some of what was paid.
    paying = [state for state in payers if payers[state] > 0]
    order = sorted(paying, key=lambda state: -payers[state])[:3]
    among = f"; its largest customers abroad are {whole_listing(map(own.named, order))}"
    if len(order) == 1:
        among = f"; its only customer abroad is {own.named(order[0])}"
    start = f"Its industry gets work worth {amount(account.work)}{returned}{missing}"
    return f"{start}{among if order else ''}."


def leaves(own: StateView) -> str:
    """What goes on after the horizon."""
    yearly, posts = yearly_cost_left(own.view.ledger)[own.state], own.posts
    if not yearly and not posts:
        return ""
    run = f"costs {amount(yearly)} a year to run after {own.view.last}" if yearly else ""
    people = f"takes {number(posts, 'extra post')}" if posts else ""
    return f"What the plan adds {' and '.join(filter(None, (run, people)))}."


def decides(own: StateView) -> str:
    """How much, and what is first."""
    due = decisions(own)
    if not due:
        return "It has nothing to decide or to order."
    first = due[0]
    when = month_name(first.by)
    if len(due) == 1:
        return f"It has one decision to take, by {when}: to {first.words}."
    soon = sum(each.by == first.by for each in due)
    if soon == len(due):
        return f"It has {soon} decisions to take, all by {when}, such as to {first.words}."
    begin = f"the first, by {when}, is to {first.words}"
    if soon > 1:
        begin = f"{soon} of them by {when}, such as to {first.words}"
    return (
        f"It has {len(due)} decisions to take: {begin}; the last is due by "
        f"{month_name(due[-1].by)}."
    )
