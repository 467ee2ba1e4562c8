"""Texts and shapes of the page stand out from what is behind them, in light and in dark."""

import re
from importlib.resources import files

import pytest
from jinja2 import Template

TEMPLATE = files("allocator.io").joinpath("templates", "page.css.j2")
STYLE = Template(TEMPLATE.read_text(encoding="utf-8")).render()


def colours(style: str) -> dict[str, str]:
    """The colours of one theme."""
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", style))


def contrast(one: str, other: str) -> float:
    """WCAG 2: the lighter colour's luminance over the darker one's."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_texts_and_shapes_stand_out_from_what_is_behind_them(scheme: str) -> None:
    theme = colours(STYLE[STYLE.index(f"color-scheme: {scheme}") :].split("}")[0])
    texts = [(ink, behind) for ink in ("ink", "quiet") for behind in ("paper", "panel", "stripe")]
    texts += [("link", "paper"), ("on-band", "band"), ("ink", "here"), ("paper", "home")]
    texts += [("faint", f"s{shade}") for shade in "0123abxy"]
    texts += [("full", f"s{shade}") for shade in "456cz"]
    for ink, behind in texts:
        assert contrast(theme[ink], theme[behind]) >= 4.5, (ink, behind)
    for look in ("home", "ally", "outside", "missing", "line", "focus", "edge"):
        assert contrast(theme[look], theme["paper"]) >= 3, look
    assert contrast(theme["home"], theme["outside"]) >= 1.4
