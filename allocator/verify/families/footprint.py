"""Footprint: work comes back to those who pay, and a capability does not hang on one host."""

from collections.abc import Iterator

from allocator.accounts.footprint import footprints
from allocator.accounts.ledger import Ledger
from allocator.domain.capability import Capability
from allocator.domain.quantity import WHOLE, euros
from allocator.domain.violation import Violation
from allocator.verify.wording import count, percent


def footprint(ledger: Ledger) -> list[Violation]:
    """10,000 x work >= return_rate x money (hard rule); host caps; second sources."""
    found = _returns(ledger)
    for capability in ledger.scenario.capabilities:
        hosts = _permitted_hosts(ledger, capability)
        if len(hosts) >= 2:
            lots = _new_lots_by_host(ledger, capability, hosts)
            found += [*_host_cap(capability, lots), *_second_source(capability, lots)]
    return found


def _returns(ledger: Ledger) -> list[Violation]:
    """Under the elastic rule missing return is priced in the aim cost and breaks nothing."""
    policy = ledger.scenario.policy
    if policy.return_rule != "hard":
        return []
    return [
        Violation(
            family="footprint",
            subject=(account.state,),
            message=(
                f"{euros(account.work_parts // WHOLE)} of work is placed in it; "
                f"{percent(policy.return_rate)} of the {euros(account.money)} it puts into lines "
                "must be"
            ),
        )
        for account in footprints(ledger).values()
        if not account.exempt and account.work_parts < policy.return_rate * account.money
    ]


def _permitted_hosts(ledger: Ledger, capability: Capability) -> frozenset[str]:
    """Hosts of lines of the capability from which some state is permitted to buy."""
    return frozenset(
        line.host
        for line in ledger.scenario.lines_of[capability.code]
        if line.code in ledger.rights.selling_lines
    )


def _new_lots_by_host(
    ledger: Ledger, capability: Capability, hosts: frozenset[str]
) -> dict[str, int]:
    """New lots by the end of the horizon, of states and pools."""
    lots = dict.fromkeys(sorted(hosts), 0)
    for line in ledger.scenario.lines_of[capability.code]:
        new = ledger.decisions.line_lots.get((line.code,), ledger.decisions.zero)[-1]
        lots[line.host] = lots.get(line.host, 0) + new
    return lots


def _host_cap(capability: Capability, lots: dict[str, int]) -> Iterator[Violation]:
    """10,000 x lots of a host <= host_cap x all lots + 9,999: the cap rounded up to whole lots."""
    cap = capability.host_cap
    if cap is None:
        return
    everything = sum(lots.values())
    for host, delivered in lots.items():
        if WHOLE * delivered > cap * everything + WHOLE - 1:
            yield Violation(
                family="footprint",
                subject=(host, capability.code),
                message=(
                    f"lines in the host deliver {delivered} of {everything} new lots, more than "
                    f"{percent(cap)} rounded up"
                ),
            )


def _second_source(capability: Capability, lots: dict[str, int]) -> Iterator[Violation]:
    """Above `second_source_from` units at least two hosts deliver."""
    units = capability.lot * sum(lots.values())
    sources = [host for host, delivered in lots.items() if delivered]
    least = capability.second_source_from
    if least is not None and units > least and len(sources) < 2:
        yield Violation(
            family="footprint",
            subject=(capability.code,),
            message=(
                f"{count(units, 'new unit')} from {sources[0]} alone; above {least} two hosts must "
                "deliver"
            ),
        )
