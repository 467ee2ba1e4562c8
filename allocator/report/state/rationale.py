"""A section of a state's sheet: why this share, each sentence with the figure that bears it out."""

from collections.abc import Callable
from fractions import Fraction

from allocator.report.burden_measures import average
from allocator.report.burden_split import COLUMNS as SPLIT
from allocator.report.numbers import amount, part_of, per_cent_of_key
from allocator.report.prose import number, verb, whole_listing
from allocator.report.sheet import TITLE_ROWS
from allocator.report.state.found import found_elsewhere
from allocator.report.state.grid import COLUMNS, Section, cell, listed
from allocator.report.state.room import Reason, less, more, spent
from allocator.report.state.view import StateView
from allocator.tables.frame import Frame
from allocator.tables.table import Block

TITLE = "Why this share"
MOST = 6
"""Sentences; those that say most come first when some have to go."""
FEW = 5
"""Up to so many states are few that can give a capability."""
ALIKE = 2
"""States with like keys that are named."""
OUT = ("ceiling", "budget window", "crews", "burden ceiling", "stand-alone limit", "limit in force")
"""Limits at which a state can give no more of anything, crews but of what needs no posts."""


def rationale(own: StateView, sheet: str, row: int) -> Section:
    """The sentences that are true of the state, a row each."""
    columns = (
        cell("words", "What decides it", "prose", COLUMNS - 11),
        cell("figure", "Figure", "text", 5),
        cell("where", "Cell", "code", 6),
    )
    block = Block(Frame(sheet, columns, row=row + 2), tuple(reasons(own)))
    words = "Each sentence with its figure and the cell of the plan or its input where that stands."
    return listed(row, TITLE, words, block)


def reasons(own: StateView) -> tuple[Reason, ...]:
    """Up to six, in the order in which they are read."""
    found = [reason for part in PARTS if (reason := part(own))]
    found += found_elsewhere(own)
    dispensable = [part(own) for part in (few, alike, spent)]
    while len(found) > MOST and dispensable:
        reason = dispensable.pop(0)
        found = [each for each in found if each != reason]
    return tuple(found[:MOST])


def bears(own: StateView) -> Reason | None:
    """Its burden against the largest and against that of all together."""
    view, burdens = own.view, own.view.burdens
    mine = own.burden.basis_points
    where = _split(own, own.state, "burden")
    if not own.burden.key_money:
        return Reason(
            "It has no part in the burden key.", "0 %", _split(own, own.state, "key_money")
        )
    if not mine:
        return Reason("It bears no burden.", per_cent_of_key(0), where)
    most = max(view.states, key=lambda state: burdens[state].basis_points)
    largest, together = burdens[most].basis_points, average(view)
    side = "above" if own.burden.exact > together else "below"
    beside = f"{side} that of all states together ({part_of(together, 2)})"
    if own.burden.exact == together:
        beside = "that of all states together"
    if mine == largest:
        same = sum(each.basis_points == mine for each in burdens.values()) - 1
        shared = (
            f", which {number(same, 'other')} {verb(same, 'bears', 'bear')} too" if same else ""
        )
        return Reason(f"Its burden is the largest{shared}.", per_cent_of_key(mine), where)
    part, top = part_of(Fraction(mine, largest), 0), own.named(most)
    if same := sum(each.basis_points == largest for each in burdens.values()) - 1:
        top += f" and {number(same, 'other')}"
    words = f"Its burden is {part} of the largest ({top}) and {beside}."
    return Reason(words, per_cent_of_key(mine), where)


def drives(own: StateView) -> Reason | None:
    """The capabilities that most of its money goes into."""
    money = _by_capability(own)
    total = sum(money.values())
    top = sorted((code for code in money if money[code] > 0), key=lambda code: -money[code])[:2]
    if not top or total <= 0:
        return None
    names = whole_listing(
        f"{own.view.short_capability(code)} ({part_of(Fraction(money[code], total), 0)})"
        for code in top
    )
    largest = sum(money[code] for code in top)
    start = "Most of its money goes into" if 2 * largest > total else "Its largest items are"
    return Reason(f"{start} {names}.", amount(largest), _split(own, own.state, "new_money"))


