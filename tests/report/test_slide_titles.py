"""Titles on what is there and what is not: on plans where they are true, and only there."""

from typing import Any

import pytest

from allocator.report.limits.limits import binding
from allocator.report.slides.coverage import coverage_title
from allocator.report.slides.dependence import dependence_title
from allocator.report.slides.domains import domains_title
from allocator.report.slides.gaps import missing_title
from allocator.report.view import View
from tests.properties.trait_what_if import without
from tests.report.scenes import held, scene
from tests.report.views import QUARTET
from tests.scenarios import (
    capability,
    line,
    policy,
    rates,
    requirement,
    state,
    support,
    years,
)


@pytest.mark.parametrize(
    ("view", "title"),
    [
        (held(0, 0), "Nothing is required at the deadline (2026)"),
        (held(4, 4), "The member states meet every requirement by 2026 by themselves"),
        (
            held(4, 3, 1),
            "The member states meet 75.0 % of requirements by 2026; outside support meets the rest",
        ),
        (
            held(4, 2, 1),
            "The member states meet 50.0 % of requirements by 2026; the one capability required "
            "stays short",
        ),
        (
            held(10_000, 9_999),
            "The member states meet over 99.9 % of requirements by 2026; the one capability "
            "required stays short",
        ),
        (
            QUARTET,
            "The member states meet 56.6 % of requirements by 2027; 2 of 3 capabilities stay short",
        ),
        (
            held(
                0,
                0,
                capabilities=(capability(), capability("SAT")),
                requirements=(requirement(4, "SAT"),),
            ),
            "The member states meet 0.0 % of requirements by 2026; the one capability required "
            "stays short",
        ),
        (
            held(4, 3, capabilities=(capability(), capability("SAT"))),
            "The member states meet 37.5 % of requirements by 2026; both capabilities stay short",
        ),
        (
            held(4, 3, states=(state("A"), state("CAN"))),
            "Europe and Canada meet 75.0 % of requirements by 2026; the one capability required "
            "stays short",
        ),
    ],
)
def test_coverage(view: View, title: str) -> None:
    assert coverage_title(view) == title


def kinds(*domains: str) -> dict[str, Any]:
    """A capability of each domain; tanks are in the first."""
    codes = ("TANK", "SAT", "SHIP")
    pairs = zip(codes, domains, strict=False)
    return {"capabilities": tuple(capability(code, domain=domain) for code, domain in pairs)}


@pytest.mark.parametrize(
    ("view", "title"),
    [
        (held(0, 0), "Nothing is required in any domain at the deadline (2026)"),
        (held(4, 4), "Every domain is met by the member states alone by 2026"),
        (held(4, 1, **kinds("land")), "Land is 25.0 % European by 2026"),
        (
            held(4, 4, **kinds("land", "space")),
            "Space is 0.0 % European by 2026, the least of 2 domains; one domain is wholly so",
        ),
        (
            QUARTET,
            "Land is 25.8 % European by 2027, the least of 2 domains; space the most, 75.0 %",
        ),
    ],
)
def test_domains(view: View, title: str) -> None:
    assert domains_title(view) == title


def capped(view: View, cap: int) -> View:
    """The same under a cap that the plan may break, as a what-if without it does."""
    settings = view.policy.model_copy(update={"dependence_cap": cap})
    judged = without(view.scenario.replaced(policy=settings), "dependence")
    return View(judged, view.plan, view.provenance)


TWO = {
    "capabilities": (capability(), capability("SAT")),
    "requirements": (requirement(8), requirement(8, "SAT")),
    "outside_support": (support(4), support(4, "SAT")),
}


@pytest.mark.parametrize(
    ("view", "title"),
    [
        (held(4, 4), "No capability rests on outside support at the deadline (2026)"),
        (
            held(4, 2, 1),
            "The one capability required rests on outside support by 2026, below its cap",
        ),
        (
            capped(held(4, 2, 1), 2_500),
            "The one capability required rests on outside support by 2026, at its cap",
        ),
        (
            capped(held(4, 2, 1), 2_000),
            "The one capability required rests on outside support by 2026, beyond its cap",
        ),
        (
            QUARTET,
            "1 of 3 capabilities rests on outside support by 2027, at its cap",
        ),
        (
            scene({"support": {("TANK", "2026"): 2, ("SAT", "2026"): 1}}, **TWO),
            "Both capabilities rest on outside support by 2026, all of them below the cap",
        ),
        (
            capped(scene({"support": {("TANK", "2026"): 2, ("SAT", "2026"): 1}}, **TWO), 2_500),
            "Both capabilities rest on outside support by 2026; 1 is at the cap, none beyond it",
        ),
        (
            capped(scene({"support": {("TANK", "2026"): 2, ("SAT", "2026"): 1}}, **TWO), 1_000),
            "Both capabilities rest on outside support by 2026; 2 go beyond the cap",
        ),
    ],
)
def test_dependence(view: View, title: str) -> None:
    assert dependence_title(view) == title


LATE = {"lines": (line(lead_months=24),), "line_rates": rates("L", 9)}
IN_TIME = {"lines": (line(),), "line_rates": rates("L", 1)}


@pytest.mark.parametrize(
    ("view", "title"),
    [
        (held(4, 4), "No requirement is left unmet in any period"),
        (
            held(
                4,
                4,
                periods=years(2),
                policy=policy(deadline_period="2026"),
                requirements=(requirement(4), requirement(5, period="2027")),
            ),
            "No requirement of 2026 is left unmet; one capability is short at other times",
        ),
        (
            held(4, 2, **LATE),
            "The one requirement of 2026 stays unmet: new orders arrive too late",
        ),
        (held(4, 2, **IN_TIME), "The one requirement of 2026 stays unmet"),
        (
            held(4, 2, **LATE, **kinds("land", "space")),
            "Both requirements stay unmet by 2026; for 1 of them new orders arrive too late",
        ),
    ],
)
def test_missing(view: View, title: str) -> None:
    assert missing_title(view, binding(view)) == title
