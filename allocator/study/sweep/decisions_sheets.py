"""The pages of decisions: taken in every future, and taken in some."""

from collections.abc import Iterator, Mapping, Sequence

from allocator.domain.in_force import CODES
from allocator.domain.plan import NAMES
from allocator.domain.scenario import Scenario
from allocator.report.prose import opening, short_name
from allocator.study.sweep.page import FIRST, Names
from allocator.study.sweep.summary import Decided, Summary, counts
from allocator.study.titled_page import titled_page
from allocator.tables.column import Column
from allocator.tables.frame import Frame
from allocator.tables.table import Block, Row, Table

ALWAYS, FLIPS = "no_regret", "flips"
WORDS = {
    "delivered": "buys lots from",
    "pool_delivered": "lots for the pool",
    "pool_shares": "buys shares of the pool",
    "open": "the pool is founded",
    "join": "joins the pool",
    "lead": "leads the pool",
    "expansion": "steps of expansion of",
    "funding": "tenths of a step paid for",
    "component_expansion": "steps of expansion of",
    "component_funding": "tenths of a step paid for",
    "loan": "EUR thousand of loans from",
}
"""Decisions in words."""


def decisions_sheets(found: Summary, scenario: Scenario, names: Names) -> tuple[Table, Table]:
    """Both of them."""
    return (
        _sheet(found, scenario, names, ALWAYS, "Decided in every future", found.no_regret),
        _sheet(found, scenario, names, FLIPS, "Decided in some futures", found.flips),
    )


def _sheet(
    found: Summary,
    scenario: Scenario,
    names: Names,
    name: str,
    title: str,
    decided: Sequence[Decided],
) -> Table:
    named = [_codes(each) for each in decided]
    codes = [code for code in CODES[:-1] if any(each.get(code) for each in named)]
    columns = (
        Column("who", "Who", "text", width=26),
        Column("decision", "Decision", "text", width=26),
        Column("of", "Of", "text", width=46),
        *(Column(code, opening(code), "code", width=20) for code in codes),
        Column("least", "Least", width=11),
        Column("median", "Median", width=11),
        Column("most", "Most", width=11),
        Column("base", "As it\nstands", width=11),
        Column("taken", "Futures in which\nit is taken", "text", width=17),
    )
    about = {
        ALWAYS: "Taken by the end of the horizon in every future with a plan, at least to the "
        "least: nothing that is decided so far is regretted in any of them.",
        FLIPS: "Taken by the end of the horizon in some futures and not in others: what the choice "
        "of a future decides. What is taken in most stands first.",
    }[name]
    return titled_page(
        scenario.policy,
        name,
        title,
        about,
        (Block(Frame(name, columns, row=FIRST + 1), tuple(_rows(found, names, codes, decided))),),
        keys=3,
    )


def _rows(
    found: Summary, names: Names, codes: Sequence[str], decided: Sequence[Decided]
) -> Iterator[Row]:
    for each in sorted(decided, key=lambda one: -one.taken):
        named = _codes(each)
        figures: Row = (each.range.least, each.range.median, each.range.most, each.range.base)
        if not counts(each.decision):
            figures = (None,) * len(figures)
        taken = f"{each.taken} of {len(found.solved)}"
        who = names.state(named["state"]) if "state" in named else ""
        head = (who, WORDS[each.decision], _what(names, named))
        yield (*head, *(named.get(code, "") for code in codes), *figures, taken)


def _codes(each: Decided) -> Mapping[str, str]:
    """The codes of a decision by what they name."""
    return dict(zip(NAMES[each.decision], each.codes, strict=False))


def _what(names: Names, named: Mapping[str, str]) -> str:
    """What is decided on, by its name: pool and line, component and host, or fund."""
    makes = [named[kind] for kind in ("pool", "line", "component", "fund") if kind in named]
    host = f" ({names.state(named['host'])})" if "host" in named else ""
    return ": ".join(short_name(names.makes.get(code, code), 38) for code in makes) + host
