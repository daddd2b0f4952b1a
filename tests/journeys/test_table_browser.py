"""A network's table in headless Chromium: typed, walked with the keyboard, pasted, followed through, and on a phone."""

import re
from random import Random

import pytest
from playwright.sync_api import expect

from exercises.kinds import catalogue

pytestmark = pytest.mark.browser
ADDRESS = "/practice/network-table/2/7/"


@pytest.fixture
def browser_context_args(browser_context_args, open_site):
    return {**browser_context_args, "base_url": open_site.url, "permissions": ["clipboard-read", "clipboard-write"]}


@pytest.fixture
def question():
    return catalogue()["network-table"].generate(Random(7), 2)


@pytest.fixture
def cells(page):
    page.goto(ADDRESS)
    return page.locator("[data-table] input")


def fill(cells, rows):
    for place, value in enumerate(value for row in rows for value in row):
        cells.nth(place).fill(str(value))


def check(page):
    page.get_by_role("button", name=re.compile("Check")).click()


def test_one_slip_is_marked_once_and_what_follows_from_it_is_right(page, cells, question):
    rows = [list(row) for row in question.solve()]
    assert question.layers[-1] == ("flatten",)
    rows[-2][1] += 1
    rows[-1][0] = rows[-2][0] * rows[-2][1] * rows[-2][2]
    fill(cells, rows)
    check(page)
    expect(page.locator("#outcome")).to_contain_text("Row 4 is the first that does not follow")
    expect(page.locator(".marked td.wrong")).to_have_count(1)
    expect(page.locator(".marked td.right")).to_have_count(sum(map(len, rows)) - 1)
    fill(cells, question.solve())
    check(page)
    expect(page.locator("#outcome")).to_contain_text("Right")


def test_arrow_keys_walk_over_the_rows_also_over_the_shorter_one(page, cells, question):
    cells.nth(0).focus()
    page.keyboard.press("ArrowRight")
    expect(cells.nth(1)).to_be_focused()
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    expect(cells.nth(13)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(cells.nth(17)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(cells.nth(17)).to_be_focused()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowUp")
    expect(cells.nth(12)).to_be_focused()


@pytest.mark.parametrize("form", ["spreadsheet", "python", "lines"])
def test_a_table_can_be_pasted_from(page, cells, question, form):
    rows = question.solve()
    text = {
        "spreadsheet": "\n".join(
            "\t".join([str(row[0]), *map(str, row[1:-1] or ("", "")), str(row[-1])]) for row in rows
        ),
        "python": str([list(row) for row in rows]),
        "lines": "\n".join(", ".join(map(str, row)) for row in rows),
    }[form]
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    cells.first.focus()
    page.keyboard.press("Control+V")
    check(page)
    expect(page.locator("#outcome")).to_contain_text("Right")


def test_a_block_pasted_in_the_middle_stays_there(page, cells):
    page.evaluate("text => navigator.clipboard.writeText(text)", "7\t8\n9\t10")
    cells.nth(5).focus()
    page.keyboard.press("Control+V")
    values = [cell.input_value() for cell in cells.all()]
    assert [(place, value) for place, value in enumerate(values) if value] == [(5, "7"), (6, "8"), (9, "9"), (10, "10")]


def test_an_empty_cell_is_pointed_at_and_nothing_is_lost(page, cells):
    cells.first.fill("6")
    check(page)
    expect(page.locator(".problem")).to_contain_text("Row 1, height: Nothing is written here yet.")
    expect(cells.first).to_have_value("6")
    expect(cells.nth(1)).to_be_focused()


def test_a_draft_survives_a_reload(page, cells):
    cells.nth(3).fill("60")
    page.reload()
    expect(cells.nth(3)).to_have_value("60")


@pytest.mark.parametrize("width", [320, 390])
@pytest.mark.parametrize("level", [1, 2, 3])
def test_the_table_fits_a_phone_and_its_cells_can_be_hit(page, width, level):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"/practice/network-table/{level}/7/")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    boxes = [cell.bounding_box() for cell in page.locator("[data-table] input").all()]
    assert min(box["height"] for box in boxes) >= 44
    assert min(box["width"] for box in boxes) >= 44
    assert max(box["x"] + box["width"] for box in boxes) <= width


def test_each_cell_says_its_layer_and_its_column(page, cells):
    expect(page.get_by_label("2: max pooling, window 2 × 2, stride 2: height")).to_be_visible()
