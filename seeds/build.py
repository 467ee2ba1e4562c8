"""Builds the workbooks in `inputs/` from the tables in `seeds/`: `python -m seeds.build`.

A folder of tables is a workbook and a table is a sheet: `seeds/duo/lines.csv` becomes the sheet
`lines` of `inputs/duo.xlsx`. Equal tables give equal bytes.
"""

import csv
import sys
from collections.abc import Sequence
from pathlib import Path

from allocator.io.input_writer import write_input_workbook

SEEDS = Path(__file__).resolve().parent
INPUTS = SEEDS.parent / "inputs"
WORKBOOKS = ("baltic", "duo", "reference")


def table(path: Path) -> list[dict[str, str]]:
    """Rows of a seed table by column name. Raises ValueError where a row has too many cells."""
    with path.open(newline="", encoding="utf-8") as file:
        rows: list[dict[str, str]] = []
        for number, row in enumerate(csv.DictReader(file, restval="", strict=True), 2):
            if None in row:
                raise ValueError(f"{path.name} row {number}: more cells than columns")
            rows.append(row)
    return rows


def tables(workbook: str) -> dict[str, list[dict[str, str]]]:
    """All tables of a workbook by sheet name."""
    return {path.stem: table(path) for path in sorted((SEEDS / workbook).glob("*.csv"))}


def build(workbook: str, folder: Path = INPUTS) -> Path:
    """Write one workbook into `folder`; raises InputError naming every cell that does not fit."""
    return write_input_workbook(folder / f"{workbook}.xlsx", tables(workbook))


def main(names: Sequence[str]) -> None:
    """Build the named workbooks, or all of them."""
    if not set(names) <= set(WORKBOOKS):
        raise SystemExit(f"usage: python -m seeds.build [{' | '.join(WORKBOOKS)}] ...")
    for name in names or WORKBOOKS:
        build(name)


if __name__ == "__main__":
    main(sys.argv[1:])
