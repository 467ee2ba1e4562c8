"""A scenario becomes a model."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from allocator.domain.scenario import Scenario
from allocator.model.aims import AIMS
from allocator.model.basis import Basis
from allocator.model.counted import Counting
from allocator.model.decision_variables import decision_variables
from allocator.model.domains import Domains
from allocator.model.draft import Draft
from allocator.model.families import DOMAIN_FACTS, DOMAINS, FACTS, ROWS, kept
from allocator.model.financing import Financing
from allocator.model.model import Model
from allocator.model.price_bands import rebates
from allocator.model.program import ProgramBuilder
from allocator.model.quantities import new_lots, new_money


def build(scenario: Scenario, *, movable: bool = False) -> Model:
    """The model of a scenario.

    Families narrow what each decision can be, what is left becomes variables, families add their
    rows, and the aims add what they measure. With `movable` ceilings, floors, free posts, pledges
    and values of rules may give way (`Basis.movable`): for finding out by how much they must. Plans
    then state the loans and the carry of their assignment as they are, and crews as if there were
    training for all. ModelError if numbers are too large to be exact.
    """
    with _nothing_collected():
        return _built(scenario, movable=movable)


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Nothing of what is built is garbage; looking for it took a sixth of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _built(scenario: Scenario, *, movable: bool) -> Model:
    domains = Domains(Basis(scenario, movable))
    holds = scenario.policy.holds
    for narrow in kept(DOMAINS, DOMAIN_FACTS, holds):
        narrow(domains)
    domains.leave_out(scenario.policy.decisions_off)
    builder = ProgramBuilder()
    decisions = decision_variables(domains, builder)
    lots = new_lots(domains, decisions, builder)
    back = rebates(domains.basis, decisions, builder, lots)
    draft = Draft(
        basis=domains.basis,
        decisions=decisions,
        builder=builder,
        lots_of_line=lots,
        money_of_state=new_money(domains, decisions, builder, back),
        rebates=back,
    )
    for add_rows in kept(ROWS, FACTS, holds):
        add_rows(draft)
    aims = {name: AIMS[name](draft) for name in scenario.aims}
    program = builder.freeze()
    return Model(
        scenario=scenario,
        program=program,
        aims={name: builder.form(name, terms) for name, terms in aims.items()},
        basis=domains.basis,
        decisions=decisions,
        completions=builder.completions,
        posts=_posts(draft),
        financing=Financing(
            draft.basis, decisions, program.upper, draft.money_of_state, draft.lending
        ),
        counting=Counting.of(draft, program.upper),
    )


def _posts(draft: Draft) -> dict[str, list[int]]:
    """The variables of posts needed, for states whose people are limited."""
    posts = {}
    for state in draft.basis.states:
        numbers = [draft.builder.find("posts", state, code) for code in draft.basis.codes]
        found = [number for number in numbers if number is not None]
        if found:
            posts[state] = found
    return posts