def few(own: StateView) -> Reason | None:
    """How many can give what most of its money goes into, and how many of them can give more."""
    money = _by_capability(own)
    if not money or max(money.values()) <= 0:
        return None
    code = max(money, key=lambda each: money[each])
    view, name = own.view, own.view.short_capability(code)
    able = [state for state in view.states if _able(own, state, code)]
    others = [state for state in able if state != own.state]
    held = [state for state in others if _exhausted(own, state, code)]
    where = view.scenario.book.address("capabilities", (code,))
    if len(able) <= FEW < len(view.states):
        words = f"Only {number(len(able), 'state')} {verb(len(able), 'holds', 'hold')} or may buy "
        return Reason(f"{words}{name}.", f"{len(able)} of {len(view.states)}", where)
    if others and 2 * len(held) >= len(others):
        words = (
            f"Of the {number(len(others), 'other')} that hold or may buy {name}, {len(held)} can "
            "give no more: money or people are used up, or the cap of one state is reached."
        )
        return Reason(words, f"{len(held)} of {len(others)}", where)
    return None


def alike(own: StateView) -> Reason | None:
    """What the states bear whose keys are nearest to its own."""
    burdens = own.view.burdens
    key = own.burden.key_money
    others = [s for s in own.view.states if s != own.state and burdens[s].key_money]
    near = sorted(others, key=lambda state: abs(burdens[state].key_money - key))[:ALIKE]
    if not key or len(near) < ALIKE:
        return None
    one, other = (
        f"{own.named(state)} bears {per_cent_of_key(burdens[state].basis_points)}" for state in near
    )
    where = ", ".join(_split(own, state, "burden") for state in near)
    words = f"Of the states whose keys are nearest to its own, {one} and {other} of theirs."
    return Reason(words, per_cent_of_key(own.burden.basis_points), where)


PARTS: tuple[Callable[[StateView], Reason | None], ...] = (
    bears,
    drives,
    few,
    more,
    spent,
    less,
    alike,
)


def _split(own: StateView, state: str, key: str) -> str:
    """The cell of a state on the sheet `burden_split`."""
    frame = Frame("burden_split", SPLIT, row=TITLE_ROWS)
    return frame.abroad(frame.at(key, own.view.rank["state"][state]))


def _by_capability(own: StateView) -> dict[str, int]:
    """Its new money, kEUR, by capability; components serve several and are left out."""
    money: dict[str, int] = {}
    for charge in own.charges:
        if charge.capability:
            money[charge.capability] = money.get(charge.capability, 0) + charge.amount
    return money


def _able(own: StateView, state: str, capability: str) -> bool:
    """Whether a state has any of a capability or may buy it, alone or in a pool."""
    view, ledger = own.view, own.view.ledger
    rights = ledger.rights
    if not rights.may_contribute(state, capability):
        return False
    held = ledger.stock.available.get((state, capability), ledger.stock.zero)
    shares = ledger.stock.shares_today.get((state, capability), 0)
    lines = view.scenario.lines_of[capability]
    alone = any(
        rights.permitted(state, line.code) and not rights.too_large(state, line.code)
        for line in lines
    )
    pooled = any(
        rights.may_share(state, pool.code, line)
        for pool in view.scenario.pools_of[capability]
        for line in pool.lines
    )
    return any(held) or bool(shares) or alone or pooled


def _exhausted(own: StateView, state: str, capability: str) -> bool:
    """Whether a state is at a limit in the last period, or at the cap of one state."""
    view = own.view
    record = view.scenario.capability_by_code[capability]
    for limit in own.alliance.limits:
        if state in limit.states:
            unmanned = limit.kind == "crews" and not record.posts
            if limit.kind in OUT and limit.period in ("", view.last) and not unmanned:
                return True
            if limit.kind == "concentration" and limit.capability == capability:
                return True
    return False
