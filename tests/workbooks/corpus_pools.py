"""Faults of exclusions and calls: rows that say nothing, and pools they would keep shut."""

from collections.abc import Callable

from openpyxl import Workbook

from tests.workbooks.broken import Broken, cell, change, put


def _exclusion(*codes: str) -> Callable[[Workbook], None]:
    def add(workbook: Workbook) -> None:
        for column, code in zip("ABC", codes, strict=True):
            put(workbook, f"exclusions!{column}3", code)

    return add


def _two_members(workbook: Workbook) -> None:
    put(workbook, "pool_members!C4", "member")
    put(workbook, "exclusions!B2", "EST")


def _excluded_leader(workbook: Workbook) -> None:
    put(workbook, "pool_members!D2", "no")
    put(workbook, "pool_members!D4", "yes")
    put(workbook, "exclusions!B2", "EST")


def _few_answer(workbook: Workbook) -> None:
    workbook["pools"].cell(1, 13, "availability")
    put(workbook, "pools!M2", 0.5)
    put(workbook, "calls!D2", 4)


POOL_RULES: tuple[Broken, ...] = (
    cell("exclusion of itself", "exclusions!B2", "NOR", "NOR excludes itself"),
    change(
        "exclusion twice",
        _exclusion("NOR", "POL", "sensitive"),
        "exclusions!A3",
        "NOR, POL, sensitive stands already in row 2",
    ),
    change(
        "exclusion reversed",
        _exclusion("POL", "NOR", "AIR_AEW"),
        "exclusions!B3",
        "POL and NOR exclude each other in AIR_AEW already by row 2",
    ),
    cell(
        "exclusion where nothing is sensitive",
        "capabilities!I2",
        "no",
        "no capability is sensitive",
        at="exclusions!C2",
    ),
    cell("exclusion of nobody known", "exclusions!B2", "PLO", 'did you mean "POL"?'),
    cell(
        "exclusions leave too few",
        "exclusions!B2",
        "EST",
        "at most 1 of its states can be in it at once, and it needs 2",
        at="pools!A2",
    ),
    change(
        "members exclude each other",
        _two_members,
        "exclusions!B2",
        "NOR and EST are both members of POOL_AEW",
    ),
    change(
        "exclusions leave no framework nation",
        _excluded_leader,
        "pools!A2",
        "its members exclude every state that could be its framework nation",
    ),
    cell("call of a barred state", "calls!C3", "POL", "POL cannot be in POOL_AEW"),
    cell(
        "calls beyond all that could answer",
        "calls!D2",
        7,
        "call for 7 lots of POOL_AEW at once, but at most 6 can answer (100 % of 6)",
    ),
    change(
        "calls beyond what is available",
        _few_answer,
        "calls!D2",
        "call for 4 lots of POOL_AEW at once, but at most 3 can answer (50 % of 6)",
    ),
    cell(
        "call twice",
        "calls!C3",
        "NOR",
        "NORTH, POOL_AEW, NOR stands already in row 2",
        at="calls!A3",
    ),
)
