"""Limits on burdens that bind nobody, and states that may pay nothing."""

from collections.abc import Iterator

from allocator.accounts.burden import key_money
from allocator.accounts.stand_alone import stand_alone
from allocator.domain.policy import BurdenKey
from allocator.domain.problem import Finding
from allocator.preflight.reach import Reach


def burden_findings(reach: Reach) -> Iterator[Finding]:
    """A stand-alone limit that no state has, and burden keys of zero; floors are told elsewhere."""
    ledger, scenario = reach.ledger, reach.ledger.scenario
    if scenario.policy.stand_alone_limit and all(
        account.limit is None for account in stand_alone(ledger).values()
    ):
        yield Finding(
            check="burden",
            address=scenario.book.address("settings", ("stand_alone_limit",), "value"),
            message=(
                "no state could reach its key share of every requirement alone: nobody is limited"
            ),
            remedy=(
                "write no, or give lines and periods in which a state alone could meet its share"
            ),
        )
    parts = [part.key for part in scenario.policy.burden_key]
    for state, base in key_money(scenario).items():
        if not base:
            column = _column(parts[0])
            yield Finding(
                check="burden",
                address=scenario.book.address("member_states", (state,), column),
                message=(
                    f"{' and '.join(map(_column, parts))} of {state} {_are(parts)} 0, the burden "
                    "key: it may pay nothing new, and takes no part in orders, pools and funding"
                ),
                remedy="give it its figure, or choose another burden_key in settings",
            )


def _column(key: BurdenKey) -> str:
    return "burden_key" if key == "column" else key


def _are(parts: list[BurdenKey]) -> str:
    return "are" if len(parts) > 1 else "is"
