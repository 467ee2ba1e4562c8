"""Limits that states reach: ceilings, crews, burden ceilings, work that must come back, pools."""

from collections.abc import Iterator
from fractions import Fraction

from allocator.accounts.spending import Spending
from allocator.domain.quantity import WHOLE
from allocator.report.limits.limit import TIGHT, Limit, but_for, million, spent, tight
from allocator.report.names import subject
from allocator.report.numbers import amount
from allocator.report.pool_roles import joined
from allocator.report.view import View


def ceilings(view: View) -> Iterator[Limit]:
    """Money of a state in a period that is used up."""
    for key in view.sorted_keys(("state", "period"), view.spending):
        state, period = key
        account = view.spending[state, period]
        used, most = account.own + account.carry_out, account.ceiling + account.carry_in
        if spent(used, most):
            yield Limit(
                "ceiling",
                state,
                period,
                _at_ceiling(view, account),
                used=million(used),
                most=million(most),
                unit="EUR m",
                cell=view.scenario.book.address("budgets", key, "ceiling"),
                states=(state,),
                carried=account.carry_out > 0,
            )


def _at_ceiling(view: View, account: Spending) -> str:
    """What is spent of it, what is kept for the next period, and what is left."""
    who, period = subject(view, account.state), account.period
    if not account.ceiling + account.carry_in:
        return f"{who} may spend nothing in {period}."
    rest = but_for(account.room)
    if not account.carry_out:
        return f"{who} spends its whole ceiling of {period}{rest}."
    following = view.periods[view.scenario.period_index[period] + 1]
    return (
        f"{who} spends or carries forward its whole ceiling of {period}{rest}, of which "
        f"{amount(account.carry_out)} is carried into {following}."
    )


def crew_limits(view: View) -> Iterator[Limit]:
    """Posts of a state that are all taken, however early they are trained."""
    for state in view.states:
        filled = 0
        for period in view.periods:
            account = view.crews.get((state, period))
            if account is None:
                break
            filled += account.pipeline
            filled = filled if account.limit is None else min(filled, account.limit)
            most = account.free + filled
            if account.needed and tight(account.needed, most):
                yield Limit(
                    "crews",
                    state,
                    period,
                    _manned(view, state, period, account.needed, most),
                    used=Fraction(account.needed),
                    most=Fraction(most),
                    unit="posts",
                    cell=view.scenario.book.address("personnel", (state, period), "pipeline"),
                    states=(state,),
                )


def _manned(view: View, state: str, period: str, needed: int, most: int) -> str:
    who = subject(view, state)
    if needed >= most:
        return f"{who} can man nothing more in {period}."
    return f"{who} has {most - needed:,} of {most:,} posts left in {period}."


def burden_ceilings(view: View) -> Iterator[Limit]:
    """States at their burden ceiling, or at the one that protects small states."""
    for state in view.states:
        record, burden = view.scenario.state_by_code[state], view.burdens[state]
        protected = view.policy.small_state_burden_ceiling if record.small_state else None
        own = view.scenario.book.address("member_states", (state,), "burden_ceiling")
        for ceiling, what, cell in (
            (record.burden_ceiling, "burden ceiling", own),
            (
                protected,
                "protected ceiling of small states",
                view.scenario.book.address("settings", ("small_state_burden_ceiling",), "value"),
            ),
        ):
            if ceiling is None:
                continue
            most = Fraction(ceiling * burden.key_money, WHOLE)
            if not ceiling or tight(burden.new_money, most):
                yield Limit(
                    "burden ceiling",
                    state,
                    view.last,
                    f"{subject(view, state)} is at its {what}{but_for(most - burden.new_money)}.",
                    used=million(burden.new_money),
                    most=million(most),
                    unit="EUR m",
                    cell=cell,
                    states=(state,),
                )


def policy_limits(view: View) -> Iterator[Limit]:
    """States that pay as much as going alone would cost them, or as in the plan in force."""
    alone = {state: account.limit for state, account in view.stand_alone.items()}
    in_force = view.money_in_force
    limits = (
        ("stand-alone limit", "stand_alone_limit", alone, "as going alone would cost it"),
        ("limit in force", "burden_limit_in_force", in_force, "as in the plan in force"),
    )
    for kind, setting, most_of, words in limits:
        for state in view.states if getattr(view.policy, setting) else ():
            used, most = view.ledger.new_money[state], most_of[state]
            if most is not None and tight(used, most):
                yield Limit(
                    kind,
                    state,
                    view.last,
                    f"{subject(view, state)} pays as much {words}{but_for(most - used)}.",
                    used=million(used),
                    most=million(most),
                    unit="EUR m",
                    cell=view.scenario.book.address("settings", (setting,), "value"),
                    states=(state,),
                )


def returns(view: View) -> Iterator[Limit]:
    """States whose work hardly covers, or does not cover, what must come back."""
    for state in view.states:
        account = view.footprints[state]
        wanted = account.required
        if wanted and account.work <= wanted * (1 + TIGHT):
            verb = "lacks some of" if account.missing else "just gets"
            yield Limit(
                "work return",
                state,
                view.last,
                f"{subject(view, state)} {verb} the work asked for in return for its money.",
                used=million(account.work),
                most=million(wanted),
                unit="EUR m",
                cell=view.scenario.book.address("settings", ("return_rate",), "value"),
                states=(state,),
            )


def pool_limits(view: View) -> Iterator[Limit]:
    """Small states that are in as many pools as policy allows."""
    most = view.policy.small_state_pool_limit
    if most is None:
        return
    for state in view.states:
        count = len(joined(view, state))
        if view.scenario.state_by_code[state].small_state and count >= most:
            yield Limit(
                "pools of a small state",
                state,
                view.last,
                f"{subject(view, state)} is in as many pools as a small state may be.",
                used=Fraction(count),
                most=Fraction(most),
                unit="pools",
                cell=view.scenario.book.address("settings", ("small_state_pool_limit",), "value"),
                states=(state,),
            )
