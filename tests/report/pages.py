"""Views that pages are made from in tests."""

from allocator.domain.plan import Plan
from allocator.domain.scenario import Scenario
from allocator.report.view import View
from tests.plans import duo_plan
from tests.report.quartet import provenance, quartet, quartet_plan
from tests.scenarios import duo

HOSTILE = (
    "<script>window.hit=1</script>",
    '"><b onmouseover="window.hit=1">x',
    "</script></style><!--",
    "{{ 7 * 7 }}{% raw %}",
    "=1+1",
    "+2",
    "-2",
    "@SUM(A1)",
    "\x01\x07control\x1f",
    "\u202eturned around",
    "שלום עולם",
    "\N{WAVING WHITE FLAG}\N{VARIATION SELECTOR-16} \N{FAMILY} flags",
    "x" * 300,
    "two  spaces\nand a line",
    "&amp; &lt;",
)
"""Names as a workbook may hold them."""


def view_of(scenario: Scenario, plan: Plan) -> View:
    """A plan as its reader sees it."""
    return View(scenario, plan, provenance(scenario, plan))


def quartet_view() -> View:
    """Every decision at least once."""
    return view_of(quartet(), quartet_plan())


def duo_view() -> View:
    """Two states, one line; nothing is missing."""
    return view_of(duo(), duo_plan())


def empty_view() -> View:
    """A plan that decides nothing."""
    return view_of(duo(), Plan())


def hostile_view() -> View:
    """The quartet with names that mean harm, wherever a workbook takes a name."""
    scenario = quartet()
    names = iter(HOSTILE * 9)
    states = tuple(
        record.model_copy(update={"name": next(names), "region": next(names)})
        for record in scenario.states
    )
    capabilities = tuple(
        record.model_copy(update={"name": next(names), "domain": next(names), "unit": next(names)})
        for record in scenario.capabilities
    )
    pools = tuple(record.model_copy(update={"name": next(names)}) for record in scenario.pools)
    rules = tuple(
        record.model_copy(update={"legal_basis": next(names)}) for record in scenario.rules
    )
    policy = scenario.policy.model_copy(
        update={"title": "".join(HOSTILE), "classification": "".join(HOSTILE[:12])}
    )
    changed = scenario.replaced(
        states=states, capabilities=capabilities, pools=pools, rules=rules, policy=policy
    )
    return view_of(changed, quartet_plan())
