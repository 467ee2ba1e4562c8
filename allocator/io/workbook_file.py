"""A workbook's file before any cell is read: is it one, is it whole, is it safe to unpack?"""

import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import NoReturn

from allocator.errors import InputError
from allocator.io.problems import problem

MEGABYTE = 2**20
LARGEST_FILE = 100 * MEGABYTE
LARGEST_CONTENT = 400 * MEGABYTE
"""Of all parts unpacked; the reference scenario takes a fortieth of it."""
MOST_PARTS = 2_000
CHUNK = 64 * 1024
OLE_MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
ENCRYPTED = 0x1
WORKBOOK_PART = "xl/workbook.xml"
NEEDED_PARTS = ("[Content_Types].xml", WORKBOOK_PART, "xl/_rels/workbook.xml.rels")
XML_ENDINGS = (".xml", ".rels", ".vml")
DOCUMENT_TYPES = tuple(
    "<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be")
)
SAVE_AS = "save it in Excel as an Excel Workbook (.xlsx)"
RESTORE = "open it in Excel and save it again, or go back to an earlier copy"


@dataclass(frozen=True, slots=True)
class WorkbookFile:
    """The bytes of a file that passed for a workbook, and its parts by name, unpacked."""

    name: str
    content: bytes
    parts: Mapping[str, bytes]

    @property
    def sha256(self) -> str:
        """Of the file's bytes."""
        return sha256(self.content).hexdigest()

    def stream(self) -> BytesIO:
        """The bytes for another reader."""
        return BytesIO(self.content)


def workbook_file(path: Path) -> WorkbookFile:
    """Read and unpack a file within limits; InputError says why it is no usable workbook."""
    content = _content(path)
    _require_zip(path.name, content)
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            _require_modest(path.name, archive)
            _require_workbook(path.name, archive)
            parts = {
                entry.filename: _unpacked(path.name, archive, entry) for entry in archive.infolist()
            }
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        refuse(path.name, f"the file is damaged or cut short ({error})", RESTORE)
    except (NotImplementedError, RuntimeError) as error:
        refuse(path.name, f"the file is packed in a way Excel does not use ({error})", SAVE_AS)
    _refuse_document_types(path.name, parts)
    return WorkbookFile(path.name, content, parts)


def refuse(name: str, message: str, remedy: str) -> NoReturn:
    """End the reading with one problem of the whole file."""
    raise InputError([problem(name, message, remedy)])


def _content(path: Path) -> bytes:
    try:
        if path.is_dir():
            refuse(path.name, "is a folder", "name a workbook in it")
        if path.exists() and not path.is_file():
            refuse(path.name, "is no ordinary file", "name a workbook")
        if path.stat().st_size > LARGEST_FILE:
            refuse(
                path.name,
                f"is larger than {LARGEST_FILE // MEGABYTE} MB",
                "remove what does not belong to the scenario (pictures, copies of sheets)",
            )
        return path.read_bytes()
    except FileNotFoundError:
        refuse(path.name, f"there is no file {path}", "check the name and the folder")
    except OSError as error:
        refuse(path.name, f"cannot be read: {error.strerror}", "check the name and who may read it")


def _require_zip(name: str, content: bytes) -> None:
    if not content:
        refuse(name, "the file is empty", RESTORE)
    if content.startswith(OLE_MAGIC):
        refuse(
            name,
            "the file is protected by a password, or an old .xls workbook",
            f"take the password off, or {SAVE_AS}",
        )
    if not content.startswith(b"PK"):
        refuse(name, "the file is no Excel workbook", SAVE_AS)


def _require_modest(name: str, archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    if len(entries) > MOST_PARTS:
        refuse(name, f"the file has {len(entries):,} parts, more than {MOST_PARTS:,}", SAVE_AS)
    declared = sum(entry.file_size for entry in entries)
    if declared > LARGEST_CONTENT:
        refuse(
            name,
            f"the file unpacks to {declared // MEGABYTE:,} MB, more than "
            f"{LARGEST_CONTENT // MEGABYTE} MB",
            "delete empty formatted rows and pictures, or do not trust the file",
        )
    if any(entry.flag_bits & ENCRYPTED for entry in entries):
        refuse(name, "the file is encrypted", "take the password off")


def _require_workbook(name: str, archive: zipfile.ZipFile) -> None:
    names = set(archive.namelist())
    if "xl/workbook.bin" in names:
        refuse(name, "the file is a binary workbook (.xlsb)", SAVE_AS)
    if WORKBOOK_PART not in names:
        refuse(name, "the file is a zip file but no Excel workbook", SAVE_AS)
    for part in NEEDED_PARTS:
        if part not in names:
            refuse(name, f"the file is damaged: its part {part} is missing", RESTORE)


def _refuse_document_types(name: str, parts: Mapping[str, bytes]) -> None:
    """Excel never declares one; attacks by expanding or foreign entities must."""
    for part, content in parts.items():
        if part.endswith(XML_ENDINGS) and any(sign in content for sign in DOCUMENT_TYPES):
            refuse(
                name,
                f"part {part} declares a document type, which Excel never does",
                "do not trust the file",
            )


def _unpacked(name: str, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """The bytes of a part, never more than it declares."""
    content = bytearray()
    with archive.open(entry) as stream:
        while chunk := stream.read(CHUNK):
            content += chunk
            if len(content) > entry.file_size:
                refuse(
                    name,
                    f"part {entry.filename} unpacks to more than it declares",
                    "do not trust the file",
                )
    return bytes(content)
