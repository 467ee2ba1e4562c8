"""What a comparison comes to, in sentences; each is said only where its figures bear it out."""

from collections import Counter
from collections.abc import Iterable, Iterator
from fractions import Fraction

from allocator.report.names import allies, named
from allocator.report.numbers import amount, per_cent, per_cent_of_key
from allocator.report.prose import listing, number, opening, readable, verb, whole_listing
from allocator.report.view import View
from allocator.study.compare.common import measured_alike
from allocator.study.compare.compare import Pair
from allocator.study.compare.decisions import UNIT, PoolShift
from allocator.study.compare.figures import Number
from allocator.study.compare.inputs import InputShift
from allocator.study.compare.words import (
    LONGEST,
    capability,
    coverage,
    payers,
    span,
    told_apart,
    when,
)

MARKING = "classification"
"""The setting and the column that say how a plan and its rows are marked."""
MOST_KINDS = 4
"""Kinds of decisions, and sheets, that a sentence names."""
PLURALS = {
    "period": "periods",
    "state": "states",
    "capability": "capabilities",
    "line": "lines",
    "pool": "pools",
    "fund": "funds",
    "component": "components",
}
"""What may stand apart, where it is more than one."""


def sentences(pair: Pair) -> tuple[str, ...]:
    """What differs, who pays, what is covered, and what the comparison leaves out."""
    if pair.nothing_differs:
        return ("Nothing differs: the same decisions on the same input, and as much is proven.",)
    parts = (
        *(_decided, _inputs, _money, _payers, _largest),
        *(_cover, _covered, _worse_elsewhere, _pools),
    )
    cautions = (_what_ifs, _proof, _apart)
    return tuple(f"{opening(words)}." for part in (*parts, *cautions) if (words := part(pair)))


def _decided(pair: Pair) -> str:
    count = len(pair.decisions)
    if pair.same_decisions:
        return "the decisions are the same"
    if not count:
        return "the decisions on what both plans know are the same"
    tally = _tally(UNIT[shift.decision][0] for shift in pair.decisions)
    return f"{number(count, 'decision')} {verb(count, 'differs', 'differ')}: {tally}"


def _inputs(pair: Pair) -> str:
    if pair.same_input:
        return "the input is the same"
    cells = [shift for shift in pair.inputs if not shift.row]
    wording = [shift for shift in cells if shift.wording]
    parts = []
    if cells:
        among = f" ({len(wording):,} of them {_wording(wording)})" if wording else ""
        if len(wording) == len(cells):
            among = f" {_wording(wording)}"
        sheets = _tally(shift.sheet for shift in cells)
        parts.append(
            f"{number(len(cells), 'cell')} of the input "
            f"{verb(len(cells), 'differs', 'differ')}{among}: {sheets}"
        )
    for plan, rows in (
        (pair.first, [shift for shift in pair.inputs if shift.row and shift.after is None]),
        (pair.other, [shift for shift in pair.inputs if shift.row and shift.before is None]),
    ):
        if rows:
            sheets = _tally(shift.sheet for shift in rows)
            parts.append(
                f"{number(len(rows), 'row')} {verb(len(rows), 'stands', 'stand')} "
                f"in {plan.label} alone: {sheets}"
            )
    return "; ".join(parts)


def _wording(cells: list[InputShift]) -> str:
    """Where cells differ that no rule reads; a marking is named, for it goes on every page."""
    marked = sum(MARKING in (cell.column, *cell.key) for cell in cells)
    if marked == len(cells):
        return "in classification alone"
    return f"in names, {'classification, ' if marked else ''}sources and notes alone"


def _tally(names: Iterable[str]) -> str:
    """`orders (7), crews (6) and others`, the most frequent first; a single name without number."""
    tally = Counter(names)
    most = sorted(tally, key=lambda name: (-tally[name], name))
    if len(most) == 1:
        return most[0]
    if len(most) > MOST_KINDS:
        return f"{', '.join(f'{name} ({tally[name]:,})' for name in most[:MOST_KINDS])} and others"
    return listing(f"{name} ({tally[name]:,})" for name in most)


def _money(pair: Pair) -> str:
    money = pair.totals["new_money"]
    whose = "" if pair.common.complete("state") else " of the states that both plans know"
    start = f"new money{whose} {span(pair)}"
    if money.before is None or money.after is None or not money.difference:
        return f"{start} is {amount(money.after or 0)} in both plans"
    moves = "rises" if money.difference > 0 else "falls"
    part = "" if money.part is None else f" ({_signed(money.part)})"
    return (
        f"{start} {moves} by {amount(abs(Fraction(money.difference)))}{part}, from "
        f"{amount(money.before)} to {amount(money.after)}"
    )


def _payers(pair: Pair) -> str:
    if pair.same_decisions and not payers(pair):
        return ""
    more = [(code, money) for code, money in payers(pair) if money > 0]
    less = [(code, money) for code, money in reversed(payers(pair)) if money < 0]
    if not more and not less:
        return "every state pays the same in both plans"
    return "; ".join(_paying(pair, found, way) for found, way in ((more, "more"), (less, "less")))


def _paying(pair: Pair, found: list[tuple[str, Number]], way: str) -> str:
    if not found:
        return f"no state pays {way}"
    view = pair.first.view
    words = listing(
        f"{named(view, code)} by {amount(abs(Fraction(money)))}" for code, money in found
    )
    count = len(found)
    return f"{number(count, 'state')} {verb(count, 'pays', 'pay')} {way}: {words}"


