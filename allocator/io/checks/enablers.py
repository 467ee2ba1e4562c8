"""Enablers: no capability is its own, not by way of others either, and each serves a need."""

from collections.abc import Iterator

from allocator.domain.capability import Enabler
from allocator.domain.problem import Problem
from allocator.domain.scenario import Scenario
from allocator.io.problems import problem
from allocator.io.unread import Unread

Chain = list[str]


def enabler_problems(scenario: Scenario, unread: Unread) -> Iterator[Problem]:
    """Chains that come back to where they began, and combat capabilities nobody asks for."""
    places = scenario.book.rows.get("enablers", {})
    rows = sorted(scenario.enablers, key=lambda row: places.get(_key(row), 0))
    yield from _circles(scenario, rows)
    yield from _idle(scenario, unread, rows)


def _key(row: Enabler) -> tuple[str, str]:
    return row.combat_capability, row.enabler_capability


def _circles(scenario: Scenario, rows: list[Enabler]) -> Iterator[Problem]:
    """The row that closes each circle, in the order of the sheet; the rows before it are kept."""
    needs: dict[str, list[str]] = {}
    for row in rows:
        combat, enabler = _key(row)
        chain = _chain(needs, enabler, combat)
        if chain is None:
            needs.setdefault(combat, []).append(enabler)
            continue
        address = scenario.book.address("enablers", _key(row), "enabler_capability")
        if len(chain) == 1:
            yield problem(address, f"{combat} is its own enabler", "name another capability")
        else:
            circle = " needs ".join([combat, *chain])
            yield problem(address, f"a circle: {circle}", "delete one of the circle's rows")


def _chain(needs: dict[str, list[str]], start: str, end: str) -> Chain | None:
    """Codes from start to end, each needing the next; None where start never needs end."""
    waiting, seen = [[start]], {start}
    while waiting:
        chain = waiting.pop()
        if chain[-1] == end:
            return chain
        further = [code for code in needs.get(chain[-1], ()) if code not in seen]
        seen.update(further)
        waiting.extend([*chain, code] for code in further)
    return None


def _idle(scenario: Scenario, unread: Unread, rows: list[Enabler]) -> Iterator[Problem]:
    """Combat capabilities of which nothing is required in any period, at their first row."""
    needed = {row.capability for row in scenario.requirements if row.units}
    for code, row in {row.combat_capability: row for row in reversed(rows)}.items():
        if code not in needed and not unread.hides("requirements", capability=code):
            yield problem(
                scenario.book.address("enablers", _key(row), "combat_capability"),
                f"no {code} is required in any period, so none of it could count",
                "require some of it, or delete the row",
            )
