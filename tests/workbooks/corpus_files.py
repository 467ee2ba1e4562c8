"""Faults of the file itself: not a workbook, not whole, or not safe to unpack."""

import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from zlib import crc32

from allocator.io.layout import SHEETS
from tests.workbooks.broken import FILE, Broken, example

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
MEGABYTE = 2**20


def _parts() -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(example())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A zip file of the parts."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def repacked(edit: Callable[[dict[str, bytes]], object]) -> bytes:
    """The example after an edit of its parts."""
    parts = _parts()
    edit(parts)
    return packed(parts)


def sheet_part(name: str) -> str:
    """The part of an example sheet; they are numbered in the order of the layout."""
    position = [sheet.name for sheet in SHEETS].index(name) + 1
    return f"xl/worksheets/sheet{position}.xml"


def replace(part: str, old: bytes, new: bytes) -> Callable[[dict[str, bytes]], None]:
    """An edit of bytes in one part; the old bytes must be there."""

    def swap(parts: dict[str, bytes]) -> None:
        assert old in parts[part]
        parts[part] = parts[part].replace(old, new, 1)

    return swap


def _document_type(parts: dict[str, bytes]) -> None:
    declaration = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    core = parts["docProps/core.xml"]
    place = core.index(b"?>") + 2
    parts["docProps/core.xml"] = core[:place] + declaration + core[place:]


def _utf16_document_type(parts: dict[str, bytes]) -> None:
    text = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x><x/>'
    parts["xl/theme/theme1.xml"] = text.encode("utf-16")


def _empty_rows(parts: dict[str, bytes]) -> None:
    rows = b"".join(
        b'<row r="%d"><c r="A%d" s="1"/></row>' % (row, row) for row in range(100, 500_100)
    )
    part = sheet_part("holdings")
    parts[part] = parts[part].replace(b"</sheetData>", rows + b"</sheetData>")


def _bomb() -> bytes:
    return repacked(lambda parts: parts.update({"xl/media/image1.png": bytes(450 * MEGABYTE)}))


def _understated_bomb() -> bytes:
    """A part that unpacks to more than the zip's directory declares."""
    zeros = bytes(5 * MEGABYTE)
    content = repacked(lambda parts: parts.update({"xl/media/image1.png": zeros}))
    size = len(zeros).to_bytes(4, "little")
    assert content.count(size) >= 2
    assert crc32(zeros).to_bytes(4, "little") in content
    return content.replace(size, (1_000).to_bytes(4, "little"))


def _encrypted() -> bytes:
    content = bytearray(example())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.index(signature) + offset
        content[place] |= 0x1
    return bytes(content)


FILES: tuple[Broken, ...] = (
    Broken("text file", lambda: b"state;units\nEST;5\n", FILE, "is no Excel workbook"),
    Broken("empty file", lambda: b"", FILE, "the file is empty"),
    Broken("password or old .xls", lambda: OLE, FILE, "protected by a password, or an old .xls"),
    Broken("cut short", lambda: example()[:-2_000], FILE, "damaged or cut short"),
    Broken(
        "bytes overwritten",
        lambda: example()[:300] + bytes(400) + example()[700:],
        FILE,
        "damaged or cut short",
    ),
    Broken(
        "zip without a workbook",
        lambda: packed({"a.txt": b"a"}),
        FILE,
        "a zip file but no Excel workbook",
    ),
    Broken("binary workbook", lambda: packed({"xl/workbook.bin": b""}), FILE, "binary workbook"),
    Broken(
        "part missing",
        lambda: repacked(lambda parts: parts.pop("[Content_Types].xml")),
        FILE,
        "its part [Content_Types].xml is missing",
    ),
    Broken(
        "sheet part missing",
        lambda: repacked(lambda parts: parts.pop(sheet_part("lines"))),
        FILE,
        "lacks its part xl/worksheets/sheet14.xml",
    ),
    Broken("zip bomb", _bomb, FILE, "unpacks to 450 MB, more than 400 MB"),
    Broken("zip bomb that understates its size", _understated_bomb, FILE, "damaged or cut short"),
    Broken(
        "thousands of parts",
        lambda: repacked(lambda parts: parts.update({f"x/{n}": b"" for n in range(2_001)})),
        FILE,
        "parts, more than 2,000",
    ),
    Broken("encrypted parts", _encrypted, FILE, "the file is encrypted"),
    Broken(
        "document type in a side part",
        lambda: repacked(_document_type),
        FILE,
        "part docProps/core.xml declares a document type",
    ),
    Broken(
        "document type in UTF-16",
        lambda: repacked(_utf16_document_type),
        FILE,
        "part xl/theme/theme1.xml declares a document type",
    ),
    Broken(
        "broken XML",
        lambda: repacked(replace(sheet_part("lines"), b"</row>", b"</rwo>")),
        FILE,
        "the file is damaged",
    ),
    Broken(
        "text number out of range",
        lambda: repacked(replace(sheet_part("lines"), b't="s"><v>', b't="s"><v>99999')),
        FILE,
        "is damaged at lines!A1",
    ),
    Broken(
        "no worksheet at all",
        lambda: repacked(lambda parts: parts.update({"xl/workbook.xml": b"<workbook/>"})),
        FILE,
        "has no worksheet",
    ),
    Broken(
        "half a million formatted empty rows",
        lambda: repacked(_empty_rows),
        "holdings!A8",
        "more than 20,000 formatted rows without a value",
    ),
)
