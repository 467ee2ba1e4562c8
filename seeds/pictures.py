"""The pictures of the README, from a plan of the reference: `python -m seeds.pictures PLAN.xlsx`.

LibreOffice (`soffice`) prints the sheets and `pdftoppm` makes pictures of them; both must be there.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from allocator.app.verify_workbook import verify_workbook
from allocator.errors import AllocatorError
from allocator.io.workbook_writer import workbook_bytes
from allocator.report.book import tables
from allocator.tables.table import Table
from seeds.build import SEEDS

FOLDER = SEEDS.parent / "docs" / "images"
PICTURES = ("briefing", "allocation")
"""Sheets whose first page becomes a picture; each but the last has no other page."""
TOOLS = ("soffice", "pdftoppm")
RESOLUTIONS = (130, 120, 110, 100, 90, 80, 70, 60)
"""Dots an inch, tried until a picture is small enough."""
LARGEST = 200_000
"""Bytes of a picture."""
LONGEST = 300
"""Seconds that a program may take."""


class PictureError(Exception):
    """What keeps a picture from being made, in words."""


def pictures(plan: Path, folder: Path = FOLDER) -> tuple[Path, ...]:
    """Write `briefing.png` and `allocation.png` of a verified plan into `folder`.

    Raises PictureError where a program is missing or fails, or where the plan does not hold;
    nothing is written then.
    """
    if missing := [tool for tool in TOOLS if shutil.which(tool) is None]:
        raise PictureError(f"{' and '.join(missing)} not found: install LibreOffice and poppler")
    made = _sheets(plan)
    with TemporaryDirectory() as name:
        printed = _printed(made, Path(name))
        contents = [_picture(printed, page) for page in range(1, 1 + len(PICTURES))]
    folder.mkdir(parents=True, exist_ok=True)
    paths = tuple(folder / f"{sheet}.png" for sheet in PICTURES)
    for path, content in zip(paths, contents, strict=True):
        path.write_bytes(content)
    return paths


def _sheets(plan: Path) -> tuple[Table, ...]:
    """All sheets of the plan, those for pictures first: each of them starts with its page."""
    try:
        report = verify_workbook(None, plan)
    except AllocatorError as error:
        raise PictureError(f"{plan} cannot be read: {error}") from error
    if report.violations:
        first = report.violations[0]
        raise PictureError(f"{plan} does not verify: {first.address}: {first.message}")
    made = tables(report.scenario, report.saved.plan, report.saved.provenance)
    wanted = {table.name: table for table in made if table.name in PICTURES}
    return (
        *(wanted[name] for name in PICTURES),
        *(table for table in made if table.name not in wanted),
    )


def _printed(made: tuple[Table, ...], workshop: Path) -> Path:
    """The first pages on paper."""
    workbook = workshop / "plan.xlsx"
    workbook.write_bytes(workbook_bytes(made))
    pages = {"PageRange": {"type": "string", "value": f"1-{len(PICTURES)}"}}
    profile = f"-env:UserInstallation={(workshop / 'profile').as_uri()}"
    form = f"pdf:calc_pdf_Export:{json.dumps(pages)}"
    _run(["soffice", profile, "--headless", "--convert-to", form, "--outdir", workshop, workbook])
    target = workbook.with_suffix(".pdf")
    if not target.is_file():
        raise PictureError("soffice has printed nothing")
    return target


def _picture(printed: Path, page: int) -> bytes:
    """A page, as sharp as the size allows."""
    target = printed.with_name("page")
    for resolution in RESOLUTIONS:
        pages = ["-f", page, "-singlefile", "-r", resolution, "-png"]
        _run(["pdftoppm", *pages, printed, target])
        content = target.with_suffix(".png").read_bytes()
        if len(content) < LARGEST:
            return content
    raise PictureError(f"page {page} takes {LARGEST:,} bytes or more at any resolution")


def _run(command: Sequence[object]) -> None:
    words = [str(word) for word in command]
    try:
        done = subprocess.run(words, capture_output=True, text=True, timeout=LONGEST, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise PictureError(f"{words[0]} has failed: {error}") from error
    if done.returncode:
        raise PictureError(f"{words[0]} has failed: {done.stderr.strip() or done.returncode}")


def main(arguments: Sequence[str]) -> None:
    """Write the pictures and say where they are."""
    if len(arguments) != 1:
        raise SystemExit("usage: python -m seeds.pictures PLAN.xlsx")
    try:
        made = pictures(Path(arguments[0]))
    except PictureError as error:
        raise SystemExit(f"no pictures: {error}") from error
    for path in made:
        sys.stdout.write(f"{path}: {path.stat().st_size:,} bytes\n")


if __name__ == "__main__":
    main(sys.argv[1:])
