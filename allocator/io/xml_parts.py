"""XML parts of a workbook, read as a stream; a part that declares a document type is refused.

Without a document type no entity can be declared, so nothing can expand and nothing is fetched.
"""

from collections.abc import Callable, Mapping
from xml.parsers import expat

SPREADSHEET = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
"""The namespaces of the transitional and the strict form."""
RELATIONS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)

Attributes = Mapping[str, str]
Start = Callable[[str, Attributes], None]
End = Callable[[str], None]
Text = Callable[[str], None]


class DamagedPartError(Exception):
    """A part that is no well-formed XML, or one that may not be read."""


class EnoughReadError(Exception):
    """Raised by a handler to stop the reading of a part."""


def local_names(*tags: str) -> Mapping[str, str]:
    """Short names of spreadsheet elements by the full names the parser gives."""
    return {f"{space}}}{tag}": tag for space in SPREADSHEET for tag in tags}


def read_xml(
    content: bytes, start: Start, end: End | None = None, text: Text | None = None
) -> None:
    """Feed a part to the handlers; names come as `namespace}tag`.

    Raises DamagedPartError, and EnoughReadError where a handler did.
    """
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_document_type
    parser.StartElementHandler = start
    if end is not None:
        parser.EndElementHandler = end
    if text is not None:
        parser.CharacterDataHandler = text
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise DamagedPartError(f"is damaged: {error}") from error
    except (LookupError, ValueError) as error:
        raise DamagedPartError(f"holds what Excel does not write: {error}") from error


def _refuse_document_type(name: str, *_: object) -> None:
    raise DamagedPartError(f'declares a document type "{name}", which Excel never does')
