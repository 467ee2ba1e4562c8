"""Leadership: an open pool has exactly one framework nation, in it and eligible."""

from allocator.accounts.ledger import Ledger
from allocator.domain.violation import Violation
from allocator.verify.wording import count


def leadership(ledger: Ledger) -> list[Violation]:
    """sum of lead[s,p] = open[p]; lead <= join; only framework_eligible states lead."""
    plan, members = ledger.plan, ledger.scenario.member_by_key
    found = []
    for pool in ledger.scenario.pools:
        leaders = sorted(state for state, code in plan.lead if code == pool.code)
        wanted = plan.open.get((pool.code,), 0)
        if len(leaders) != wanted:
            who = f" ({', '.join(leaders)})" if leaders else ""
            found.append(
                Violation(
                    family="leadership",
                    subject=(pool.code,),
                    message=f"has {count(len(leaders), 'framework nation')}{who}, not {wanted}",
                )
            )
    for state, code in sorted(plan.lead):
        member = members.get((code, state))
        reasons = []
        if (state, code) not in plan.join:
            reasons.append("is not in it")
        if member is None or not member.framework_eligible:
            reasons.append("is not eligible")
        found += [
            Violation(
                family="leadership", subject=(state, code), message=f"leads the pool but {reason}"
            )
            for reason in reasons
        ]
    return found
