"""Losses in words: what is lost, where it stands in the workbook, why nothing depends on it."""

from allocator.domain.quantity import of_unit
from allocator.domain.scenario import Scenario
from allocator.report.prose import readable, short_name, with_article
from allocator.study.stress.loss import Kind, Loss
from allocator.study.stress.ranking import Hit

NAME = 48
TITLES: dict[Kind, str] = {
    "states": "States",
    "pools": "Pools",
    "lines": "Lines",
    "components": "Components",
    "licences": "Licences",
}
UNUSED: dict[Kind, str] = {
    "states": "it gives nothing, buys nothing and pays for nothing in this plan, and hosts nothing "
    "that the plan uses: the plan holds without it, and no more is short",
    "pools": "it has no lots, and none are bought for it: the plan holds without it, and no more "
    "is short",
    "lines": "the plan has no lots from it and no steps of it, and no contract that counts is with "
    "it: the plan holds without it, and no more is short",
    "components": "no line that needs it delivers anything new in this plan: the plan holds "
    "without it, and no more is short",
    "licences": "the state orders nothing from the line and has no shares in lots from it: the "
    "plan holds without the licence, and no more is short",
}
"""Each is what the plan itself shows: it was verified in the scenario with the loss."""
CONSENT = (
    "the line delivers nothing in this plan, so that the consent is not used: the plan holds "
    "without it, and no more is short"
)


def name(scenario: Scenario, loss: Loss, longest: int = NAME) -> str:
    """What is lost, with its code: `Germany (DEU)`."""
    match loss.kind:
        case "states":
            named = short_name(scenario.state_by_code[loss.code].name, longest)
        case "pools":
            named = short_name(scenario.pool_by_code[loss.code].name, longest)
        case "components":
            return f"component {readable(loss.code)}"
        case _:
            named = short_name(scenario.line_by_code[loss.code].name, longest)
    if loss.consent:
        return f"foreign consent to {readable(named)} ({loss.code})"
    if loss.state:
        return f"licence of {loss.state} for {readable(named)} ({loss.code})"
    return f"{readable(named)} ({loss.code})"


def subject(scenario: Scenario, loss: Loss) -> str:
    """The same in running text."""
    named = name(scenario, loss)
    match loss.kind:
        case "states":
            return with_article(readable(short_name(scenario.state_by_code[loss.code].name))) + (
                f" ({loss.code})"
            )
        case "pools":
            return f"the pool {named}"
        case "lines":
            return f"the line {named}{consent(scenario, loss)}"
        case "components":
            return f"the {named}"
        case _:
            return f"the {named}"


def consent(scenario: Scenario, loss: Loss) -> str:
    """Of a line whose design authority lies outside: that its consent is the same loss."""
    outside = loss.kind == "lines" and not scenario.line_by_code[loss.code].design_authority_inside
    return ", or the foreign consent to it," if outside else ""


def cell(scenario: Scenario, loss: Loss) -> str:
    """Where it stands in the workbook."""
    book = scenario.book
    match loss.kind:
        case "states":
            return book.address("member_states", (loss.code,))
        case "pools":
            return book.address("pools", (loss.code,))
        case "components":
            rows = book.rows.get("components", {})
            own = [key for key in rows if key[0] == loss.code]
            first = min(own, key=lambda key: rows[key], default=(loss.code,))
            return book.address("components", first)
        case "licences" if loss.state:
            return book.address("access", (loss.code, loss.state), "permitted")
        case "licences":
            return book.address("lines", (loss.code,), "design_authority")
        case _:
            return book.address("lines", (loss.code,))


def basis(scenario: Scenario, loss: Loss) -> str:
    """The legal basis of a licence."""
    if not loss.state:
        return ""
    return scenario.access_by_key[loss.code, loss.state].legal_basis


def unused(loss: Loss) -> str:
    """Why its loss changes nothing in the plan."""
    return CONSENT if loss.consent else UNUSED[loss.kind]


def hit(scenario: Scenario, found: Hit) -> str:
    """`Air-defence battery (24 more in 2030)`, `155 mm rounds (7 × 1000 rounds more in 2030)`."""
    code, period, units = found
    record = scenario.capability_by_code[code]
    unit = readable(record.unit, 24)
    count = of_unit(units, unit) if unit[:1].isdigit() else f"{units:,}"
    return f"{readable(short_name(record.name, 40))} ({count} more in {period})"
