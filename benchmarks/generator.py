"""Scenarios like the reference, of any size: `python -m benchmarks.generator --scale 10 --seed 1`.

Every capability drawn descends from one of the reference's: its lines, pools, holdings, contracts
and rules keep their relations, while states change places, lines take after one another and every
figure is drawn anew around its parent's. Budgets, crews and GDP grow with what the drawn gaps
take, so that money and people are as short as in the reference. The same scale and seed give the
same scenario on every machine.
"""

import argparse
from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from itertools import count
from pathlib import Path
from shutil import copyfile
from typing import Any

from allocator.domain.scenario import Scenario
from allocator.io.input_writer import write_input_workbook
from allocator.io.scenario_reader import read_scenario
from allocator.model.build import build
from benchmarks.generating.capabilities import draw_capability
from benchmarks.generating.cast import Cast
from benchmarks.generating.chance import Chance
from benchmarks.generating.contracts import cut_unpaid
from benchmarks.generating.draft import Draft, birth
from benchmarks.generating.nations import (
    component_codes,
    draw_components,
    draw_nations,
    drawn_policy,
    drop_unmade,
)
from benchmarks.generating.parents import Parent, parents
from benchmarks.generating.rows import text_rows

REFERENCE = Path(__file__).parents[1] / "inputs" / "reference.xlsx"
SMALL = 20
"""Scenarios of `small`."""
LEAST_VARIABLES, MOST_VARIABLES = 300, 2_500
UNPROVEN = frozenset({(1, 18), (1, 26)})
"""Draws of `small`, as (seed, draw), of which no engine proved all of shortfall, spread and cost in
15 seconds each. They are left out, so that a race to proof comes to an end."""


@cache
def reference() -> Scenario:
    """The scenario all others descend from."""
    return read_scenario(REFERENCE).scenario


@cache
def families() -> tuple[Parent, ...]:
    """The parents of all drawn capabilities."""
    return parents(reference())


def generated(scale: int, seed: int) -> Scenario:
    """A scenario of all states with `scale` times the reference's capabilities."""
    chance = Chance("generated", scale, seed)
    known = families()
    dealt: list[Parent] = []
    for _ in range(scale):
        # Every capability has as many descendants as any other, so that the mix stays.
        dealt.extend(chance.random.sample(known, len(known)))
    return _scenario(f"Generated {scale}x, seed {seed}", Cast.whole(reference()), dealt, chance)


def lay_out(scenario: str, workbook: Path) -> None:
    """Write the workbook of a scenario: `reference`, a size such as `4x`, or another workbook."""
    if scenario == "reference":
        copyfile(REFERENCE, workbook)
    elif scenario.endswith(".xlsx"):
        copyfile(scenario, workbook)
    else:
        scale = int(scenario.removesuffix("x"))
        write_input_workbook(workbook, text_rows(generated(scale, seed=1)))


def small(seed: int) -> tuple[Scenario, ...]:
    """Twenty scenarios of a few states and capabilities, 300 to 2,500 variables each."""
    found: list[Scenario] = []
    draws = (draw for draw in count(1) if (seed, draw) not in UNPROVEN)
    while len(found) < SMALL:
        scenario = _small(seed, next(draws))
        if LEAST_VARIABLES <= len(build(scenario).program.variables) <= MOST_VARIABLES:
            found.append(scenario)
    return tuple(found)


def _small(seed: int, draw: int) -> Scenario:
    chance = Chance("small", seed, draw)
    cast = Cast.part(reference(), chance, chance.random.randint(4, 12))
    number = chance.random.randint(5, 8) if chance.once_in(3) else chance.random.randint(2, 4)
    dealt = chance.random.sample(families(), number)
    return _scenario(f"Small {draw}, seed {seed}", cast, dealt, chance, most_lines=3)


def _scenario(
    title: str,
    cast: Cast,
    dealt: Sequence[Parent],
    chance: Chance,
    most_lines: int | None = None,
) -> Scenario:
    source = reference()
    rules = sorted({rule.code for rule in source.rules})
    draft = Draft(source, cast, {code: f"R{number:02}" for number, code in enumerate(rules, 1)})
    money, posts = _draw_capabilities(draft, dealt, chance, most_lines)
    known = [parent.need for parent in families()]
    draw_nations(
        draft,
        chance,
        money / (cast.weight * sum(need for need, _ in known)),
        posts / (cast.weight * sum(need for _, need in known)),
    )
    cut_unpaid(draft)
    drop_unmade(draft)
    records: dict[str, Any] = {name: tuple(rows) for name, rows in draft.records.items()}
    more = Fraction(len(dealt), len(source.capabilities))
    return Scenario.make(drawn_policy(source, title, more), source.periods, **records)


def _draw_capabilities(
    draft: Draft, dealt: Sequence[Parent], chance: Chance, most_lines: int | None
) -> tuple[Fraction, Fraction]:
    """Add a descendant of every parent dealt; money and posts that closing all gaps takes.

    As many capabilities as the reference has share one copy of the components.
    """
    providers = tuple(sorted({row.provider for row in draft.reference.outside_support}))
    money, posts = Fraction(0), Fraction(0)
    makers: dict[str, str] = {}
    for number, parent in enumerate(dealt):
        copy, place = divmod(number, len(draft.reference.capabilities))
        if place == 0:
            makers = component_codes(draft.reference, copy + 1)
            draw_components(draft, chance, makers)
        begun = birth(parent, f"C{number + 1:03}", draft.cast, chance, makers, providers)
        taken = draw_capability(draft, begun, most_lines)
        money, posts = money + taken[0], posts + taken[1]
    return money, posts


def main(arguments: Sequence[str] | None = None) -> None:
    """Write a generated scenario as a workbook."""
    parser = argparse.ArgumentParser(prog="benchmarks.generator", description=__doc__)
    parser.add_argument("--scale", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("-o", dest="target", type=Path, required=True, metavar="FILE.xlsx")
    given = parser.parse_args(arguments)
    write_input_workbook(given.target, text_rows(generated(given.scale, given.seed)))


if __name__ == "__main__":
    main()
