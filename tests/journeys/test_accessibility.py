"""Pages for everybody: axe-core's WCAG 2.2 AA rules, targets of 44 pixels, nothing said by colour alone."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from exercises.kinds import catalogue
from exercises.topics import TOPICS

pytestmark = pytest.mark.browser
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
PAGES = ["/", "/account/login/", "/account/signup/", "/account/password/reset/", "/nothing/"]
# Pages differ by their answer fields and pictures: the first and the last kind of every topic have all of them.
BY_TOPIC = [[slug for slug, kind in catalogue().items() if kind.topic == topic] for topic in TOPICS]
QUESTIONS = sorted({f"/practice/{slug}/3/7/" for slugs in BY_TOPIC for slug in (slugs[0], slugs[-1])})
TARGETS = "main button, main input, main textarea, main .button, .level, .trail a, header.site a"
SMALL_TARGETS = """targets => [...document.querySelectorAll(targets)]
  .filter(element => element.checkVisibility() && element.type !== 'hidden')
  .map(element => {
    const reach = ['radio', 'checkbox'].includes(element.type) ? element.labels[0] : element;
    return [Math.round(reach.getBoundingClientRect().height), element.outerHTML.slice(0, 90)];
  })
  .filter(([height]) => height < 44).map(([height, html]) => `${height}px ${html}`)"""
MOVING = """() => [...document.querySelectorAll('*')].map(element => getComputedStyle(element))
  .filter(style => parseFloat(style.transitionDuration) > 0 || style.animationName !== 'none').length"""


@pytest.fixture
def browser_context_args(browser_context_args, open_site):
    # axe-core is injected into the page, which the policy of the site rightly forbids everybody else.
    return {**browser_context_args, "base_url": open_site.url, "bypass_csp": True}


def complaints(page):
    found = Axe().run(page, options=RULES).response["violations"]
    return [
        f"{one['id']}: {node['html'][:120]} ({node.get('failureSummary', '')})"
        for one in found
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("address", PAGES + QUESTIONS)
def test_axe_finds_nothing(page, address):
    page.goto(address)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert complaints(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("slug", ["output-size", "convolution-grid", "network-table"])
def test_axe_finds_nothing_on_a_verdict_with_its_solution_open(page, slug, scheme):
    page.emulate_media(color_scheme=scheme)
    page.goto(f"/practice/{slug}/1/31/")
    for box in page.locator("[name=answer]:visible, .cells input").all():
        box.fill("1")
    page.get_by_role("button", name=re.compile("Check")).click()
    page.get_by_role("link", name="Show me").click()
    page.locator(".told").wait_for()
    page.get_by_role("button", name="End").click()
    assert complaints(page) == []


@pytest.mark.parametrize("address", ["/", "/account/login/", *QUESTIONS])
def test_every_target_is_44_pixels_high_on_a_phone(page, address):
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(address)
    assert page.evaluate(SMALL_TARGETS, TARGETS) == []


def test_the_window_does_not_slide_by_itself_or_for_those_who_want_no_motion(page):
    page.emulate_media(reduced_motion="reduce")
    page.goto("/practice/output-size/1/7/")
    assert page.evaluate(MOVING) == 0
