"""The main stories in headless Chromium: with the mouse, with the keyboard alone, and without JavaScript."""

import re
from random import Random

import pytest
from playwright.sync_api import expect

from exercises.kinds import catalogue

pytestmark = pytest.mark.browser


@pytest.fixture
def browser_context_args(browser_context_args, open_site):
    return {**browser_context_args, "base_url": open_site.url, "permissions": ["clipboard-read", "clipboard-write"]}


@pytest.fixture(autouse=True)
def _no_errors_on_the_page(page):
    """No script fails and the content security policy blocks nothing in any story."""
    problems = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda message: "Content Security Policy" in message.text and problems.append(message.text))
    yield
    assert problems == []


def drawn(slug, level, seed):
    return catalogue()[slug].generate(Random(seed), level)


def targeted_mistake(question, level):
    return next(m for m in question.mistakes() if m.slip == question.targets(level)[0])


def check(page):
    page.get_by_role("button", name=re.compile("Check")).click()


def fill_grid(page, rows):
    """Set the size with the dials, then type every cell."""
    for axis, wanted in (("rows", len(rows)), ("columns", len(rows[0]))):
        dial = page.locator(".dial", has_text=axis)
        while (shown := int(dial.locator("output").inner_text())) != wanted:
            dial.get_by_role("button", name="more" if shown < wanted else "fewer").click()
    cells = page.locator(".cells input")
    for place, value in enumerate(value for row in rows for value in row):
        cells.nth(place).fill(str(value))


def test_a_visitor_slips_reads_why_steps_through_it_and_gets_it_right(page):
    question = drawn("output-size", 1, 7)
    mistake = targeted_mistake(question, 1)
    page.goto("/practice/output-size/1/7/")
    page.get_by_label("Your answer").fill(str(mistake.answer))
    check(page)
    verdict = page.locator("#outcome")
    expect(verdict).to_contain_text("Not right")
    expect(verdict).to_be_focused()
    assert str(question.solve()) not in re.findall(r"\d+", verdict.inner_text())
    page.get_by_role("link", name="Show me").click()
    told = page.locator(".told")
    expect(told).not_to_be_empty()
    before = told.inner_text()
    page.get_by_role("button", name="Back").click()
    expect(told).not_to_have_text(before)
    page.get_by_role("button", name="End").click()
    expect(told).to_contain_text(str(question.solve()))
    page.get_by_label("Your answer").fill(str(question.solve()))
    check(page)
    expect(verdict).to_contain_text("Right")
    page.get_by_role("link", name="Another like this").first.click()
    expect(page).to_have_url(re.compile(r"/practice/output-size/1/\d+/$"))
    expect(page.get_by_label("Your answer")).to_have_value("")


