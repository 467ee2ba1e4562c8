"""The pools of a drawn capability, and who may be in them."""

from collections.abc import Mapping

from allocator.domain.capability import Capability
from allocator.domain.pool import Pool, PoolMember
from allocator.domain.quantity import KiloEuro, Lots, Shares, Thousandth
from benchmarks.generating.draft import Birth, Draft

FULL_PRICE = 1_000


def pool_codes(draft: Draft, birth: Birth, lines: Mapping[str, str]) -> dict[str, str]:
    """New codes of the parent's pools that some line serves and somebody taking part can lead."""
    small = {state.code for state in draft.reference.states if state.small_state}
    kept = []
    for pool, members in birth.parent.pools:
        present = [row for row in members if row.state in birth.roles and row.role != "barred"]
        served = any(line in lines for line in pool.lines)
        led = any(row.framework_eligible for row in present)
        if served and led and any(row.state not in small for row in present):
            kept.append(pool.code)
    return {code: f"{birth.code}P{number}" for number, code in enumerate(kept, 1)}


def draw_pools(
    draft: Draft,
    birth: Birth,
    capability: Capability,
    lines: Mapping[str, str],
    pools: Mapping[str, str],
) -> None:
    """Add the pools of `pools` and their members; both mappings are new codes by old ones."""
    for old, members in birth.parent.pools:
        if old.code not in pools:
            continue
        present = [row for row in members if row.state in birth.roles]
        pool = _pool(draft, birth, old, present, lines, pools[old.code])
        draft.add("pools", pool)
        today = _shares_today(draft, birth, capability, pool, present)
        for row, shares in zip(present, today, strict=True):
            draft.add("pool_members", _member(birth, capability, old, pool, row, shares))


def _pool(
    draft: Draft,
    birth: Birth,
    old: Pool,
    present: list[PoolMember],
    lines: Mapping[str, str],
    code: str,
) -> Pool:
    chance, able = birth.chance, [row for row in present if row.role != "barred"]
    stock = chance.scaled(old.stock_lots, birth.lots * birth.part)
    coming = sum(row.units for row in draft.records["order_book"] if row.holder == code)
    there = stock + coming // birth.lot
    room = chance.scaled(old.max_lots - old.stock_lots, birth.lots * birth.part)
    most = there + max(1, room)
    small = {state.code for state in draft.reference.states if state.small_state}
    large = sum(row.state not in small for row in able)
    least = min(len(able), max(1, old.min_members + chance.pick((-1, 0, 0, 1))))
    return old.model_copy(
        update={
            "code": code,
            "name": f"Pool {code}",
            "capability": birth.code,
            "startup_cost": KiloEuro(chance.scaled(old.startup_cost, chance.factor(50))),
            "entry_fee": KiloEuro(chance.scaled(old.entry_fee, chance.factor(50))),
            "min_members": least,
            "max_members": max(min(least, large), old.max_members + chance.pick((-1, 0, 0, 1))),
            "min_lots": Lots(min(most, max(1, old.min_lots + chance.pick((-1, 0, 0, 1))))),
            "max_lots": Lots(most),
            "stock_lots": Lots(stock),
            "price_factor": Thousandth(
                min(FULL_PRICE, old.price_factor + chance.random.randint(-25, 25))
            ),
            "lines": tuple(sorted(lines[line] for line in old.lines if line in lines)),
        }
    )


def _shares_today(
    draft: Draft, birth: Birth, capability: Capability, pool: Pool, present: list[PoolMember]
) -> list[int]:
    """Shares in the stock and in what is under contract, split as in the parent."""
    coming = sum(row.units for row in draft.records["order_book"] if row.holder == pool.code)
    whole = (pool.stock_lots + coming // birth.lot) * capability.shares_per_lot
    held = sum(row.shares_today for row in present)
    return [whole * row.shares_today // held if held else 0 for row in present]


def _member(
    birth: Birth,
    capability: Capability,
    old: Pool,
    pool: Pool,
    row: PoolMember,
    shares_today: int,
) -> PoolMember:
    """The same part in a pool of another size."""
    chance = birth.chance
    before = old.max_lots * birth.parent.capability.shares_per_lot
    most = row.most_share * pool.max_lots * capability.shares_per_lot // before
    least: int = row.least_share
    if least > 1:
        least = max(
            1,
            chance.near(least * capability.shares_per_lot, 25)
            // birth.parent.capability.shares_per_lot,
        )
    if row.role != "barred":
        most = max(1, most, shares_today)
    return row.model_copy(
        update={
            "pool": pool.code,
            "state": birth.roles[row.state],
            "role": "barred"
            if row.role == "candidate" and not row.framework_eligible and chance.once_in(30)
            else row.role,
            "shares_today": Shares(shares_today),
            "least_share": Shares(min(least, most)),
            "most_share": Shares(most),
            "legal_basis": "",
        }
    )
