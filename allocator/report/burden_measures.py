"""Burdens by several measures side by side, and the most that policy lets a state pay."""

from collections.abc import Iterator
from fractions import Fraction

from allocator.accounts.stand_alone import StandAlone
from allocator.report.limits.limit import tight
from allocator.report.pool_roles import led
from allocator.report.prose import listing
from allocator.report.view import View
from allocator.tables.column import Column, Formula, Value
from allocator.tables.frame import Frame
from allocator.tables.table import Block, Row

MEASURES = (
    Column("name", "State", "text"),
    Column("state", "Code", "code"),
    Column("new_money", "New money\nEUR m", "money", total=True),
    Column("baseline", "Baseline\nEUR m", "money", total=True),
    Column("effort", "Effort\nEUR m", "money", total=True),
    Column("money_of_key", "New money\n% of key", "percent", digits=2),
    Column("effort_of_key", "Effort\n% of key", "percent", digits=2),
    Column("per_head", "New money\nEUR a head", "decimal", digits=0),
    Column("posts", "Extra\nposts", total=True),
    Column("posts_per_1000", "Posts per\n1,000 heads", "decimal", digits=2),
    Column("work", "Work placed\nEUR m", "money", total=True),
    Column("work_share", "Share of\nall work", "percent", total=True),
    Column("led", "Pools\nled", total=True),
    Column("led_share", "Share of\npools led", "percent", total=True),
)
LIMITS = (
    Column("name", "State", "text"),
    Column("state", "Code", "code"),
    Column("new_money", "New money\nEUR m", "money", total=True),
    Column("alone", "Alone it\ncosts EUR m", "money"),
    Column("alone_left", "Left of\nthat EUR m", "money"),
    Column("in_force", "In force\nEUR m", "money"),
    Column("in_force_left", "Left of\nthat EUR m", "money"),
    Column("words", "What that means", "text"),
)


CHART = 22
"""Rows that the chart of the split takes."""


def measured_by(view: View) -> str:
    """What is set against the key."""
    by_effort = view.policy.burden_measure == "effort"
    return "baseline effort and new money together" if by_effort else "new money"


def average(view: View) -> Fraction:
    """What all states together bear, over all key money; 0 without a key."""
    bases = sum(burden.key_money for burden in view.burdens.values())
    measured = sum(burden.measured for burden in view.burdens.values())
    return Fraction(measured, bases) if bases else Fraction(0)


def measures_frame(view: View, split: Frame) -> Frame:
    """Where the measures stand: under the split with its total, its chart and their heading."""
    return Frame(split.sheet, MEASURES, row=split.row + len(view.states) + 5 + CHART)


def measures(view: View, split: Frame) -> Block:
    """A row a state as in the split above, where key money and new money stand."""
    frame = measures_frame(view, split)
    rows = tuple(_measures(view, split, frame, at, state) for at, state in enumerate(view.states))
    return Block(frame, rows, total="All states")


def _measures(view: View, split: Frame, frame: Frame, index: int, state: str) -> Row:
    burden, record = view.burdens[state], view.scenario.state_by_code[state]
    at = {column.key: frame.at(column.key, index) for column in MEASURES}
    key = split.at("key_money", index)
    heads = record.population
    posts = view.plan.crews.get((state, view.last), 0)
    leads = len(led(view, state))
    return (
        view.state_name(state),
        state,
        Formula(f"={split.at('new_money', index)}", burden.new_money),
        burden.effort - burden.new_money,
        Formula(f"={at['new_money']}+{at['baseline']}", burden.effort),
        _over(at["new_money"], key, burden.of_key(burden.new_money)),
        _over(at["effort"], key, burden.of_key(burden.effort)),
        Fraction(burden.new_money, heads) if heads else None,
        posts,
        Fraction(posts, heads) if heads else None,
        view.footprints[state].work,
        _part(view, frame, index, "work", _work_share(view, state)),
        leads,
        _part(view, frame, index, "led", Fraction(leads, len(view.plan.lead) or 1)),
    )


def _over(money: str, key: str, value: Fraction) -> Formula:
    return Formula(f"=IF({key}=0,0,{money}/{key})", value)


def _part(view: View, frame: Frame, index: int, key: str, value: Fraction) -> Formula:
    """What a state has of a column."""
    everything = frame.down(key, len(view.states))
    return Formula(f"=IF(SUM({everything})=0,0,{frame.at(key, index)}/SUM({everything}))", value)


def _work_share(view: View, state: str) -> Fraction:
    placed = sum(account.work for account in view.footprints.values())
    return Fraction(view.footprints[state].work / placed) if placed else Fraction(0)


def burden_limits(view: View, split: Frame, row: int) -> Block | None:
    """A row a state: what it would pay alone and under the plan in force, where policy makes that
    a limit; None where neither is one."""
    policy = view.policy
    limited = policy.stand_alone_limit or policy.burden_limit_in_force
    if not limited or not policy.holds("burden"):
        return None
    frame = Frame(split.sheet, LIMITS, row=row)
    rows = tuple(_limits(view, split, frame, at, state) for at, state in enumerate(view.states))
    return Block(frame, rows, total="All states")


def _limits(view: View, split: Frame, frame: Frame, index: int, state: str) -> Row:
    money = view.ledger.new_money[state]
    alone = view.stand_alone[state] if view.policy.stand_alone_limit else None
    most = alone.limit if alone is not None else None
    in_force = view.money_in_force[state] if view.policy.burden_limit_in_force else None
    paid = frame.at("new_money", index)
    return (
        view.state_name(state),
        state,
        Formula(f"={split.at('new_money', index)}", money),
        most,
        _left(frame.at("alone", index), paid, most, money),
        in_force,
        _left(frame.at("in_force", index), paid, in_force, money),
        "; ".join(_words(money, alone, in_force)),
    )


def _left(limit: str, paid: str, most: int | None, money: int) -> Value:
    return None if most is None else Formula(f"={limit}-{paid}", most - money)


def _words(money: int, alone: StandAlone | None, in_force: int | None) -> Iterator[str]:
    limits = [("the plan in force", in_force)]
    if alone is not None and alone.limit is None:
        gaps = (f"{each.units:,} of {each.capability} in {each.period}" for each in alone.missing)
        yield f"no limit by going alone, because it would lack {listing(gaps, 2)}"
    elif alone is not None:
        limits.insert(0, ("going alone", alone.limit))
    for what, most in limits:
        if most is not None:
            reached = tight(money, most) or money > most
            yield f"{'reaches' if reached else 'is below'} the limit by {what}"