def test_the_keyboard_alone_is_enough(page):
    question = drawn("output-size", 1, 7)
    page.goto("/practice/output-size/1/7/")
    page.keyboard.press("Tab")
    expect(page.get_by_text("Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    for _ in range(3):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "answer":
            break
    page.keyboard.type(str(targeted_mistake(question, 1).answer))
    page.keyboard.press("Enter")
    expect(page.locator("#outcome")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("[data-stepper]")).to_be_focused()
    told = page.locator(".told")
    page.keyboard.press("Home")
    first = told.inner_text()
    page.keyboard.press("ArrowRight")
    expect(told).not_to_have_text(first)
    page.keyboard.press("End")
    expect(told).to_contain_text(str(question.solve()))


def test_a_grid_is_sized_filled_and_marked_cell_by_cell(page):
    question = drawn("convolution-grid", 1, 7)
    rows = [list(row) for row in question.solve()]
    rows[1][1] += 100
    page.goto("/practice/convolution-grid/1/7/")
    fill_grid(page, rows)
    check(page)
    expect(page.locator(".marked td.wrong")).to_have_count(1)
    expect(page.locator(".marked td.right")).to_have_count(len(rows) * len(rows[0]) - 1)
    page.locator(".cells input").nth(len(rows[0]) + 1).fill(str(rows[1][1] - 100))
    check(page)
    expect(page.locator("#outcome")).to_contain_text("Right")


def test_arrow_keys_walk_over_the_grid(page):
    page.goto("/practice/convolution-grid/1/7/")
    cells = page.locator(".cells input")
    cells.nth(0).focus()
    page.keyboard.press("ArrowDown")
    expect(cells.nth(2)).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(cells.nth(3)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(cells.nth(1)).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(cells.nth(0)).to_be_focused()


def test_the_window_stands_on_the_cells_of_each_step(page):
    page.goto("/practice/convolution-grid/1/7/")
    fill_grid(page, [[1]])
    check(page)
    page.get_by_role("link", name="Show me").click()
    expect(page.locator("[data-stepper]")).to_be_focused()
    page.locator("[data-stepper]").press("Home")
    window = page.locator(".solution svg").first.locator(".glider")
    places = []
    for _ in page.locator(".solution .steps li").all():
        page.wait_for_timeout(200)  # the slide takes 150 ms
        box = window.bounding_box() if window.is_visible() else None
        places.append(box and (round(box["x"]), round(box["y"])))
        page.keyboard.press("ArrowRight")
    seen = [place for place in places if place]
    assert len(set(seen)) == 9, "a 2 x 2 kernel has nine places on a 4 x 4 input"


def test_a_strip_on_a_phone_scrolls_to_what_a_step_marks_also_when_it_is_jumped_to(page):
    """Cell 16 of 17 is never read, and no window stands there: the last step marks it alone."""
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto("/practice/never-read/1/7/")
    page.get_by_label("Your answer").fill("none")
    check(page)
    page.get_by_role("link", name="Show me").click()
    stepper, strip = page.locator("[data-stepper]"), page.locator(".solution .strip")
    expect(stepper).to_be_focused()  # so it is there, and has gone to where it begins
    stepper.press("Home")
    assert strip.evaluate("strip => strip.scrollLeft") == 0
    stepper.press("End")
    expect(page.locator(".told")).to_contain_text("Never read: 16")
    cell, place = strip.locator("g.written.shown rect").last.bounding_box(), strip.bounding_box()
    assert place["x"] <= cell["x"]
    assert cell["x"] + cell["width"] <= place["x"] + place["width"] + 1
    stepper.press("Home")
    assert strip.evaluate("strip => strip.scrollLeft") == 0


@pytest.mark.parametrize("form", ["spreadsheet", "python", "numpy"])
def test_a_grid_can_be_pasted_from(page, form):
    question = drawn("convolution-grid", 2, 7)
    rows = question.solve()
    text = {
        "spreadsheet": "\n".join("\t".join(map(str, row)) for row in rows) + "\n",
        "python": str([list(row) for row in rows]),
        "numpy": "[" + "\n ".join("[" + " ".join(f"{value:3d}" for value in row) + "]" for row in rows) + "]",
    }[form]
    page.goto("/practice/convolution-grid/2/7/")
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.locator(".cells input").first.focus()
    page.keyboard.press("Control+V")
    expect(page.locator(".cells input")).to_have_count(len(rows) * len(rows[0]))
    check(page)
    expect(page.locator("#outcome")).to_contain_text("Right")


def test_an_empty_cell_is_pointed_at_and_nothing_is_lost(page):
    page.goto("/practice/convolution-grid/1/7/")
    page.locator(".cells input").first.fill("5")
    check(page)
    expect(page.locator(".problem")).to_contain_text("row 1, column 2 is empty")
    expect(page.locator(".cells input").first).to_have_value("5")
    expect(page.locator(".cells input").nth(1)).to_be_focused()


def test_a_draft_survives_a_reload(page):
    page.goto("/practice/convolution-grid/1/8/")
    fill_grid(page, [[1, 2, 3]])
    page.reload()
    cells = page.locator(".cells input")
    expect(cells).to_have_count(3)
    expect(cells.nth(2)).to_have_value("3")


def test_the_link_can_be_copied_and_shows_a_friend_the_same_question(page, browser, open_site):
    page.goto("/practice/output-size/2/9/")
    page.get_by_role("link", name="Copy link").click()
    expect(page.get_by_text("Link copied")).to_be_visible()
    address = page.evaluate("navigator.clipboard.readText()")
    friend = browser.new_page()
    friend.goto(address)
    expect(friend.locator(".prompt")).to_have_text(page.locator(".prompt").inner_text())
    friend.close()


def test_everything_works_without_javascript(browser, open_site):
    context = browser.new_context(java_script_enabled=False, base_url=open_site.url)
    page = context.new_page()
    question = drawn("output-size", 2, 7)
    page.goto("/practice/output-size/2/7/")
    wrong = targeted_mistake(question, 2)
    for box, value in zip(page.locator("[name=answer]").all(), wrong.answer, strict=True):
        box.fill(str(value))
    check(page)
    expect(page.locator("#outcome")).to_contain_text("Not right", timeout=15_000)
    page.get_by_role("link", name="Show me").click()
    expect(page.locator(".steps li")).to_have_count(len(question.explain().steps))
    context.close()


def test_an_answer_is_kept_when_the_network_goes_away(page):
    page.goto("/practice/output-size/1/12/")
    page.get_by_label("Your answer").fill("4")
    page.context.set_offline(True)
    check(page)
    expect(page.locator("#outcome")).to_contain_text("The network is away")
    expect(page.get_by_label("Your answer")).to_have_value("4")
    page.context.set_offline(False)
    check(page)
    expect(page.locator("#outcome h2")).to_be_visible()


@pytest.mark.parametrize("slug", catalogue())
def test_no_page_scrolls_sideways(page, slug):
    page.goto(f"/practice/{slug}/3/7/")
    for width in (320, 390, 768, 1440):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_student_signs_in_and_opens_the_demo_set(page, open_site):
    name, password = re.search(r"(student) / (\S+)", open_site.log.read_text()).groups()
    page.goto("/account/login/")
    page.get_by_label("Login").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign In").click()
    page.get_by_role("link", name="Problem sets").click()
    page.get_by_role("link", name="Padding, stride and pooling").click()
    page.locator(".items a").first.click()
    expect(page.locator(".prompt")).to_be_visible()
