"""What a drawn scenario may have beside what every one has: a pool, people, rules and the like."""

from random import Random
from typing import Any

from tests import scenarios as make


def drawn_pool(random: Random, line: str, codes: list[str], shares_per_lot: int) -> dict[str, Any]:
    """P buys from the line; A and B may be in it, or B must."""
    stock = random.choice((0, 0, 0, 1))
    today = random.choice((0, stock * shares_per_lot // 2))
    return {
        "pools": (
            make.pool(
                lines=(line,),
                start=random.choice(codes),
                startup_cost=random.choice((0, 100, 200)),
                entry_fee=random.choice((0, 50)),
                min_members=random.choice((1, 1, 2)),
                max_members=2,
                min_lots=random.choice((0, 1)),
                max_lots=random.choice((1, 2, 4)),
                stock_lots=stock,
                price_factor=random.choice((700, 800, 900, 1_000)),
            ),
        ),
        "pool_members": (
            make.member(
                "P",
                "A",
                least_share=random.choice((0, 1, 2)),
                most_share=4,
                shares_today=today,
                framework_eligible=random.random() < 0.7,
            ),
            make.member(
                "P",
                "B",
                role=random.choice(("member", "candidate")),
                least_share=random.choice((0, 1)),
                shares_today=today,
                most_share=random.choice((2, 6)),
            ),
        ),
    }


def _support(random: Random, codes: list[str], _pooled: bool) -> dict[str, Any]:
    if random.random() < 0.6:
        return {}
    return {"outside_support": tuple(make.support(1, period=code) for code in codes)}


def _order_book(random: Random, codes: list[str], _pooled: bool) -> dict[str, Any]:
    if random.random() < 0.75:
        return {}
    unpaid = random.choice((0, 0, 0, 500, 500, 4_000))
    return {"order_book": (make.contract("A", 1, period=codes[-1], unpaid=unpaid),)}


def _personnel(random: Random, codes: list[str], _pooled: bool) -> dict[str, Any]:
    if random.random() < 0.5:
        return {}
    return {
        "personnel": tuple(
            make.personnel(
                state,
                code,
                posts_free=random.choice((0, 5)),
                pipeline=random.choice((3, 5, 8)),
                posts_limit=random.choice((None, 12)),
            )
            for state in random.choice(("A", "AB"))
            for code in codes
        )
    }


def _access(random: Random, codes: list[str], _pooled: bool) -> dict[str, Any]:
    draw = random.random()
    if draw < 0.7:
        return {}
    if draw < 0.78:
        return {"access": (make.access("L", "B", permitted=False, legal_basis="licence"),)}
    return {
        "access": (
            make.access(
                "L",
                "A",
                price=random.choice((None, 900)),
                posts=random.choice((None, 2, 7)),
                delay_months=random.choice((0, 6)) if len(codes) > 1 else 0,
            ),
        )
    }


def _rules(random: Random, _codes: list[str], _pooled: bool) -> dict[str, Any]:
    draw = random.random()
    if draw < 0.75:
        return {}
    if draw < 0.8:
        return {"rules": (make.rule("R", "forbid"),)}
    if draw < 0.88:
        return {"rules": (make.rule("R", "cap", value=1_000),)}
    if draw < 0.9:
        return {"rules": (make.rule("R", "floor", value=1_000),)}
    return {
        "rules": (
            make.rule("R", "cap", scope="domain", on="land", value=1_500, states=("B",), binds="B"),
        )
    }


def _pledges(random: Random, codes: list[str], pooled: bool) -> dict[str, Any]:
    draw = random.random()
    if pooled and draw < 0.62:
        pledged = make.pledge("pool_open", "P", "at_least", 1, period=codes[-1])
    elif draw < 0.85:
        return {}
    elif draw < 0.9:
        pledged = make.pledge("order", "L", "at_least", 1, state="B", period=codes[-1])
    elif draw < 0.95:
        pledged = make.pledge("order", "L", "at_most", 1, state="B", period=codes[-1])
    else:
        pledged = make.pledge("contribution", "TANK", "at_least", 1, state="A", period=codes[-1])
    return {"pledges": (pledged,)}


def _work_shares(random: Random, _codes: list[str], _pooled: bool) -> dict[str, Any]:
    if random.random() < 0.7:
        return {}
    return {"work_shares": (make.work_share("L", "A", 3_000), make.work_share("L", "B", 5_000))}


EXTRAS = (_support, _order_book, _personnel, _access, _rules, _pledges, _work_shares)
"""Drawn one after the other, each now and then, from (random, periods, whether there is a pool)."""
