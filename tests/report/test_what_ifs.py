"""Outputs of a what-if say so: every page, the headline, the sheets that others read."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from allocator.domain.policy import OPTIONAL_FAMILIES
from allocator.domain.scenario import Scenario
from allocator.io.workbook_writer import workbook_bytes
from allocator.report.book import tables
from allocator.report.limits.limits import FAMILIES, binding
from allocator.tables.table import Table
from tests.properties.trait_what_if import without
from tests.report.quartet import provenance, quartet, quartet_plan
from tests.report.reading import row, rows, sheets, texts
from tests.report.views import view_of

MARK = "what-if: budget, personnel ignored"
JUDGED = without(quartet(), "personnel", "budget")


def made(scenario: Scenario) -> tuple[Table, ...]:
    plan = quartet_plan()
    return tables(scenario, plan, provenance(scenario, plan))


def test_every_page_is_marked_beside_its_title() -> None:
    workbook = load_workbook(BytesIO(workbook_bytes(made(JUDGED))))
    headers = {sheet.title: sheet.oddHeader.left.text for sheet in workbook.worksheets}
    assert len(headers) > 20
    assert {name for name, header in headers.items() if MARK not in header} == set()


def test_pages_for_reading_are_marked_on_the_sheet_too() -> None:
    found = sheets(JUDGED)
    for table in found.values():
        if not table.long and table.name != "provenance":
            assert any(MARK in text for text in texts(table)), table.name
    headline = texts(found["briefing"])[0]
    assert headline == f'=1+1 "Quartet" & Söhne · {MARK}'


def test_provenance_says_what_is_ignored() -> None:
    stated = row(sheets(JUDGED)["provenance"], item="what_if")
    assert stated["value"] == MARK


def test_every_row_of_the_plan_in_force_bears_the_mark() -> None:
    marks = {line["what_if"] for line in rows(sheets(JUDGED)["plan_in_force"])}
    assert marks == {MARK}


def test_nothing_is_marked_where_all_families_hold() -> None:
    found = sheets()
    assert not any("what-if" in text for table in found.values() for text in texts(table))
    assert not any(table.what_if for table in found.values())
    assert "what_if" not in {line["item"] for line in rows(found["provenance"])}


def test_what_is_left_out_is_no_limit() -> None:
    """Each kind of limit goes with its family."""
    plan = quartet_plan()
    reached = {limit.kind for limit in binding(view_of(quartet(), plan))}
    assert {"ceiling", "crews", "access", "rule", "work return"} & reached
    for family in OPTIONAL_FAMILIES:
        kinds = {kind for kind, of in FAMILIES.items() if of == family}
        found = {limit.kind for limit in binding(view_of(without(quartet(), family), plan))}
        assert not kinds & found, family


@pytest.mark.parametrize(("family", "rule"), [("access", "BAN"), ("pledges", "CAP")])
def test_a_rule_goes_with_the_family_that_holds_it(family: str, rule: str) -> None:
    """BAN forbids and is access; CAP caps a contribution and is pledges."""

    def named(scenario: Scenario) -> bool:
        found = binding(view_of(scenario, quartet_plan()))
        return any(limit.kind == "rule" and limit.subject.startswith(rule) for limit in found)

    assert named(quartet())
    assert not named(without(quartet(), family))
