"""Rows of the seed tables, and sums over them, for the tests of this folder."""

from collections import Counter, defaultdict
from functools import cache

from allocator.io.layout import SHEET_BY_NAME
from seeds.build import tables

PERIODS = ("2026", "2027", "2028", "2029", "2030")
SEMICOLON = ";"


@cache
def book(workbook: str) -> dict[str, list[dict[str, str]]]:
    """All seed tables of a workbook, read once."""
    return tables(workbook)


def rows(sheet: str, workbook: str = "reference") -> list[dict[str, str]]:
    """Rows of a seed table."""
    return book(workbook)[sheet]


def column(sheet: str, name: str, workbook: str = "reference") -> list[str]:
    return [row[name] for row in rows(sheet, workbook)]


def units(sheet: str, *key: str) -> Counter[tuple[str, ...]]:
    """Units of a sheet added up by the named columns."""
    total: Counter[tuple[str, ...]] = Counter()
    for row in rows(sheet):
        total[tuple(row[name] for name in key)] += int(row["units"])
    return total


@cache
def by_code(sheet: str) -> dict[str, dict[str, str]]:
    code = SHEET_BY_NAME[sheet].key[0]
    return {row[code]: row for row in rows(sheet)}


@cache
def denied() -> set[tuple[str, str]]:
    return {(row["line"], row["state"]) for row in rows("access") if row["permitted"] == "no"}


@cache
def no_own_force() -> set[tuple[str, str]]:
    """State and capability that a rule forbids or caps at zero."""
    members = defaultdict(set)
    for row in rows("member_states"):
        members[row["state"]].add(row["state"])
        for group in row["groups"].split(SEMICOLON):
            members[group].add(row["state"])
    return {
        (state, rule["on"])
        for rule in rows("rules")
        if rule["on"] in by_code("capabilities")
        and (rule["effect"] == "forbid" or (rule["effect"] == "cap" and rule["value"] == "0"))
        for state in members[rule["binds"]]
    }


def sells_to(line: dict[str, str], state: str) -> bool:
    customers = line["customers"].split(";")
    return (
        customers == ["all"]
        or state in customers
        or (customers == ["own"] and line["host"] == state)
    )
