"""The pictures of the README: made where the programs are there, and said why where not."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from allocator.app.solve_workbook import Search, solve_workbook
from seeds import pictures as module
from seeds.build import INPUTS, SEEDS
from seeds.pictures import LARGEST, PICTURES, PictureError, main, pictures
from tests.io.saved import with_number

README = SEEDS.parent / "README.md"
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("plan") / "duo-plan.xlsx"
    found = solve_workbook(INPUTS / "duo.xlsx", target, Search(effort="quick", workers=1))
    assert found.output is not None
    return found.output


@pytest.fixture
def programs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both programs are there, wherever the tests run."""
    monkeypatch.setattr(shutil, "which", lambda tool: f"/usr/bin/{tool}")


def printing(size: int = 10, code: int = 0, pdf: bool = True) -> Callable[..., Any]:
    """Programs that print and draw at once; pictures shrink with their resolution."""

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        if command[0] == "soffice" and pdf:
            (Path(command[command.index("--outdir") + 1]) / "plan.pdf").write_bytes(b"%PDF")
        if command[0] == "pdftoppm":
            dots = int(command[command.index("-r") + 1])
            Path(command[-1]).with_suffix(".png").write_bytes(PNG.ljust(size * dots, b"."))
        return subprocess.CompletedProcess(command, code, "", "out of paper" if code else "")

    return run


@pytest.mark.skipif(
    any(shutil.which(tool) is None for tool in ("soffice", "pdftoppm")),
    reason="LibreOffice (soffice) and pdftoppm are not installed",
)
def test_a_plan_becomes_two_pictures(plan: Path, tmp_path: Path) -> None:
    made = pictures(plan, tmp_path / "images")
    assert [path.name for path in made] == [f"{sheet}.png" for sheet in PICTURES]
    contents = [path.read_bytes() for path in made]
    for content in contents:
        assert content.startswith(PNG)
        assert 10_000 < len(content) < LARGEST
    assert contents[0] != contents[1]


@pytest.mark.parametrize("tool", ["soffice", "pdftoppm"])
def test_a_missing_program_is_named(
    tool: str, plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None if name == tool else name)
    with pytest.raises(PictureError, match=f"^{tool} not found: install LibreOffice and poppler"):
        pictures(plan, tmp_path / "images")
    assert not (tmp_path / "images").exists()


@pytest.mark.usefixtures("programs")
def test_what_is_no_plan_is_refused(tmp_path: Path) -> None:
    for source in (INPUTS / "duo.xlsx", tmp_path / "nothing.xlsx", README):
        with pytest.raises(PictureError, match="cannot be read"):
            pictures(source, tmp_path / "images")


@pytest.mark.usefixtures("programs")
def test_a_plan_that_was_changed_is_refused(plan: Path, tmp_path: Path) -> None:
    copy = tmp_path / "plan.xlsx"
    shutil.copy(plan, copy)
    with pytest.raises(PictureError, match=r"does not verify: provenance: "):
        pictures(with_number(copy, "orders!D2", 9), tmp_path / "images")
    assert not (tmp_path / "images").exists()


@pytest.mark.usefixtures("programs")
@pytest.mark.parametrize(
    ("run", "message"),
    [
        (printing(code=1), "soffice has failed: out of paper"),
        (printing(pdf=False), "soffice has printed nothing"),
        (printing(size=LARGEST), "page 1 takes 200,000 bytes or more at any resolution"),
    ],
)
def test_a_program_that_fails_is_named_and_nothing_written(
    run: Callable[..., Any],
    message: str,
    plan: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(subprocess, "run", run)
    with pytest.raises(PictureError, match=message):
        pictures(plan, tmp_path / "images")
    assert not (tmp_path / "images").exists()


@pytest.mark.usefixtures("programs")
def test_a_program_that_never_ends_is_stopped(
    plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(command: list[str], **_: object) -> None:
        raise subprocess.TimeoutExpired(command, 300)

    monkeypatch.setattr(subprocess, "run", run)
    with pytest.raises(PictureError, match=r"soffice has failed: .* timed out"):
        pictures(plan, tmp_path / "images")


@pytest.mark.usefixtures("programs")
def test_a_picture_is_as_sharp_as_its_size_allows(
    plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subprocess, "run", printing(size=LARGEST // 100))
    sizes = {path.stat().st_size for path in pictures(plan, tmp_path)}
    assert sizes == {90 * (LARGEST // 100)}


def test_the_command_says_what_it_wants_and_why_it_cannot(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for arguments in ([], ["one.xlsx", "two.xlsx"]):
        with pytest.raises(SystemExit, match=r"usage: python -m seeds.pictures PLAN.xlsx"):
            main(arguments)
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(SystemExit, match="no pictures: soffice and pdftoppm not found"):
        main([str(plan)])


@pytest.mark.usefixtures("programs")
def test_the_command_tells_what_it_has_written(
    plan: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def made(_: Path) -> tuple[Path, ...]:
        path = tmp_path / "briefing.png"
        path.write_bytes(PNG)
        return (path,)

    monkeypatch.setattr(module, "pictures", made)
    main([str(plan)])
    assert capsys.readouterr().out == f"{tmp_path / 'briefing.png'}: {len(PNG)} bytes\n"


def test_the_readme_shows_both_with_words_for_those_who_cannot_see() -> None:
    text = README.read_text("utf-8")
    for sheet in PICTURES:
        path = f"docs/images/{sheet}.png"
        words, found, _ = text.partition(f"]({path})")
        assert found, path
        assert len(words.rpartition("![")[2]) > 60
        content = (SEEDS.parent / path).read_bytes()
        assert content.startswith(PNG)
        assert len(content) < LARGEST
