"""Pages for everybody: axe-core's WCAG 2.2 AA rules, targets of 44 pixels, nothing said by colour alone."""

import re
from pathlib import Path

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
SET = "/courses/demo/sets/2/"
TEACHING = [
    "/courses/",
    *(f"/courses/demo/{page}" for page in ("", "members/", "totals/", "reports/")),
    *(f"{SET}{page}/" for page in ("edit", "preview", "paper", "statistics", "slips", "live")),
    *(f"{SET}gradebook/{page}" for page in ("", "record/", "import/")),
    *(f"{SET}{page}/" for page in ("regrades", "exceptions")),
]
LEARNING = ["/", "/courses/", "/courses/demo/", "/sets/", "/sets/2/", "/sets/2/1/", "/sets/2/6/"]
LEARNING += ["/account/tokens/", "/account/email/", "/account/2fa/"]
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


@pytest.fixture(scope="module")
def signed_in(browser, open_site):
    """The cookies of the demo course's people, each signed in once."""
    lines = (Path(open_site.environment["DATA_DIR"]) / "demo-sign-ins").read_text().splitlines()
    found = {}
    for name, password in (line.split(" / ") for line in map(str.strip, lines) if " / " in line):
        context = browser.new_context(base_url=open_site.url)
        page = context.new_page()
        page.goto("/account/login/")
        page.locator("[name=login]").fill(name)
        page.locator("[name=password]").fill(password)
        page.get_by_role("button", name="Sign in").click()
        page.get_by_role("button", name=f"Sign out {name}").wait_for()
        found[name] = context.cookies()
        context.close()
    return found


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


@pytest.mark.parametrize(
    ("name", "address"),
    [*(("instructor", address) for address in TEACHING), *(("student", address) for address in LEARNING)],
)
def test_axe_finds_nothing_in_a_course_and_a_phone_shows_it_whole(page, signed_in, name, address):
    page.context.add_cookies(signed_in[name])
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.goto(address).ok
    assert_fit_for_everybody_with_a_phone(page)


def test_axe_finds_nothing_where_a_reason_is_asked_for(page, signed_in):
    page.context.add_cookies(signed_in["instructor"])
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{SET}edit/")
    for label, typed in (("Opens", ""), ("Due", "2020-01-01T10:00"), ("Late credit", "50% 1h")):
        page.get_by_label(label, exact=True).fill(typed)
    page.get_by_role("button", name="Save").click()
    page.get_by_role("heading", name="This moves points").wait_for()
    assert_fit_for_everybody_with_a_phone(page)


def assert_fit_for_everybody_with_a_phone(page):
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert complaints(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate(SMALL_TARGETS, TARGETS) == []


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
