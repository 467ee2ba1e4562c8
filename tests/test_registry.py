"""Every family exists everywhere it must: model, verifier, tests, documentation."""

import re
from pathlib import Path

from allocator.model.families import FAMILIES as MODEL
from allocator.verify.families import FAMILIES as VERIFY

ROOT = Path(__file__).parents[1]


def modules(folder: Path, prefix: str = "") -> set[str]:
    """Names of the modules in a folder, without the prefix."""
    return {
        path.stem.removeprefix(prefix)
        for path in folder.glob(f"{prefix}*.py")
        if path.stem != "__init__"
    }


def headings() -> list[str]:
    """Headings of the chapter "Families" in docs/model.md."""
    text = (ROOT / "docs" / "model.md").read_text(encoding="utf-8")
    chapter = text.split("\n## Families\n")[1].split("\n## ")[0]
    return re.findall(r"^### (\w+)$", chapter, flags=re.MULTILINE)


def test_the_registries_and_the_page_name_the_same_families_in_the_same_order() -> None:
    assert list(MODEL) == list(VERIFY) == headings()


def test_each_family_has_its_file_in_the_model_in_the_verifier_and_in_the_tests() -> None:
    names = set(MODEL)
    assert modules(ROOT / "allocator" / "model" / "families") == names
    assert modules(ROOT / "allocator" / "verify" / "families") == names
    tests = modules(ROOT / "tests" / "families", "test_")
    assert names <= tests
    for more in tests - names:
        assert any(more.startswith(f"{name}_") for name in names), more


def test_each_function_lives_in_the_file_of_its_name() -> None:
    for registry in (MODEL, VERIFY):
        for name, family in registry.items():
            assert family.__module__.rsplit(".", 1)[1] == name
