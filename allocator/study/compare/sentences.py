"""What a comparison comes to, in sentences; each is said only where its figures bear it out."""

from allocator.report.prose import listing, opening, readable
from allocator.study.compare.compare import Pair
from allocator.study.compare.cover_words import cover, covered, worse_elsewhere
from allocator.study.compare.input_words import decided, inputs
from allocator.study.compare.money_words import largest, new_money, paid_by
from allocator.study.compare.pool_words import pools
from allocator.study.compare.words import LONGEST

PLURALS = {
    "period": "periods",
    "state": "states",
    "capability": "capabilities",
    "line": "lines",
    "pool": "pools",
    "fund": "funds",
    "component": "components",
}
"""What may stand apart, where it is more than one."""


def sentences(pair: Pair) -> tuple[str, ...]:
    """What differs, who pays, what is covered, and what the comparison leaves out."""
    if pair.nothing_differs:
        return ("Nothing differs: the same decisions on the same input, and as much is proven.",)
    parts = (
        *(decided, inputs, new_money, paid_by, largest),
        *(cover, covered, worse_elsewhere, pools),
    )
    cautions = (_what_ifs, _proof, _apart)
    return tuple(f"{opening(words)}." for part in (*parts, *cautions) if (words := part(pair)))


def _what_ifs(pair: Pair) -> str:
    ignored = [
        f"{plan.label} ignores {listing(plan.view.policy.families_off, 20)}"
        for plan in (pair.first, pair.other)
        if plan.view.policy.families_off
    ]
    return f"what-ifs: {'; '.join(ignored)}" if ignored else ""


def _proof(pair: Pair) -> str:
    unproven = [
        plan.label for plan in (pair.first, pair.other) if plan.view.provenance.verdict != "optimal"
    ]
    if pair.same_decisions:
        alike = pair.same_proof or not pair.same_input
        return "" if alike else "what is proven of them differs, see the sheet aims"
    if not unproven:
        return ""
    return (
        f"not every aim of {listing(unproven)} is proven: a difference smaller than the gaps on "
        "the sheet aims may be the search's"
    )


def _apart(pair: Pair) -> str:
    if not pair.common.apart:
        return ""
    groups: dict[tuple[str, str], list[str]] = {}
    for each in pair.common.apart:
        alone = f"in {(pair.other if each.after else pair.first).label} alone"
        groups.setdefault((each.what, each.why or alone), []).append(readable(each.name, LONGEST))
    words = (
        f"{PLURALS[what] if len(names) > 1 else what} {listing(names, 5)} ({why})"
        for (what, why), names in groups.items()
    )
    return f"not compared: {'; '.join(words)}"
