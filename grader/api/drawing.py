"""A picture as one SVG that stands alone: with its colours, in light and dark, and its description."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from exercises.pictures import Panel, Picture
from exercises.text import plain

CELL, EDGE, CAPTION, GAP = 40, 8, 28, 16
LETTER = 8  # no letter of a caption is wider on average
NARROWEST = 320


@dataclass(frozen=True)
class Placed:
    """A panel, and how far down it begins, in units of the drawing."""

    panel: Panel
    top: float

    @property
    def below_caption(self) -> float:
        """Where its cells begin."""
        return self.top + CAPTION


def svg_of(picture: Picture) -> str:
    """The panels one below the other."""
    placed, top = [], 0.0
    for panel in picture.panels:
        placed.append(Placed(panel, top))
        top += CAPTION + panel.height * CELL + EDGE + GAP
    width = (
        max((max(panel.width * CELL, len(plain(panel.caption)) * LETTER) for panel in picture.panels), default=0) + EDGE
    )
    context = {"placed": placed, "picture": picture, "width": max(width, NARROWEST), "height": top, "style": _style()}
    return render_to_string("pictures/alone.svg", context)


@cache
def _style() -> str:
    found = finders.find("pages/drawing.css")
    assert isinstance(found, str)
    return Path(found).read_text()
