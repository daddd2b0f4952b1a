"""Pictures on a phone of 320 pixels, in a real browser: letters can be read, and nothing is cut off or written over.

Besides the first draws of each kind and level, the most crowded ones of many are looked at.
"""

from pathlib import Path
from random import Random

import pytest
from django.template.loader import render_to_string
from playwright.sync_api import Locator

from exercises.kinds import catalogue
from exercises.pictures import Panel
from exercises.question import LEVELS, Question
from grader.pages import drawing
from tests.journeys.site import ROOT

pytestmark = pytest.mark.browser

STYLES = [ROOT / "grader/pages/static/pages" / name for name in ("drawing.css", "stridewise.css")]
PHONE = {"width": 320, "height": 800}
SMALLEST = 9.0  # pixels
CLOSEST = 3.0  # pixels between a label and another text in its line
SEEDS = range(2)
CROWDED_OF = range(60)
ROW_CELLS = """() => [...document.querySelectorAll("figure.picture")]
  .filter(figure => figure.querySelector(".strip"))
  .map(figure => [...figure.querySelectorAll("svg.drawing")].map(svg => svg.querySelector("rect.cell"))
    .filter(cell => cell.getAttribute("width") === "40").map(cell => cell.getBoundingClientRect().width))"""
MEASURE = (Path(__file__).parent / "measure_pictures.js").read_text()


@pytest.mark.parametrize("slug", catalogue())
def test_a_picture_can_be_read_on_a_phone(page, slug):
    page.set_viewport_size(PHONE)
    kind = catalogue()[slug]
    for level in LEVELS:
        page.set_content(page_of("".join(map(figure, chosen(kind, level)))))
        assert page.evaluate(MEASURE, [SMALLEST, CLOSEST]) == [], f"level {level}"


@pytest.mark.parametrize("level", LEVELS)
def test_all_rows_of_a_picture_have_cells_of_one_size_on_a_phone(page, level):
    page.set_viewport_size(PHONE)
    kinds = [catalogue()[slug] for slug in ("floor-inputs", "transposed-size", "missing-number", "all-settings")]
    drawn = [kind.generate(Random(seed), level) for kind in kinds for seed in range(10)]
    page.set_content(page_of("".join(map(figure, drawn))))
    sizes = page.evaluate(ROW_CELLS)
    assert any(len(one) > 1 for one in sizes)
    assert [one for one in sizes if max(one) - min(one) > 0.5] == []


def test_a_printed_solution_is_finished_wherever_its_stepper_stands(page):
    question = catalogue()["convolution-grid"].generate(Random(7), 2)
    solved = drawing.solution(question.explain(), step="setup")
    page.set_content(page_of(f'<section class="solution stepping">{of_solution(solved)}</section>'))
    written, now = page.locator("text.output"), page.locator("g.now .frame")
    assert written.count() > 3
    page.locator("g.now[data-step='0']").evaluate_all("all => all.forEach(one => one.classList.add('shown'))")
    assert seen(written) == 0
    assert seen(now) > 0
    page.emulate_media(media="print")
    assert (seen(written), seen(now)) == (written.count(), 0)


def test_the_legend_speaks_of_what_a_step_adds_once_it_is_there(page):
    question = catalogue()["transposed-size"].generate(Random(16), 2)
    solved = drawing.solution(question.explain())
    page.set_content(page_of(of_solution(solved)))
    assert page.locator(".legend").inner_text().split() == ["cut", "off"]
    page.set_content(page_of(f'<section class="solution stepping">{of_solution(solved)}</section>'))
    entry = page.locator(".legend li")
    assert seen(entry) == 0
    page.locator(f"[data-step='{solved.reached['cut']}']").evaluate_all(
        "all => all.forEach(one => one.classList.add('shown'))"
    )
    assert seen(entry) == 1


def seen(found: Locator) -> int:
    return sum(one.is_visible() for one in found.all())


def chosen(kind: type[Question], level: int) -> list[Question]:
    """The first draws, that with most cells and that with the longest words in its cells."""
    drawn = [kind.generate(Random(seed), level) for seed in CROWDED_OF]
    panels = {question: question.picture().panels for question in drawn}
    return list(
        dict.fromkeys(
            [
                *drawn[: len(SEEDS)],
                max(drawn, key=lambda one: _cells(panels[one])),
                max(drawn, key=lambda one: _letters(panels[one])),
            ]
        )
    )


def _cells(panels: tuple[Panel, ...]) -> float:
    return max((panel.width * panel.height for panel in panels), default=0)


def _letters(panels: tuple[Panel, ...]) -> float:
    """The most letters for one cell's width, in the panel in which cells are smallest."""
    words = ((panel.width, cell) for panel in panels for cell in panel.cells)
    return max((across * max(len(cell.text), len(cell.note)) / cell.width for across, cell in words), default=0)


def figure(question: Question) -> str:
    """The question's picture and that of its worked solution, with everything that the steps write."""
    asked, solved = question.picture(), drawing.solution(question.explain())
    first = {"panels": drawing.drawn(asked), "picture": asked, "roles": asked.roles}
    return render_to_string("pictures/picture.html", first) + of_solution(solved)


def of_solution(solved: drawing.Solution) -> str:
    context = {"panels": solved.panels, "picture": solved.picture, "roles": solved.roles, "solution": solved}
    return render_to_string("pictures/picture.html", context)


def page_of(figures: str) -> str:
    style = "".join(path.read_text() for path in STYLES)
    patterns = render_to_string("pictures/patterns.svg")
    return f"<!doctype html><meta charset=utf-8><style>{style}</style>{patterns}<main>{figures}</main>"
