"""Multinational pools, rules of law and policy, and pledges."""

from allocator.io.layout_columns import (
    capability,
    choice,
    code,
    decimal,
    free_text,
    line,
    money,
    period,
    pool,
    share,
    state,
    text,
    whole,
    yes_no,
)
from allocator.tables.input_sheet import CellKind, InputColumn, InputSheet

POOLS = InputSheet(
    "pools",
    "Pools",
    "Frameworks that buy lots of one capability in common, owned in shares.",
    (
        code("pool", "Code.", key=True, defines="pool"),
        text("name", "Name."),
        capability(key=False),
        period(
            "start",
            "Period from which it may operate; start-up cost and entry fees fall due in it.",
            key=False,
        ),
        money("startup_cost", "What the framework nation pays at the start."),
        money("entry_fee", "What every other member pays at the start."),
        whole("min_members", "Least members.", "states"),
        whole("max_members", "Most members; small states do not count.", "states"),
        whole("min_lots", "Least lots while it operates, stock included.", "lots"),
        whole("max_lots", "Most lots while it operates, stock included.", "lots"),
        whole("stock_lots", "Lots in service today.", "lots", blank="none", default=0),
        decimal("price_factor", "Price of buying jointly over the price of buying alone.", "ratio"),
        share(
            "availability",
            "Part of its lots that can answer calls at any time.",
            blank="100 %",
            default=10_000,
        ),
    ),
)

POOL_LINES = InputSheet("pool_lines", "Pool lines", "Lines a pool may buy from.", (pool(), line()))

POOL_MEMBERS = InputSheet(
    "pool_members",
    "Pool members",
    "What a state may be in a pool. No row: it cannot be in it.",
    (
        pool(),
        state(),
        choice(
            "role",
            "member: in whenever the pool is open; candidate: may join; barred: may not.",
            ("member", "candidate", "barred"),
        ),
        yes_no("framework_eligible", "Whether it may be the framework nation."),
        whole(
            "shares_today",
            "Shares in the stock and in lots under contract.",
            "shares",
            blank="none",
            default=0,
        ),
        whole(
            "least_share",
            "Least shares while the pool operates, those of today included.",
            "shares",
        ),
        whole(
            "most_share", "Most shares while the pool operates, those of today included.", "shares"
        ),
        free_text("legal_basis", "Agreement behind the role."),
    ),
)

CALLS = InputSheet(
    "calls",
    "Calls",
    "Lots of a pool that a state calls for in a contingency if it is in the pool: the pool must "
    "meet all calls of its members at once.",
    (
        code("contingency", "Name of the contingency.", key=True),
        pool(),
        state(),
        whole("lots", "Lots called for.", "lots"),
    ),
)

EXCLUSIONS = InputSheet(
    "exclusions",
    "Exclusions",
    "Pairs of states that may not be in one pool of a capability, because they do not share its "
    "data.",
    (
        state(),
        code("state_2", "The other state.", key=True, refers=("state",)),
        code(
            "capability",
            "The capability, or sensitive for all sensitive ones.",
            key=True,
            refers=("capability",),
            words=("sensitive",),
        ),
        free_text("legal_basis", "Agreement or law behind it."),
    ),
)

RULES = InputSheet(
    "rules",
    "Rules",
    "Law and policy that forbid, cap or demand. A rule may have several rows; each state it binds "
    "is held to it alone.",
    (
        code("rule", "Code.", key=True),
        free_text("kind", "Label, such as arms control."),
        code(
            "binds",
            "Whom it binds: a state, a group, or all.",
            key=True,
            refers=("state", "group"),
            words=("all",),
        ),
        InputColumn(
            "on",
            CellKind.TEXT,
            "What it is about: a capability, a line, a domain, or all.",
            key=True,
            refers=("capability", "line", "domain"),
            words=("all",),
        ),
        choice(
            "effect",
            "forbid: neither buy, contribute, pool, fund nor host; cap: at most; floor: at least.",
            ("forbid", "cap", "floor"),
        ),
        decimal(
            "value",
            "For cap and floor: units on a capability or line, EUR m on a domain or on all.",
            "units or EUR m",
            blank="none: forbid has no value",
        ),
        free_text("legal_basis", "Treaty, law or decision."),
    ),
)

PLEDGES = InputSheet(
    "pledges",
    "Pledges",
    "Promises and demands about single decisions by the end of a period.",
    (
        code(
            "state",
            "Who pledges.",
            blank="no single state (pool_open, expansion)",
            refers=("state",),
        ),
        choice(
            "object",
            "What is pledged.",
            ("contribution", "order", "pool_join", "pool_open", "expansion"),
        ),
        code(
            "code",
            "A capability (contribution), a line (order, expansion) or a pool (pool_join, "
            "pool_open).",
        ),
        period("period", "By the end of this period.", key=False),
        choice(
            "relation",
            "How the decision compares with the quantity.",
            ("at_least", "exactly", "at_most"),
        ),
        whole(
            "quantity",
            "Units (contribution, order), steps (expansion), or 0 / 1 (pool_join, pool_open).",
            "units, steps or 0/1",
        ),
        yes_no("announced", "Whether it is public."),
        free_text("basis", "Speech, treaty or letter behind it."),
    ),
)
