"""Sheet `confidence`: how much of the plan rests on weak figures."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from allocator.report.foundations import (
    LEVELS,
    InputRow,
    Tally,
    by_confidence,
    level,
    money_by_row,
    shortfall_by_row,
    units_by_confidence,
    weakest,
)
from allocator.report.prose import short_name
from allocator.report.sheet import MANY, TITLE_ROWS, titled_page
from allocator.report.view import View
from allocator.tables.column import Column, Formula, Kind, Value
from allocator.tables.frame import Frame
from allocator.tables.table import Block, Label, Row, Table
from allocator.tables.text import shortened

SHEET = "confidence"
NOTE = 100
"""Characters of a note, all of which stands in the input."""
WORDS = {"high": "high", "medium": "medium", "low": "low", "": "not stated"}


def confidence(view: View) -> Table:
    """Money and shortfall by confidence, the weak rows that carry most, then European units."""
    levels = _levels_block(view)
    blocks, labels = [levels], list[Label]()
    for carried in (MONEY, SHORTFALL):
        row = blocks[-1].frame.row + blocks[-1].height + 3
        labels.append(Label(row - 2, 0, carried.heading, "heading", columns=8))
        blocks.append(_weakest_block(view, carried, row, levels.frame))
    row = blocks[-1].frame.row + blocks[-1].height + 3
    heading = f"European units at the deadline ({view.deadline})"
    labels.append(Label(row - 2, 0, heading, "heading", columns=8))
    return titled_page(
        view,
        SHEET,
        "Confidence",
        "What the plan's money, its shortfall and its units rest on, by what each input row says "
        "of its own figures.",
        (*blocks, _units_block(view, row)),
        labels=tuple(labels),
        breaks=(row - 2,) if len(view.capabilities) > MANY else (),
    )


@dataclass(frozen=True, slots=True)
class Carried:
    """What rows carry: a column of the first block and the rows that matter most in it."""

    key: str
    header: str
    kind: Kind
    heading: str
    by_row: Callable[[View], Mapping[InputRow, int]]


MONEY = Carried(
    "money",
    "New money\nEUR m",
    "money",
    "Rows of low or unstated confidence that carry most money",
    money_by_row,
)
SHORTFALL = Carried(
    "shortfall",
    "Weighted\nshortfall",
    "whole",
    "Rows of low or unstated confidence that carry most of the shortfall",
    shortfall_by_row,
)


def _levels_block(view: View) -> Block:
    columns = [Column("level", "Confidence", "text", width=16)]
    for carried, width in ((MONEY, 36), (SHORTFALL, 14)):
        share = Column(f"{carried.key}_share", "Share", "percent", total=True)
        head = Column(carried.key, carried.header, carried.kind, total=True, width=width)
        columns += [head, share]
    frame = Frame(SHEET, tuple(columns), row=TITLE_ROWS)
    tallies = [by_confidence(view, carried.by_row(view)) for carried in (MONEY, SHORTFALL)]
    rows = []
    for index, name in enumerate(LEVELS):
        row: list[Value] = [WORDS[name]]
        for carried, tally in zip((MONEY, SHORTFALL), tallies, strict=True):
            everything = frame.down(carried.key, len(LEVELS))
            part = _part(frame.at(carried.key, index), f"SUM({everything})", tally[name], tally)
            row += [tally[name], part]
        rows.append(tuple(row))
    bars = tuple(f"{carried.key}_share" for carried in (MONEY, SHORTFALL))
    return Block(frame, tuple(rows), total="All", bars=bars)


def _part(cell: str, whole: str, amount: int, tally: Tally) -> Formula:
    everything = sum(tally.values())
    value = Fraction(amount, everything) if everything else Fraction(0)
    return Formula(f"=IF({whole}=0,0,{cell}/{whole})", value)


def _weakest_block(view: View, carried: Carried, row: int, levels: Frame) -> Block:
    columns = (
        Column("cell", "Input row", "code", width=16),
        Column("codes", "Of", "text", width=36),
        Column("confidence", "Confidence", "code", width=12),
        Column("classification", "Classification", "code", width=14),
        Column("amount", carried.header, carried.kind, width=14),
        Column("share", "Share", "percent", width=12),
        Column("so_far", "Added up", "percent", width=12),
        Column("note", "Note", "prose", width=30),
        Column("source", "Source", "prose", width=80),
    )
    frame = Frame(SHEET, columns, row=row)
    amounts = carried.by_row(view)
    tally = by_confidence(view, amounts)
    whole = levels.at(carried.key, len(LEVELS))
    rows: list[Row] = []
    so_far = Fraction(0)
    for index, (sheet, key) in enumerate(weakest(view, amounts)):
        evidence, amount = view.evidence(sheet, key), amounts[sheet, key]
        so_far += Fraction(amount, sum(tally.values()))
        before = f"{frame.at('so_far', index - 1)}+" if index else ""
        rows.append(
            (
                view.scenario.book.address(sheet, key),
                ", ".join(key),
                WORDS[level(view, sheet, key)],
                evidence.classification,
                amount,
                _part(frame.at("amount", index), whole, amount, tally),
                Formula(f"={before}{frame.at('share', index)}", so_far),
                shortened(evidence.note, NOTE),
                evidence.source,
            )
        )
    return Block(frame, tuple(rows), bars=("share",))


def _units_block(view: View, row: int) -> Block:
    columns = (
        Column("capability", "Capability", "code", width=16),
        Column("name", "Name", "text", width=36),
        *(Column(level or "unstated", WORDS[level].capitalize(), width=12) for level in LEVELS),
        Column("all", "All units", width=12),
        Column("weak", "On low or\nunstated", "percent", width=12),
    )
    frame = Frame(SHEET, columns, row=row)
    return Block(frame, tuple(_unit_rows(view, frame)), bars=("weak",))


def _unit_rows(view: View, frame: Frame) -> Iterator[Row]:
    tallies = units_by_confidence(view, view.deadline)
    for index, code in enumerate(view.capabilities):
        tally = tallies[code]
        everything = sum(tally.values())
        reach = frame.across("high", "unstated", index)
        weak = frame.across("low", "unstated", index)
        total = frame.at("all", index)
        yield (
            code,
            short_name(view.capability_name(code), 44),
            *(tally[level] for level in LEVELS),
            Formula(f"=SUM({reach})", everything),
            Formula(
                f"=IF({total}=0,0,SUM({weak})/{total})",
                Fraction(tally["low"] + tally[""], everything) if everything else Fraction(0),
            ),
        )
