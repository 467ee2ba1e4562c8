"""Access: nobody buys, contributes, pools or funds what law, policy or customers' lists bar."""

from collections.abc import Iterator

from allocator.accounts.ledger import Ledger
from allocator.accounts.rights import Rights
from allocator.domain.violation import Violation
from allocator.verify.wording import count


def access(ledger: Ledger) -> list[Violation]:
    """Lots, shares, funding, contributions and memberships are 0 unless permitted.

    That small states order no large systems, and that only members share, is `pooling`.
    """
    rights = ledger.rights if ledger.rights.enforced else Rights(ledger.scenario)
    return [
        Violation(family="access", subject=subject, message=message)
        for subject, message in (
            *_buyers(ledger, rights),
            *_funders(ledger, rights),
            *_contributors(ledger, rights),
            *_members(ledger, rights),
        )
    ]


def _buyers(ledger: Ledger, rights: Rights) -> Iterator[tuple[tuple[str, ...], str]]:
    for (state, line), lots in ledger.decisions.delivered.items():
        if any(lots) and not rights.permitted(state, line):
            reason = _reason(rights, state, line)
            yield (state, line), f"buys {count(max(lots), 'lot')} but {reason}"
    for (state, pool, line), shares in ledger.decisions.pool_shares.items():
        if any(shares) and not rights.permitted(state, line):
            reason = _reason(rights, state, line)
            yield (state, pool, line), f"buys {count(max(shares), 'share')} but {reason}"


def _reason(rights: Rights, state: str, code: str) -> str:
    """Why the line may not deliver to the state, with the legal basis where one is given."""
    line = rights.scenario.line_by_code[code]
    row = rights.scenario.access_by_key.get((code, state))
    if state not in line.customers:
        return "is not among the line's customers"
    if rights.forbidden(state, line):
        return "a rule forbids it what the line makes"
    if rights.closed(line):
        return f"a rule forbids the host {line.host} what the line makes"
    basis = f" ({row.legal_basis})" if row is not None and row.legal_basis else ""
    return f"has no access to the line{basis}"


def _funders(ledger: Ledger, rights: Rights) -> Iterator[tuple[tuple[str, ...], str]]:
    for (state, line), tenths in ledger.decisions.funding.items():
        if any(tenths) and not rights.may_fund(state, line):
            yield (
                (state, line),
                f"pays {max(tenths)} tenths of expansion steps but may not fund the line: only "
                "permitted customers and the host of a line that can grow may",
            )


def _contributors(ledger: Ledger, rights: Rights) -> Iterator[tuple[tuple[str, ...], str]]:
    for (state, capability), units in ledger.decisions.contribution.items():
        if any(units) and not rights.may_contribute(state, capability):
            given = count(max(units), "unit")
            yield (state, capability), f"contributes {given} but a rule forbids it"


def _members(ledger: Ledger, rights: Rights) -> Iterator[tuple[tuple[str, ...], str]]:
    for state, pool in sorted(ledger.plan.join):
        capability = ledger.scenario.pool_by_code[pool].capability
        if not rights.may_contribute(state, capability):
            yield (state, pool), f"is in the pool but a rule forbids it {capability}"
