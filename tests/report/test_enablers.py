"""The sheet of the enablers and what other sheets say of them, by hand."""

from fractions import Fraction

from allocator.report.limits.limits import binding
from tests.plans import plan
from tests.report.reading import row, rows, sheets
from tests.report.views import view_of
from tests.scenarios import capability, enabler, requirement, tiny

SCENARIO = tiny(
    capabilities=(
        capability("HEAVY", name="Heavy brigades (armoured)"),
        *map(capability, ("LIGHT", "LIFT", "SHIELD")),
    ),
    requirements=(requirement(8, "HEAVY"), requirement(3, "LIGHT"), requirement(7, "SHIELD")),
    enablers=(
        enabler("HEAVY", "SHIELD", 1_500),
        enabler("HEAVY", "LIFT", 500, shared=True),
        enabler("LIGHT", "SHIELD"),
    ),
)
THERE = {"HEAVY": 5, "LIGHT": 4, "SHIELD": 6, "LIFT": 2}
PLAN = plan(
    contribution={("A", code, "2026"): units for code, units in THERE.items()},
    support={("HEAVY", "2026"): 1},
    counted={("HEAVY", "2026"): 3, ("LIGHT", "2026"): 1},
)
"""6 heavy brigades are there and 3 count, of 4 light ones 3 are required and 1 counts."""
MADE = sheets(SCENARIO, PLAN)


def test_there_counted_lost_and_why() -> None:
    heavy = row(MADE["enablers"], capability="HEAVY")
    assert (heavy["required"], heavy["there"], heavy["counted"], heavy["lost"]) == (8, 6, 3, 3)
    assert heavy["held"] == 1
    assert (heavy["enabler"], heavy["holds_back"], heavy["allows"]) == ("SHIELD", 1, 3)
    assert (heavy["per_unit"], heavy["shared"]) == (1_500, 0)
    # 3 x 1.5 for heavy brigades and 1 for a light one; 8 heavy ones would need 12 and 1.
    assert (heavy["enabler_there"], heavy["needs"], heavy["elsewhere"]) == (6, 4_500, 1_000)
    assert (heavy["lacking"], heavy["also_lacking"]) == (7, "")
    assert heavy["source_cell"] == "enablers[HEAVY, SHIELD]"
    light = row(MADE["enablers"], capability="LIGHT")
    assert (light["there"], light["counted"], light["lost"], light["lacking"]) == (4, 1, 2, 2)


def test_all_enablers_that_hold_back_are_named() -> None:
    """With one lift and 3 shields two heavy brigades count; 8 would need 4 lifts and 12 shields."""
    few = {("A", code, "2026"): units for code, units in {**THERE, "LIFT": 1, "SHIELD": 3}.items()}
    made = sheets(SCENARIO, plan(contribution=few, counted={("HEAVY", "2026"): 2}))
    heavy = row(made["enablers"], capability="HEAVY")
    assert (heavy["enabler"], heavy["lacking"], heavy["also_lacking"]) == ("LIFT", 3, "SHIELD 9")


def test_an_enabler_that_leaves_room_holds_nothing_back() -> None:
    made = sheets(SCENARIO, plan(contribution=PLAN.contribution))
    assert [line["holds_back"] for line in rows(made["enablers"])] == [0, 0]
    assert [line["lost"] for line in rows(made["enablers"])] == [5, 3]


def test_other_sheets_take_what_does_not_count_off() -> None:
    short = row(MADE["shortfalls"], capability="HEAVY")
    assert (short["european"], short["support"], short["lost"], short["missing"]) == (5, 1, 3, 5)
    part = row(MADE["dependence"], capability="HEAVY")
    assert (part["counted"], part["european_share"]) == (3, Fraction(3, 8))
    column = {line["name"]: line["capability HEAVY"] for line in rows(MADE["allocation"])}
    assert (column["The member states"], column["Lost to enablers"], column["Missing"]) == (5, 3, 5)
    shares = row(MADE["coverage"], period="2026")
    assert shares["european"] == (Fraction(3, 8) + Fraction(1, 3) + Fraction(6, 7)) / 3
    assert shares["outside"] == 0


def test_the_limit_names_what_is_needed() -> None:
    found = binding(view_of(SCENARIO, PLAN))
    first, second = (limit for limit in found if limit.kind == "enabler")
    assert (first.subject, second.subject) == ("SHIELD for HEAVY", "SHIELD for LIGHT")
    assert (first.used, first.most, first.slack) == (Fraction(11, 2), 6, Fraction(1, 2))
    assert first.words == (
        "No more of Heavy brigades can count: for all that are required, 7 more of SHIELD are "
        "needed."
    )
    assert first.cell == "enablers[HEAVY, SHIELD]"
    assert "too little of its enabler SHIELD" in str(
        row(MADE["shortfalls"], capability="HEAVY")["binds"]
    )