def _largest(pair: Pair) -> str:
    if not measured_alike("spread", *pair.views):
        return "burdens are not measured alike, and are not compared"
    before, after = (
        max(burden.basis_points for burden in view.burdens.values()) for view in pair.views
    )
    bearers = [_bearers(view, top) for view, top in zip(pair.views, (before, after), strict=True)]
    if before == after:
        if not before:
            return ""
        same = bearers[0] == bearers[1]
        who = bearers[0] if same else f"{bearers[0]}; in {pair.other.label}: {bearers[1]}"
        return f"the largest burden stays at {per_cent_of_key(before)} of key money ({who})"
    moves = "rises" if after > before else "falls"
    return (
        f"the largest burden {moves} from {per_cent_of_key(before)} of key money ({bearers[0]}) to "
        f"{per_cent_of_key(after)} ({bearers[1]})"
    )


def _bearers(view: View, top: int) -> str:
    return listing(
        named(view, code) for code in view.states if view.burdens[code].basis_points == top
    )


def _cover(pair: Pair) -> str:
    share = pair.cover["european"]
    before, after = told_apart(Fraction(share.before or 0), Fraction(share.after or 0))
    complete = pair.common.complete("capability")
    whose = "" if complete else " of the capabilities that both plans know"
    start = f"{when(pair)} {_who(pair)} supply"
    if share.before == share.after:
        return f"{start} {after} of what is needed{whose} in both plans"
    way = "more" if share.rise > 0 else "less"
    return f"{start} {way} of what is needed{whose}: {after} instead of {before}"


def _who(pair: Pair) -> str:
    """Who meets requirements, where both plans call them alike."""
    names = {allies(view) for view in pair.views}
    return names.pop() if len(names) == 1 else "the member states"


def _covered(pair: Pair) -> str:
    found = coverage(pair)
    better = [code for code, part in found if part > 0]
    worse = [code for code, part in reversed(found) if part < 0]
    if not better and not worse:
        return f"no capability is covered better or worse {when(pair)}".removesuffix(",")
    parts = []
    for codes, way in ((better, "better"), (worse, "worse")):
        if codes:
            count = len(codes)
            words = listing(_missing(pair, code) for code in codes)
            start = f"{number(count, 'capability', 'capabilities')} {verb(count, 'is', 'are')}"
            parts.append(f"{start} covered {way}: {words}")
    return f"{when(pair)} {'; '.join(parts)}"


def _worse_elsewhere(pair: Pair) -> str:
    """How many capabilities are covered worse in the periods not looked at."""
    worse = Counter(
        period
        for (_, period), figures in pair.by_capability.items()
        if period != pair.period and figures["missing_share"].rise > 0
    )
    told = whole_listing(
        f"{number(worse[period], 'capability', 'capabilities')} in {period}"
        for period in pair.periods
        if worse[period]
    )
    return f"covered worse in other periods: {told}" if told else ""


def _missing(pair: Pair, code: str) -> str:
    shift = pair.by_capability[code, pair.period]["missing_share"]
    before, after = told_apart(Fraction(shift.before or 0), Fraction(shift.after or 0), 0)
    return f"{capability(pair.first.view, code)} ({after} missing instead of {before})"


def _pools(pair: Pair) -> str:
    said = [words for pool in pair.pools for words in pool_words(pool, pair.first.view)]
    if said:
        return f"pools: {listing(said, 6)}"
    opened = any(any(pool.open) for pool in pair.pools)
    return "the same pools open, with the same members" if opened else ""


def pool_words(pool: PoolShift, view: View) -> Iterator[str]:
    """Opened or closed; who joins, leaves and leads where it is open in both plans."""
    own = readable(pool.name, LONGEST)
    if pool.open == (False, True):
        yield f"{own} opens with {number(len(pool.members[1]), 'member')}"
    elif pool.open == (True, False):
        yield f"{own} does not open any more"
    elif all(pool.open):
        for codes, verbs in ((pool.joined, ("joins", "join")), (pool.left, ("leaves", "leave"))):
            if codes:
                who = listing(named(view, code) for code in codes)
                yield f"{who} {verb(len(codes), *verbs)} {own}"
        before, after = pool.leader
        if before and after and before != after:
            yield f"{named(view, after)} leads {own} instead of {named(view, before)}"


def _what_ifs(pair: Pair) -> str:
    ignored = [
        f"{plan.label} ignores {listing(plan.view.policy.families_off, 20)}"
        for plan in (pair.first, pair.other)
        if plan.view.policy.families_off
    ]
    return f"what-ifs: {'; '.join(ignored)}" if ignored else ""


def _proof(pair: Pair) -> str:
    unproven = [
        plan.label for plan in (pair.first, pair.other) if plan.view.provenance.verdict != "optimal"
    ]
    if pair.same_decisions:
        alike = pair.same_proof or not pair.same_input
        return "" if alike else "what is proven of them differs, see the sheet aims"
    if not unproven:
        return ""
    return (
        f"not every aim of {listing(unproven)} is proven: a difference smaller than the gaps on "
        "the sheet aims may be the search's"
    )


def _apart(pair: Pair) -> str:
    if not pair.common.apart:
        return ""
    groups: dict[tuple[str, str], list[str]] = {}
    for each in pair.common.apart:
        alone = f"in {(pair.other if each.after else pair.first).label} alone"
        groups.setdefault((each.what, each.why or alone), []).append(readable(each.name, LONGEST))
    words = (
        f"{PLURALS[what] if len(names) > 1 else what} {listing(names, 5)} ({why})"
        for (what, why), names in groups.items()
    )
    return f"not compared: {'; '.join(words)}"


def _signed(part: Fraction) -> str:
    return f"{'+' if part > 0 else ''}{per_cent(part)}"
