"""What fights counts only with what it needs beside it."""

from allocator.domain.quantity import MILLE
from allocator.model.counted import claims
from allocator.model.draft import Draft
from allocator.model.linear_form import Terms


def enablers(draft: Draft) -> None:
    """What counts of a combat capability is there, and so are its enablers.

    counted[c,t] <= there[c,t]; for every enabler e, over its rows that are not shared,
    sum over c of per_unit[c,e] x counted[c,t] <= 1,000 x there[e,t]; for each shared row
    per_unit[c,e] x counted[c,t] <= 1,000 x there[e,t].

    An enabler is limited by what is there of it, whether that counts or not: nothing recurses.
    """
    counted_is_there(draft)
    scenario = draft.basis.scenario
    for claim in claims(scenario):
        enabler = scenario.capability_by_code[claim[0].enabler_capability]
        combat = [row.combat_capability for row in claim]
        for period, code in enumerate(draft.basis.codes):
            terms = Terms().include(-MILLE, draft.there(enabler, period))
            for row in claim:
                terms.add(row.per_unit, draft.decisions.counted(row.combat_capability)[period])
            draft.builder.row("enablers", (enabler.code, *combat, code), terms, upper=0)


def counted_is_there(draft: Draft) -> None:
    """counted[c,t] <= there[c,t]."""
    scenario = draft.basis.scenario
    for code in scenario.enablers_of:
        capability = scenario.capability_by_code[code]
        for period, counted in enumerate(draft.decisions.counted(code)):
            terms = Terms().add(1, counted).include(-1, draft.there(capability, period))
            draft.builder.row("enablers", (code, draft.basis.codes[period]), terms, upper=0)
