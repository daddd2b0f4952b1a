"""Pictures on a phone of 320 pixels, in a real browser: letters can be read, and nothing is cut off or written over."""

from pathlib import Path
from random import Random

import pytest
from django.template.loader import render_to_string

from exercises.kinds import catalogue
from exercises.question import LEVELS, Question
from grader.pages import drawing
from tests.journeys.site import ROOT

pytestmark = pytest.mark.browser

STYLES = [ROOT / "grader/pages/static/pages" / name for name in ("drawing.css", "stridewise.css")]
PHONE = {"width": 320, "height": 800}
SMALLEST = 9.0  # pixels
SEEDS = range(2)
MEASURE = (Path(__file__).parent / "measure_pictures.js").read_text()


@pytest.mark.parametrize("slug", catalogue())
def test_a_picture_can_be_read_on_a_phone(page, slug):
    page.set_viewport_size(PHONE)
    kind = catalogue()[slug]
    for level in LEVELS:
        drawn = [kind.generate(Random(seed), level) for seed in SEEDS]
        page.set_content(page_of("".join(figure(question) for question in drawn)))
        assert page.evaluate(MEASURE, SMALLEST) == [], f"level {level}"


def figure(question: Question) -> str:
    """The question's picture and that of its worked solution, with everything that the steps write."""
    asked, solved = question.picture(), drawing.solution(question.explain())
    first = {"panels": drawing.drawn(asked), "picture": asked, "roles": asked.roles}
    second = {"panels": solved.panels, "picture": solved.picture, "roles": solved.roles, "solution": solved}
    return "".join(render_to_string("pictures/picture.html", context) for context in (first, second))


def page_of(figures: str) -> str:
    style = "".join(path.read_text() for path in STYLES)
    patterns = render_to_string("pictures/patterns.svg")
    return f"<!doctype html><meta charset=utf-8><style>{style}</style>{patterns}<main>{figures}</main>"
