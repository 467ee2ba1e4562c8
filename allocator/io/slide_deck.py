"""The presentation around the slides: wide pages, a theme in our colours, properties."""

import re
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.util import Pt

from allocator.io.slide_drawing import draw_slide
from allocator.io.slide_room import HEIGHT, WIDTH
from allocator.io.styles import NAVY, SERIES
from allocator.io.text_fit import plain_text
from allocator.io.workbook_writer import CREATED
from allocator.tables.slide import Slide

TITLE_ONLY = 5
"""Place of that layout in the library's own template."""
THEME_COLOURS = {"dk2": NAVY} | {f"accent{at}": code for at, code in enumerate(SERIES[:6], 1)}
LONGEST = 255
"""Characters of a property."""


def deck(slides: Sequence[Slide]) -> bytes:
    """The file, with the time of its making still in it."""
    presentation = Presentation()
    _widen(presentation)
    _recolour(presentation)
    for number, slide in enumerate(slides, 1):
        page = presentation.slides.add_slide(presentation.slide_layouts[TITLE_ONLY])
        draw_slide(page, slide, number)
    _set_properties(presentation, slides[0])
    _drop_left_overs(presentation)
    target = BytesIO()
    presentation.save(target)
    return target.getvalue()


def _widen(presentation: Any) -> None:
    """From the template's 4:3 to 16:9, its master and layouts too."""
    stretch = Pt(WIDTH) / presentation.slide_width
    squeeze = Pt(HEIGHT) / presentation.slide_height
    master = presentation.slide_master
    for page in (master, *master.slide_layouts):
        for offset in page.element.xpath(".//p:spPr/a:xfrm/a:off"):
            offset.set("x", str(round(int(offset.get("x")) * stretch)))
            offset.set("y", str(round(int(offset.get("y")) * squeeze)))
        for extent in page.element.xpath(".//p:spPr/a:xfrm/a:ext"):
            extent.set("cx", str(round(int(extent.get("cx")) * stretch)))
            extent.set("cy", str(round(int(extent.get("cy")) * squeeze)))
    presentation.slide_width, presentation.slide_height = Pt(WIDTH), Pt(HEIGHT)


def _drop_left_overs(presentation: Any) -> None:
    """Parts of the template that speak of another presentation."""
    package = presentation.part.package
    for relation in list(package.iter_rels()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            package.drop_rel(relation.rId)
        if relation.reltype == RELATIONSHIP_TYPE.PRINTER_SETTINGS:
            presentation.part.drop_rel(relation.rId)


def _recolour(presentation: Any) -> None:
    """What a reader adds by hand takes the palette of the rest."""
    theme = presentation.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    text = theme.blob.decode()
    for name, code in THEME_COLOURS.items():
        wanted = f'<a:{name}><a:srgbClr val="{code.removeprefix("#")}"/></a:{name}>'
        text = re.sub(rf"<a:{name}>.*?</a:{name}>", wanted, text, flags=re.DOTALL)
    theme.blob = text.encode()


def _set_properties(presentation: Any, cover: Slide) -> None:
    properties = presentation.core_properties
    title = " · ".join(filter(None, (cover.title, cover.what_if)))
    properties.title = plain_text(title)[:LONGEST]
    properties.keywords = plain_text(cover.marking)[:LONGEST]
    properties.author = properties.last_modified_by = "allocator"
    properties.created = properties.modified = CREATED
    properties.revision = 1
