"""A slide from its description: title, figures, panels, sentences, marking and number."""

from typing import Any

from pptx.enum.shapes import MSO_SHAPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls

from allocator.io.slide_charts import draw_chart
from allocator.io.slide_room import (
    BAND,
    BAND_BELOW,
    BOTTOM_MARKING,
    EDGE,
    NUMBER,
    PARAGRAPH,
    RULE,
    SOURCE,
    SUBTITLE,
    TITLE,
    TOP_MARKING,
    Box,
    room,
)
from allocator.io.slide_tables import draw_table
from allocator.io.slide_text import (
    CENTRE,
    MIDDLE,
    RIGHT,
    Line,
    add_run,
    paint,
    place,
    text_box,
    write,
)
from allocator.io.styles import GREY, NAVY, SAND, TEAL, WARNING, YELLOW
from allocator.io.text_fit import cut, fitted, plain_text
from allocator.tables.slide import ChartData, Figure, Slide
from allocator.tables.text import unbroken

WHITE = "#FFFFFF"
SMALL = 9
MARKINGS = (9, 8, 7, 6)
"""Sizes of a marking: a long one is small and on two lines or three before it is cut."""
INSET = 10
"""Points between the edge of a card and its text."""


def draw_slide(page: Any, slide: Slide, number: int) -> None:
    """Put everything a description names on an empty page that has a title."""
    if slide.cover:
        _draw_band(page, slide)
    else:
        _draw_head(page, slide)
    places = room(slide)
    for box, figure in zip(places.figures, slide.figures, strict=True):
        _draw_card(page, box, figure)
    for box, panel in zip(places.panels, slide.panels, strict=True):
        about = plain_text(f"{panel.title}. {slide.title}.")
        if isinstance(panel, ChartData):
            draw_chart(page, box, panel, about)
        else:
            draw_table(page, box, panel, about)
    if places.text.paragraphs:
        _draw_rule(page, "Stroke", places.stroke)
        gap = PARAGRAPH * places.text.size
        lines = [Line(text, places.text.size, after=gap) for text in places.text.paragraphs]
        text_box(page, "Sentences", places.words, lines)
    _draw_margins(page, slide, number)
    if slide.notes:
        # Notes are printed without the slide's own marking, and hold its figures.
        parts = filter(None, (slide.marking, *slide.notes.split("\n"), slide.marking))
        page.notes_slide.notes_text_frame.text = "\n".join(map(plain_text, parts))


def _draw_head(page: Any, slide: Slide) -> None:
    title = page.shapes.title
    place(title, TITLE)
    text = fitted([unbroken(plain_text(slide.title))], TITLE.width, TITLE.height, (24, 22, 20, 18))
    write(title, [Line(text.paragraphs[0], text.size, NAVY, bold=True)], anchor=MIDDLE)
    _draw_subtitle(page, slide, SUBTITLE, (13, 12, 11, 10, 9))
    _draw_rule(page, "Rule", RULE)


def _draw_band(page: Any, slide: Slide) -> None:
    title = page.shapes.title
    place(title, BAND)
    inside = BAND.width - 2 * EDGE
    text = fitted([unbroken(plain_text(slide.title))], inside, BAND.height, (36, 32, 28, 24, 20))
    line = Line(text.paragraphs[0], text.size, WHITE, bold=True)
    write(title, [line], anchor=MIDDLE, fill=NAVY, inset=EDGE)
    _draw_subtitle(page, slide, BAND_BELOW, (16, 14, 12, 10))


def _draw_subtitle(page: Any, slide: Slide, box: Box, sizes: tuple[int, ...]) -> None:
    """What is shown, after the mark of a what-if: it comes first, so that it is never cut off."""
    fill, inset = (NAVY, EDGE) if slide.cover else ("", 0)
    mark = plain_text(slide.what_if)
    whole = " · ".join(filter(None, (mark, plain_text(slide.subtitle))))
    told = fitted([whole], box.width - 2 * inset, box.height, sizes)
    shown = told.paragraphs[0]
    warning, quiet = (YELLOW, WHITE) if slide.cover else (WARNING, GREY)
    marked = Line(shown[: len(mark)], told.size, warning, bold=True)
    made = text_box(page, "Subtitle", box, [marked], fill=fill, inset=inset)
    add_run(made.text_frame.paragraphs[0], Line(shown[len(mark) :], told.size, quiet))


def _draw_rule(page: Any, name: str, box: Box) -> None:
    rule = page.shapes.add_shape(MSO_SHAPE.RECTANGLE, 0, 0, 0, 0)
    rule.name = name
    place(rule, box)
    paint(rule, TEAL)
    rule.line.fill.background()
    rule.shadow.inherit = False


def _draw_card(page: Any, box: Box, figure: Figure) -> None:
    inside = box.width - 2 * INSET
    label = cut(plain_text(figure.label), 11, inside)
    value = fitted([plain_text(figure.value)], inside, 30, (24, 22, 20, 18, 16, 14, 12))
    note = cut(unbroken(plain_text(figure.note)), 10, inside, 2)
    lines = [
        Line(label, 11, GREY),
        Line(value.paragraphs[0], value.size, NAVY, bold=True),
        Line(note, 10, GREY, italic=True),
    ]
    text_box(page, "Figure", box, lines, fill=SAND, inset=INSET, above=8)


def _draw_margins(page: Any, slide: Slide, number: int) -> None:
    marking = plain_text(slide.marking)
    for name, box in (("Marking top", TOP_MARKING), ("Marking bottom", BOTTOM_MARKING)):
        told = fitted([marking], box.width, box.height, MARKINGS)
        text = [Line(words, told.size, NAVY, bold=True) for words in told.paragraphs if words]
        text_box(page, name, box, text, align=CENTRE, anchor=MIDDLE)
    sheets = f"Sheets: {', '.join(slide.sources)}" if slide.sources else ""
    source = Line(cut(sheets, SMALL, SOURCE.width), SMALL, GREY)
    text_box(page, "Source", SOURCE, [source], anchor=MIDDLE)
    box = text_box(page, "Slide number", NUMBER, [Line("", SMALL)], align=RIGHT, anchor=MIDDLE)
    _number(box, number)


def _number(box: Any, number: int) -> None:
    """A field, so that it stays right when slides are moved."""
    (paragraph,) = box.element.xpath(".//a:p")
    for run in box.element.xpath(".//a:r"):
        paragraph.remove(run)
    paragraph.append(
        parse_xml(
            f'<a:fld {nsdecls("a")} id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">'
            f'<a:rPr lang="en-GB" sz="{100 * SMALL}"><a:solidFill>'
            f'<a:srgbClr val="{GREY.removeprefix("#")}"/></a:solidFill></a:rPr>'
            f"<a:t>{number}</a:t></a:fld>"
        )
    )
