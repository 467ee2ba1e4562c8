"""Plain descriptions of drawings: shapes as numbers, free of any file format."""

from dataclasses import dataclass
from typing import ClassVar, Literal

Look = Literal[
    "home",
    "ally",
    "outside",
    "missing",
    "track",
    "node",
    "mean",
    "cap",
    "half",
    "first",
    "deadline",
    "last",
]
"""What a shape stands for; the style sheet gives it a colour and, of points, a form."""
Anchor = Literal["start", "middle", "end"]
Ink = Literal["plain", "quiet", "strong", "inverse"]


@dataclass(frozen=True, slots=True)
class Bar:
    """A filled rectangle."""

    kind: ClassVar[str] = "bar"
    x: float
    y: float
    width: float
    height: float
    look: Look
    says: str = ""
    """What a pointer that rests on it is told."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line."""

    kind: ClassVar[str] = "stroke"
    x: float
    y: float
    to_x: float
    to_y: float
    look: Look


@dataclass(frozen=True, slots=True)
class Point:
    """A mark whose form goes by its look."""

    kind: ClassVar[str] = "point"
    x: float
    y: float
    look: Look
    says: str = ""


@dataclass(frozen=True, slots=True)
class Ribbon:
    """A band of equal thickness; its middle swings from the left to the right."""

    kind: ClassVar[str] = "ribbon"
    x: float
    y: float
    to_x: float
    to_y: float
    thickness: float
    look: Look
    says: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text; `y` is its base line."""

    kind: ClassVar[str] = "words"
    x: float
    y: float
    text: str
    anchor: Anchor = "start"
    ink: Ink = "plain"


Shape = Bar | Stroke | Point | Ribbon | Words


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes from the back to the front, in a field of `width` by `height`."""

    key: str
    title: str
    about: str
    """What it shows, for those who do not see it."""
    width: float
    height: float
    shapes: tuple[Shape, ...]
    screen: Literal["any", "wide", "narrow"] = "any"
