"""Text on a slide: every box is filled with lines that fit, in the fonts of the theme."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.util import Pt

from allocator.io.slide_room import Box
from allocator.io.styles import NAVY

INK = "#262626"
LEFT, CENTRE, RIGHT = PP_ALIGN.LEFT, PP_ALIGN.CENTER, PP_ALIGN.RIGHT
TOP, MIDDLE = MSO_ANCHOR.TOP, MSO_ANCHOR.MIDDLE


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, already as long as its box allows."""

    text: str
    size: int
    colour: str = INK
    bold: bool = False
    italic: bool = False
    after: float = 0
    """Points below it."""


def colour(code: str) -> RGBColor:
    """A colour of the palette, `#1F3864`."""
    return RGBColor.from_string(code.removeprefix("#"))


def place(shape: Any, box: Box) -> None:
    """Put a shape where its box is."""
    shape.left, shape.top = Pt(box.left), Pt(box.top)
    shape.width, shape.height = Pt(box.width), Pt(box.height)


def text_box(
    slide: Any,
    name: str,
    box: Box,
    lines: Sequence[Line],
    *,
    align: PP_ALIGN = LEFT,
    anchor: MSO_ANCHOR = TOP,
    fill: str = "",
    inset: float = 0,
    above: float = 0,
) -> Any:
    """A box of text; `inset` points stay free at its sides, `above` at its top."""
    shape = slide.shapes.add_textbox(0, 0, 0, 0)
    shape.name = name
    place(shape, box)
    write(shape, lines, align=align, anchor=anchor, fill=fill, inset=inset)
    shape.text_frame.margin_top = Pt(above)
    return shape


def write(
    shape: Any,
    lines: Sequence[Line],
    *,
    align: PP_ALIGN = LEFT,
    anchor: MSO_ANCHOR = TOP,
    fill: str = "",
    inset: float = 0,
) -> None:
    """Fill a shape with lines."""
    if fill:
        paint(shape, fill)
    frame = shape.text_frame
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    frame.vertical_anchor = anchor
    frame.margin_left = frame.margin_right = Pt(inset)
    frame.margin_top = frame.margin_bottom = 0
    add_lines(frame, lines, align)


def paint(shape: Any, code: str) -> None:
    """Fill a shape, a bar or a cell with a colour."""
    shape.fill.solid()
    shape.fill.fore_color.rgb = colour(code)


def add_lines(frame: Any, lines: Sequence[Line], align: PP_ALIGN) -> None:
    """Put lines into the empty text of a shape or of a cell."""
    for index, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
        paragraph.alignment, paragraph.space_after = align, Pt(line.after)
        add_run(paragraph, line)


def add_run(paragraph: Any, line: Line) -> None:
    """Put a line's text at the end of a paragraph."""
    run = paragraph.add_run()
    run.text = line.text
    dress(run.font, line.size, line.colour, bold=line.bold, italic=line.italic)
    run.font.language_id = MSO_LANGUAGE_ID.ENGLISH_UK


def dress(
    font: Any, size: int, code: str = NAVY, *, bold: bool = False, italic: bool = False
) -> None:
    """Size, colour and weight; the face is the theme's."""
    font.size, font.bold, font.italic = Pt(size), bold, italic
    font.color.rgb = colour(code)
