"""One file of HTML: sound, escaped, small, the same every time, and closed to the outside."""

import json
import re
from base64 import b64decode
from dataclasses import dataclass, field
from hashlib import sha256
from html.parser import HTMLParser
from importlib.resources import files
from itertools import chain
from pathlib import Path

import pytest

from allocator.accounts.ledger import Ledger
from allocator.domain.plan import Plan
from allocator.io.page_writer import css_string, page_bytes, script_hash
from allocator.io.scenario_reader import read_scenario
from allocator.report.page.page import page
from allocator.report.view import View
from allocator.tables.page import TileMap
from allocator.tables.text import printable
from tests.report.pages import HOSTILE, hostile_view
from tests.report.views import DUO, EMPTY, QUARTET, view_of

REFERENCE = Path(__file__).parents[2] / "inputs" / "reference.xlsx"
VOID = frozenset({"meta", "link", "br", "input", "img", "hr"})
VIEWS = {
    "quartet": QUARTET,
    "duo": DUO,
    "empty": EMPTY,
    "hostile": hostile_view(),
}
WRITTEN = {name: page_bytes(page(view)).decode("utf-8") for name, view in VIEWS.items()}
every_page = pytest.mark.parametrize("text", WRITTEN.values(), ids=WRITTEN.keys())


@dataclass
class Element:
    """A start tag, and the text that stands in it and in what it holds."""

    name: str
    attributes: dict[str, str | None]
    path: tuple[str, ...]
    text: str = ""


@dataclass
class Parsed(HTMLParser):
    """All elements; AssertionError where they do not nest."""

    elements: list[Element] = field(default_factory=list)
    open: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"{tag} says {names}"
        path = tuple(element.name for element in self.open)
        element = Element(tag, dict(attrs), path)
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop().name == tag

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data


def parsed(text: str) -> Parsed:
    """The page as a parser sees it."""
    found = Parsed()
    found.feed(text)
    found.close()
    assert found.open == []
    return found


def named(text: str, *names: str) -> list[Element]:
    """Elements of these names."""
    return [element for element in parsed(text).elements if element.name in names]


@every_page
def test_ids_are_unique_and_everything_that_points_at_one_finds_it(text: str) -> None:
    elements = parsed(text).elements
    ids = [element.attributes["id"] for element in elements if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    for element in elements:
        for name in ("aria-labelledby", "aria-describedby", "for"):
            pointed = element.attributes.get(name)
            assert pointed is None or pointed in ids
        target = element.attributes.get("href") or ""
        assert not target.startswith("#") or target[1:] in ids


@every_page
def test_nothing_leads_outside(text: str) -> None:
    elements = parsed(text).elements
    assert not {"img", "iframe", "object", "embed", "form", "base"} & {e.name for e in elements}
    for element in elements:
        for name in ("src", "srcset", "action", "data", "poster"):
            assert name not in element.attributes
        target = element.attributes.get("href")
        assert target is None or target == "data:," or target.startswith("#")
    styles = [e.text for e in elements if e.name == "style"]
    styles += [e.attributes.get("style") or "" for e in elements]
    assert not any(re.search(r"url\(|@import|://", style) for style in styles)


@every_page
def test_the_policy_allows_the_script_of_the_page_alone(text: str) -> None:
    policy = next(
        e.attributes["content"] or "" for e in named(text, "meta") if "http-equiv" in e.attributes
    )
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["img-src"] == "data:"
    assert not re.search(r"https?:|\*|unsafe-eval", policy)
    scripts = [e for e in named(text, "script") if e.attributes.get("type") is None]
    assert len(scripts) == 1
    digest = b64decode(rules["script-src"].strip("'").removeprefix("sha256-"))
    assert digest == sha256(scripts[0].text.encode()).digest()
    assert "innerHTML" not in scripts[0].text
    before = text[: text.index("http-equiv")]
    assert not re.search(r"<(script|style|link)", before)


@every_page
def test_no_handler_of_events_stands_in_the_markup(text: str) -> None:
    for element in parsed(text).elements:
        assert not any(name.startswith("on") for name in element.attributes)


@every_page
def test_tables_say_what_they_hold(text: str) -> None:
    found = parsed(text).elements
    tables = [e for e in found if e.name == "table"]
    assert len([e for e in found if e.name == "caption" and e.text.strip()]) == len(tables)
    for head in (e for e in found if e.name == "th"):
        assert head.attributes["scope"] == ("col" if "thead" in head.path else "row")
    regions = [e for e in found if e.attributes.get("role") == "region"]
    assert len(regions) == len(tables)
    assert all(
        e.attributes["tabindex"] == "0" and "aria-labelledby" in e.attributes for e in regions
    )


@every_page
def test_pictures_have_words(text: str) -> None:
    drawings = [e for e in named(text, "svg") if e.attributes.get("role") == "img"]
    for drawing in drawings:
        assert drawing.attributes["aria-label"]
        assert drawing.attributes["aria-describedby"]
    others = [e for e in named(text, "svg") if e not in drawings]
    assert all(e.attributes.get("aria-hidden") == "true" for e in others)
    assert len(named(text, "figcaption")) == len(named(text, "figure"))


@every_page
def test_headings_and_landmarks(text: str) -> None:
    assert len(named(text, "h1")) == len(named(text, "main")) == len(named(text, "nav")) == 1
    links = [e.attributes["href"] for e in named(text, "a") if "nav" in e.path]
    assert links == [f"#{e.attributes['id']}" for e in named(text, "section")]
    assert named(text, "a")[0].attributes["href"] == "#content"
    assert named(text, "html")[0].attributes["lang"] == "en-GB"


def test_names_are_shown_as_they_are() -> None:
    view = hostile_view()
    found = named(WRITTEN["hostile"], "th")
    shown = [" ".join(element.text.split()) for element in found]
    for state in view.states:
        assert " ".join(printable(view.state_name(state)).split()) in shown
    said = " ".join(element.text for element in parsed(WRITTEN["hostile"]).elements)
    for name in HOSTILE[:8]:
        assert printable(name) in said


def test_control_characters_and_turning_marks_never_reach_the_page() -> None:
    text = WRITTEN["hostile"]
    assert not re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069]", text)
    assert "�" in text


