"""How a plan came about: enough to make it again."""

from pydantic import ConfigDict

from allocator.domain.outcome import AimResult
from allocator.domain.record import Record


class Provenance(Record):
    """Input, versions, effort and proof of a plan."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    input_name: str
    input_sha256: str
    """Of the workbook's bytes."""
    scenario_digest: str
    """Of the scenario's content; the same for every order of rows."""
    plan_digest: str
    """Of the plan's decisions, sorted by code."""
    versions: tuple[tuple[str, str], ...]
    effort: str
    seed: int
    verdict: str
    reproducible: bool
    aims: tuple[AimResult, ...]
    overlay: str = ""
    """Scenarios of the workbook that were on top, as `delay+small_budget`; empty for none."""
    previous_plan: str = ""
    """`plan_digest` of the plan that this one goes on from; empty where it goes on from none."""
