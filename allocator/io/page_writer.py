"""The description of the page -> one HTML file that asks nobody for anything.

All texts are escaped by the template. The script is named by its hash in the page's own security
policy, so that a browser runs nothing else and opens no connection, whatever a name holds.
"""

import json
from base64 import b64encode
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from allocator.tables.page import Measure, Page, TileMap
from allocator.tables.text import printable, shortened, unbroken

SCRIPT = files("allocator.io").joinpath("templates", "page.js")
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src '{script}'; img-src data:; "
    "base-uri 'none'; form-action 'none'"
)
LONGEST_TITLE = 160
"""Characters of the page's title."""
LONGEST_MARGIN = 90
"""Characters of a text in the margin of a printed page."""


def page_bytes(page: Page) -> bytes:
    """The page as UTF-8, byte for byte the same for the same description."""
    environment = _environment()
    script = SCRIPT.read_text(encoding="utf-8")
    title = " · ".join(filter(None, (shortened(page.title, LONGEST_TITLE), page.what_if)))
    text = environment.get_template("page.html.j2").render(
        page=page,
        title=title,
        policy=POLICY.format(script=script_hash(script)),
        style=Markup(environment.get_template("page.css.j2").render()),
        script=Markup(script),
        data=_data(page),
        title_css=css_string(title),
    )
    return text.encode("utf-8")


def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("allocator.io", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_fit,
    )


def _fit(value: object) -> object:
    """Names may hold what no page can show; figures stay on one line with their units."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return unbroken(printable(value))
    return value


def script_hash(script: str) -> str:
    """As a security policy names a script that may run."""
    return f"sha256-{b64encode(sha256(script.encode()).digest()).decode()}"


def css_string(text: str) -> Markup:
    """A string for a style sheet: every character that is no plain letter or digit by its number,
    so that it can end neither the string nor the style element."""
    cut = printable(shortened(text, LONGEST_MARGIN))
    return Markup('"{}"').format(
        Markup("".join(c if c.isascii() and c.isalnum() else f"\\{ord(c):x} " for c in cut))
    )


def _data(page: Page) -> Markup:
    """What the map can show, as JSON in which nothing reads as markup."""
    maps = [
        part for section in page.sections for part in section.parts if isinstance(part, TileMap)
    ]
    text = json.dumps(
        [_measure(measure) for each in maps for measure in each.measures],
        ensure_ascii=False,
        separators=(",", ":"),
    )
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)


def _measure(measure: Measure) -> dict[str, object]:
    return {
        "group": printable(measure.group),
        "label": printable(measure.label),
        "about": printable(measure.about),
        "texts": measure.texts,
        "shades": measure.shades,
        "scale": measure.scale,
    }
