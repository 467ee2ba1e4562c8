"""Slides as a file: native, editable, and the same bytes for the same slides."""

import zipfile
from collections.abc import Sequence
from io import BytesIO

from allocator.errors import OutputError
from allocator.tables.slide import Slide

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest date a zip can hold: parts carry no other."""
MISSING = 'slides need python-pptx, which is not installed: pip install "allocator[slides]"'


def slides_bytes(slides: Sequence[Slide]) -> bytes:
    """The presentation, byte for byte the same for the same slides; there is at least one.

    Raises OutputError where the optional library behind it is not installed.
    """
    try:
        # Optional and slow to load: only where slides are asked for.
        from allocator.io.slide_deck import deck  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise OutputError(MISSING) from error
    return _undated(deck(slides))


def _undated(content: bytes) -> bytes:
    """The same parts in the same order, without the time at which they were put together."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, EPOCH)
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, old.read(name))
    return target.getvalue()
