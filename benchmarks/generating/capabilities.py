"""A drawn capability: what is required, held, offered and under contract, and its rules."""

from fractions import Fraction

from allocator.domain.capability import (
    Capability,
    Holding,
    OutsideSupport,
    Requirement,
    Retirement,
)
from allocator.domain.quantity import MILLE, Posts, Shares, Thousandth, Units, ceil_div
from allocator.domain.rule import Pledge, Rule
from benchmarks.generating.contracts import draw_contracts
from benchmarks.generating.draft import Birth, Draft
from benchmarks.generating.lines import draw_lines, line_codes
from benchmarks.generating.parents import need
from benchmarks.generating.pools import draw_pools, pool_codes


def draw_capability(
    draft: Draft, birth: Birth, most_lines: int | None = None
) -> tuple[Fraction, int]:
    """Add a capability with all that is about it; money and posts that closing its gap takes.

    `most_lines`: so many of its lines, picked at random, share the room of all.
    """
    capability = _capability(birth)
    draft.add("capabilities", capability)
    held = _draw_holdings(draft, birth)
    lines = line_codes(birth, most_lines)
    pools = pool_codes(draft, birth, lines)
    draw_contracts(draft, birth, lines, pools)
    draw_lines(draft, birth, lines)
    draw_pools(draft, birth, capability, lines, pools)
    gaps = _draw_requirements(draft, birth)
    _draw_support(draft, birth)
    _draw_rules(draft, birth)
    _draw_pledges(draft, birth, held)
    prices = [line.unit_price for line in draft.records["lines"] if line.capability == birth.code]
    return need(gaps[-1], prices, capability.posts)


def _capability(birth: Birth) -> Capability:
    parent, chance = birth.parent.capability, birth.chance
    source = parent.second_source_from
    return parent.model_copy(
        update={
            "code": birth.code,
            "name": f"Capability {birth.code}",
            "lot": birth.lot,
            "priority": min(9, max(1, parent.priority + chance.pick((-1, 0, 0, 0, 1)))),
            "operating_cost": chance.scaled(parent.operating_cost, birth.price * chance.factor(20)),
            "posts": Posts(chance.scaled(parent.posts, chance.factor(25) / birth.units)),
            "shares_per_lot": Shares(
                parent.shares_per_lot
                if parent.shares_per_lot == 1
                else chance.near(parent.shares_per_lot, 30, least=2)
            ),
            "second_source_from": None
            if source is None
            else Units(birth.lot * chance.scaled(source, birth.lots / parent.lot)),
        }
    )


def _draw_holdings(draft: Draft, birth: Birth) -> dict[str, list[int]]:
    """Holdings and retirements; what each state still owns, by period."""
    chance, periods = birth.chance, draft.reference.periods
    owned: dict[str, list[int]] = {}
    for holding in birth.parent.holdings:
        if holding.state not in birth.roles:
            continue
        state, factor = birth.roles[holding.state], birth.units * chance.factor(25)
        units = chance.scaled(holding.units, factor)
        left = owned[state] = [units] * len(periods)
        if not units:
            continue
        draft.add(
            "holdings",
            Holding(
                state=state,
                capability=birth.code,
                units=Units(units),
                available_share=holding.available_share,
            ),
        )
        for place, period in enumerate(periods):
            gone = sum(
                row.units
                for row in birth.parent.retirements
                if (row.state, row.period) == (holding.state, period.code)
            )
            if retired := min(left[place], chance.scaled(gone, factor)):
                left[place:] = [left[place] - retired] * (len(periods) - place)
                draft.add(
                    "retirements",
                    Retirement(
                        state=state,
                        capability=birth.code,
                        period=period.code,
                        units=Units(retired),
                    ),
                )
    return owned


def _draw_requirements(draft: Draft, birth: Birth) -> list[int]:
    """Requirements in whole lots, as far above the stock as in the parent; the gaps by period."""
    chance = birth.chance
    wider = chance.factor(15) * birth.units * birth.part
    gaps = []
    for place, (period, there) in enumerate(
        zip(draft.reference.periods, _stock(draft, birth), strict=True)
    ):
        gap = birth.parent.gap[place]
        missing = chance.scaled(abs(gap), wider) * (1 if gap > 0 else -1)
        units = birth.lot * ceil_div(max(0, there + missing), birth.lot)
        gaps.append(units - there)
        draft.add(
            "requirements",
            Requirement(capability=birth.code, period=period.code, units=Units(units)),
        )
    return gaps


def _stock(draft: Draft, birth: Birth) -> list[int]:
    """Units of states and pools that are there before anything is ordered, by period."""
    records, code = draft.records, birth.code
    index = draft.reference.period_index
    total = [
        sum(row.units for row in records["holdings"] if row.capability == code)
        + birth.lot * sum(row.stock_lots for row in records["pools"] if row.capability == code)
    ] * len(draft.reference.periods)
    for name, sign in (("order_book", 1), ("retirements", -1)):
        for row in records[name]:
            if row.capability == code:
                for later in range(index[row.period], len(total)):
                    total[later] += sign * row.units
    return total


def _draw_support(draft: Draft, birth: Birth) -> None:
    chance = birth.chance
    factor = birth.lots * birth.part * chance.factor(25) / birth.parent.capability.lot
    draft.add(
        "outside_support",
        *(
            OutsideSupport(
                provider=row.provider,
                capability=birth.code,
                period=row.period,
                units=Units(birth.lot * chance.scaled(row.units, factor)),
            )
            for row in birth.parent.support
        ),
    )


def _draw_rules(draft: Draft, birth: Birth) -> None:
    """Rules on the capability, each row binding one state."""
    for rule in birth.parent.rules:
        units = rule.value // MILLE
        value = max(1, birth.chance.scaled(units, birth.units)) if units else 0
        for state in rule.states:
            if state in birth.roles:
                bound = birth.roles[state]
                draft.add(
                    "rules",
                    Rule(
                        code=draft.rule_codes[rule.code],
                        binds=bound,
                        on=birth.code,
                        kind=rule.kind,
                        states=(bound,),
                        scope="capability",
                        capabilities=(birth.code,),
                        line=None,
                        effect=rule.effect,
                        value=Thousandth(MILLE * value),
                        legal_basis="",
                    ),
                )


def _draw_pledges(draft: Draft, birth: Birth, owned: dict[str, list[int]]) -> None:
    """Pledged contributions that today's force keeps, so that the status quo is a plan."""
    required = {
        row.period: row.units
        for row in draft.records["requirements"]
        if row.capability == birth.code
    }
    index = draft.reference.period_index
    for pledge in birth.parent.pledges:
        state = birth.roles.get(pledge.state or "")
        if state is None or state not in owned:
            continue
        most = min(owned[state][index[pledge.period]], required[pledge.period] // 3)
        if quantity := min(most, birth.chance.scaled(pledge.quantity, birth.units)):
            draft.add(
                "pledges",
                Pledge(
                    row=draft.next_row(),
                    state=state,
                    object="contribution",
                    code=birth.code,
                    period=pledge.period,
                    relation="at_least",
                    quantity=quantity,
                    announced=pledge.announced,
                    basis="",
                ),
            )
