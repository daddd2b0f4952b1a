"""A picture as one SVG that stands alone: with its colours, in light and dark, and its description."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from exercises.pictures import Panel, Picture

CELL, EDGE, CAPTION, GAP = 40, 8, 28, 16


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
    width = max((panel.width for panel in picture.panels), default=1) * CELL + EDGE
    context = {"placed": placed, "picture": picture, "width": max(width, 320), "height": top, "style": _style()}
    return render_to_string("pictures/alone.svg", context)


@cache
def _style() -> str:
    found = finders.find("pages/drawing.css")
    assert isinstance(found, str)
    return Path(found).read_text()
