"""A plan whose names mean harm, wherever a workbook takes a name."""

from allocator.report.view import View
from tests.report.quartet import quartet, quartet_plan
from tests.report.views import view_of

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


def hostile_view() -> View:
    """The quartet with these names."""
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
