"""What lines share: components, how their makers grow and who pays for it."""

from functools import partial

from allocator.model.component_output import ComponentOutput
from allocator.model.domains import Domains
from allocator.model.draft import Draft
from allocator.model.growth import add_growth
from allocator.model.linear_form import Terms


def components(draft: Draft) -> None:
    """Parts are not stored, but those in work in progress smaller than one lot are there already.

    For all a <= b, in thousandths of a part, over the lines that take the component:
    sum of use[l,k] x (N[l,b] - N[l,a-1])
    <= max(0, sum of output a..b - order book a..b + (sum of (use[l,k] - 1) if a > 0))
    + sum over hosts of step x (sum over t in a..b of steps available in t).
    component_expansion[k,h,t] >= component_expansion[k,h,t-1]; sum over s of
    component_funding[s,k,h,t] = 10 x component_expansion[k,h,t]; component_funding never falls;
    1,000 x component_funding[h,k,h,t] >= host_least_share x component_expansion[k,h,t].
    """
    decisions = draft.decisions
    for code, output in draft.basis.component_outputs.items():
        if output.use:
            _windows(draft, code, output)
        for maker in output.chain.makers:
            key = (code, maker.host)
            steps = decisions.component_expansion(*key)
            funding = partial(decisions.component_funding, component=code, host=maker.host)
            add_growth(draft, "components", key, maker, steps, funding)


def _windows(draft: Draft, code: str, output: ComponentOutput) -> None:
    codes = draft.basis.codes
    steps = {m.host: draft.decisions.component_expansion(code, m.host) for m in output.chain.makers}
    for first in range(len(codes)):
        built = Terms()
        for last in range(first, len(codes)):
            for maker in output.chain.makers:
                decided = output.deciding[maker.host][last]
                if decided is not None:
                    built.add(maker.step, steps[maker.host][decided])
            taken = Terms()
            for line, parts in output.use.items():
                lots = draft.new_lots(line)
                taken.add(parts, lots[last])
                if first > 0:
                    taken.add(-parts, lots[first - 1])
            draft.builder.row(
                "components",
                (code, codes[first], codes[last]),
                taken.include(-1, built),
                upper=output.room(first, last),
            )


def components_domain(domains: Domains) -> None:
    """Steps only where they can serve and be paid; funding 0 unless may_fund(s, k, h)."""
    basis = domains.basis
    funders: set[tuple[str, str, str]] = set()
    for output in basis.component_outputs.values():
        funders |= basis.access.component_funders(output.chain)
    domains.component_funding = {
        k: most for k, most in domains.component_funding.items() if k in funders
    }
    paid_for = {(component, host) for _, component, host in funders}
    domains.component_expansion = {
        k: most for k, most in domains.component_expansion.items() if k in paid_for
    }
