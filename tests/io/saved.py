"""Saved workbooks and single edits of their cells, made in the XML so that nothing else changes."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

from allocator.io.workbook_writer import write_plan
from allocator.report.book import tables
from tests.report.quartet import provenance, quartet, quartet_plan


def saved_quartet(folder: Path) -> Path:
    """The quartet's plan as a workbook."""
    scenario, plan = quartet(), quartet_plan()
    made = tables(scenario, plan, provenance(scenario, plan))
    return write_plan(folder / "quartet-plan.xlsx", made)


def with_number(source: Path, address: str, number: float) -> Path:
    """A copy in which the cell at `sheet!C7` holds a number."""
    return _edited(source, address, lambda head: f"{head}><v>{number!r}</v></c>")


def with_text(source: Path, address: str, text: str) -> Path:
    """A copy in which the cell holds a text."""
    return _edited(source, address, lambda head: f'{head} t="inlineStr"><is><t>{text}</t></is></c>')


def with_formula(source: Path, address: str, formula: str, value: float) -> Path:
    """A copy in which the cell computes something."""
    return _edited(source, address, lambda head: f"{head}><f>{formula}</f><v>{value!r}</v></c>")


def without(source: Path, address: str) -> Path:
    """A copy in which the cell is empty."""
    return _edited(source, address, lambda head: f"{head}/>")


def without_sheet(source: Path, name: str) -> Path:
    """A copy that calls a sheet by another name."""
    return _rewritten(
        source, "xl/workbook.xml", lambda text: text.replace(f'name="{name}"', 'name="gone"')
    )


def sheet_part(source: Path, name: str) -> str:
    """The part that holds a sheet's cells; the writer numbers them as the workbook lists them."""
    with zipfile.ZipFile(source) as parts:
        listed = re.findall(r'<sheet name="(\w+)"', parts.read("xl/workbook.xml").decode())
    return f"xl/worksheets/sheet{1 + listed.index(name)}.xml"


def rewritten_rows(source: Path, sheet: str, change: Callable[[str], str]) -> Path:
    """A copy in which the XML of a sheet is changed."""
    return _rewritten(source, sheet_part(source, sheet), change)


def _edited(source: Path, address: str, cell: Callable[[str], str]) -> Path:
    sheet, name = address.split("!")
    pattern = re.compile(rf'<c r="{name}"( s="\d+")?[^>]*?(/>|>.*?</c>)')

    def change(text: str) -> str:
        found = pattern.search(text)
        assert found is not None, f"{address} is not stored"
        head = f'<c r="{name}"{found[1] or ""}'
        return text[: found.start()] + cell(head) + text[found.end() :]

    return rewritten_rows(source, sheet, change)


def _rewritten(source: Path, part: str, change: Callable[[str], str]) -> Path:
    target = source.with_name(f"edited-{source.name}")
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == part:
                before = content.decode()
                after = change(before)
                assert after != before, "the edit changes nothing"
                content = after.encode()
            new.writestr(name, content)
    return target
