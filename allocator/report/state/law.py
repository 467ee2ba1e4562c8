"""What law and policy keep one state from, whether the plan would have it or not."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from allocator.domain.quantity import MILLE
from allocator.domain.record import grouped
from allocator.domain.rule import Rule
from allocator.report.prose import listing, number, product, readable, whole_listing
from allocator.report.state.view import StateView

NAMED = 6
"""Things a law names; what is more is counted."""
BASIS = 160
"""Characters of a legal basis."""


@dataclass(frozen=True, slots=True)
class Law:
    """A row of law, or several of one basis that say the same."""

    kind: str
    verb: str
    """What the state may not do, as the begin of a sentence without its subject."""
    things: str
    """With what."""
    basis: str
    cell: str
    """Of the first row."""
    capabilities: tuple[str, ...] = ()
    """Codes of what it may neither buy nor give at all."""


def laws(own: StateView) -> tuple[Law, ...]:
    """Rules, export control, pools it is barred from, states it may not pool with, small states.

    What a what-if leaves out is no law.
    """
    holds = own.view.policy.holds
    return (
        *_rules(own),
        *(_access(own) if holds("access") else ()),
        *(_roles(own) if holds("pooling") else ()),
        *(_exclusions(own) if holds("pooling") else ()),
        *(_large_systems(own) if holds("pooling") else ()),
    )


def _rules(own: StateView) -> Iterator[Law]:
    rows = (rule for rule in own.view.scenario.rules if own.state in rule.states)
    said = grouped(rows, lambda rule: (rule.code, _verb(own, rule), rule.legal_basis))
    for (_, verb, basis), rules in said.items():
        if verb:
            first = rules[0]
            banned = {c for rule in rules if rule.effect == "forbid" for c in rule.capabilities}
            yield Law(
                readable(first.kind),
                verb,
                _things(_capabilities(own, rules)),
                readable(basis, BASIS),
                own.view.scenario.book.address("rules", (first.code, first.binds, first.on)),
                tuple(c for c in own.view.capabilities if c in banned),
            )


def _verb(own: StateView, rule: Rule) -> str:
    """What the rule does to the state now; empty where it leaves it room."""
    holds, plan = own.view.policy.holds, own.view.plan
    if rule.effect == "forbid":
        what = "may order nothing from lines for" if rule.line else "may have no part in"
        return what if holds("access") else ""
    if rule.effect == "floor" or rule.scope == "domain" or not holds("pledges"):
        return ""
    if rule.line:
        line = own.view.scenario.line_by_code[rule.line]
        lot = own.view.scenario.capability_by_code[line.capability].lot
        units = lot * (1 + plan.delivered.get((own.state, rule.line, own.view.last), 0))
        verbs = "may order no lots of its own of", "may order no more from lines for"
    else:
        given = (own.state, rule.capabilities[0])
        units = 1 + max(plan.contribution.get((*given, p), 0) for p in own.view.periods)
        verbs = "may give nothing of its own of", "may give no more of"
    if MILLE * units <= rule.value:
        return ""
    return verbs[0] if rule.value < MILLE else verbs[1]


def _capabilities(own: StateView, rules: Iterable[Rule]) -> list[str]:
    lines = own.view.scenario.line_by_code
    named = {lines[rule.line].capability for rule in rules if rule.line}
    named |= {capability for rule in rules for capability in rule.capabilities}
    return [own.view.short_capability(code) for code in own.view.capabilities if code in named]


def _things(names: list[str]) -> str:
    return listing(names, NAMED)


def _access(own: StateView) -> Iterator[Law]:
    rows = [row for row in own.view.scenario.access if row.state == own.state]
    said = grouped(
        (row for row in rows if not row.permitted or row.delay_months),
        lambda row: (0 if not row.permitted else row.delay_months, row.legal_basis),
    )
    for (delay, basis), barred in said.items():
        names = [product(own.view.scenario.line_by_code[row.line].name) for row in barred]
        start = f"waits {number(delay, 'month')} longer for" if delay else "may not buy from"
        yield Law(
            "licences",
            start,
            _things(list(dict.fromkeys(names))),
            readable(basis, BASIS),
            own.view.scenario.book.address("access", (barred[0].line, own.state)),
        )


def _roles(own: StateView) -> Iterator[Law]:
    members = own.view.scenario.member_by_key
    rows = (members.get((pool, own.state)) for pool in own.view.pools)
    barred = (row for row in rows if row is not None and row.role == "barred")
    for basis, found in grouped(barred, lambda row: row.legal_basis).items():
        names = [readable(own.view.scenario.pool_by_code[row.pool].name) for row in found]
        yield Law(
            "pools",
            "may not be in",
            _things(names),
            readable(basis, BASIS),
            own.view.scenario.book.address("pool_members", (found[0].pool, own.state)),
        )


def _exclusions(own: StateView) -> Iterator[Law]:
    rows = [row for row in own.view.scenario.exclusions if own.state in (row.state, row.state_2)]
    for basis, found in grouped(rows, lambda row: row.legal_basis).items():
        others = {s for row in found for s in (row.state, row.state_2)} - {own.state}
        kept = {capability for row in found for capability in row.capabilities}
        names = [own.view.short_capability(c) for c in own.view.capabilities if c in kept]
        first = found[0]
        yield Law(
            "exclusion",
            "shares no pool with",
            f"{whole_listing(own.named(s) for s in own.view.states if s in others)}: "
            f"{_things(names)}",
            readable(basis, BASIS),
            own.view.scenario.book.address("exclusions", (first.state, first.state_2, first.on)),
        )


def _large_systems(own: StateView) -> Iterator[Law]:
    if not own.record.small_state:
        return
    records = own.view.scenario.capability_by_code
    large = [code for code in own.view.capabilities if records[code].large_system]
    if large:
        names = [own.view.short_capability(code) for code in large]
        yield Law(
            "small state",
            "may buy large systems only through pools:",
            _things(names),
            "",
            own.view.scenario.book.address("capabilities", (large[0],), "large_system"),
        )
