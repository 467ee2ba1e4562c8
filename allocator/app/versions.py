"""Versions that a plan depends on."""

import platform
from importlib.metadata import version

import allocator


def versions() -> tuple[tuple[str, str], ...]:
    """Name and version of everything that takes part in a result."""
    return (
        ("allocator", allocator.__version__),
        ("ortools", version("ortools")),
        ("numpy", version("numpy")),
        ("python", platform.python_version()),
        ("platform", f"{platform.system()}-{platform.machine()}"),
    )