def test_data_of_the_map_are_json_that_no_markup_can_end() -> None:
    for name, view in VIEWS.items():
        described = page(view)
        block = next(e for e in named(WRITTEN[name], "script") if "type" in e.attributes)
        assert not re.search("[<>&]", block.text)
        held = json.loads(block.text)
        maps = chain.from_iterable(section.parts for section in described.sections)
        (tiles,) = (part for part in maps if isinstance(part, TileMap))
        assert [each["texts"] for each in held] == [list(m.texts) for m in tiles.measures]
        assert [each["label"] for each in held] == [printable(m.label) for m in tiles.measures]


def test_the_mark_of_a_what_if_stands_in_the_title() -> None:
    view = QUARTET
    policy = view.policy.model_copy(update={"families_off": ("budget", "origin")})
    marked = View(view.scenario.replaced(policy=policy), view.plan, view.provenance)
    text = page_bytes(page(marked)).decode()
    for name in ("title", "h1"):
        assert named(text, name)[0].text.endswith("· what-if: budget, origin ignored")
    assert "what-if" not in named(WRITTEN["quartet"], "h1")[0].text


def test_the_marking_stands_above_below_and_on_every_printed_page() -> None:
    text = WRITTEN["quartet"]
    shown = [e.text for e in named(text, "p") if e.attributes.get("class") == "marking"]
    assert shown == ["RESTRICTED & MARKED"] * 2
    printed = text.split("@media print {")[1].split("</style>")[0]
    assert "body > .marking { display: table-header-group; }" in printed
    assert not re.search(r"\.marking[^{}]*\{[^}]*display: none", printed)
    assert not [e for e in named(WRITTEN["duo"], "p") if e.attributes.get("class") == "marking"]


def test_texts_in_style_sheets_end_neither_string_nor_element() -> None:
    assert css_string("A b") == '"A\\20 b"'
    harmful = css_string('"}</style><script>\\ \n')
    assert re.fullmatch(r'"(?:\w|\\[0-9a-f]+ )*"', harmful)
    assert len(re.findall(r"\\[0-9a-f]+ |\w", css_string("x" * 999))) == 90


def test_units_stay_with_their_figures() -> None:
    text = WRITTEN["quartet"]
    body = re.sub(r"<(style|script).*?</\1>", "", text, flags=re.DOTALL)
    assert "\u00a0%" in body
    assert not re.search(r"[0-9] %|EUR [0-9]|[0-9] million", body)


@pytest.mark.parametrize("name", VIEWS)
def test_the_same_plan_gives_the_same_bytes(name: str) -> None:
    view = VIEWS[name]
    again = view_of(view.scenario, view.plan)
    assert page_bytes(page(again)).decode() == WRITTEN[name]


def test_templates_come_with_the_package() -> None:
    folder = files("allocator.io").joinpath("templates")
    for name in ("page.html.j2", "parts.html.j2", "page.css.j2", "page.js"):
        assert folder.joinpath(name).read_text(encoding="utf-8").strip()
    assert script_hash("") == "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="


def test_the_page_of_the_whole_alliance_is_small() -> None:
    """Of the reference, with every state giving what it has; orders would add a quarter."""
    scenario = read_scenario(REFERENCE).scenario
    stock = Ledger(scenario, Plan()).stock
    given = {
        (state, capability, period): units
        for (state, capability), series in stock.available.items()
        for period, units in zip(scenario.period_index, series, strict=True)
        if units
    }
    content = page_bytes(page(view_of(scenario, Plan(contribution=given))))
    assert 100_000 < len(content) < 300_000
    tiles = [
        e.attributes["style"] for e in named(content.decode(), "li") if "style" in e.attributes
    ]
    assert len(set(tiles)) == len(tiles) == 31
