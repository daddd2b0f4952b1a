"""Maps of several stages in a browser: sized and typed one by one, or pasted all at once, and marked each by itself."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.test_browser import check, drawn

pytestmark = pytest.mark.browser
ADDRESS = "/practice/conv-relu-pool/2/7/"


@pytest.fixture
def browser_context_args(browser_context_args, open_site):
    return {**browser_context_args, "base_url": open_site.url, "permissions": ["clipboard-read", "clipboard-write"]}


def maps_of(page):
    return page.locator("[data-grid]")


def test_all_maps_are_pasted_into_any_of_them_and_marked_each_by_itself(page):
    question = drawn("conv-relu-pool", 2, 7)
    first, *rest = question.solve()
    first = ((first[0][0] + 50, *first[0][1:]), *first[1:])
    page.goto(ADDRESS)
    page.evaluate("text => navigator.clipboard.writeText(text)", question.answer.show((first, *rest)))
    maps_of(page).nth(1).locator(".cells input").first.focus()
    page.keyboard.press("Control+V")
    for place, rows in enumerate((first, *rest)):
        expect(maps_of(page).nth(place).locator(".cells input")).to_have_count(len(rows) * len(rows[0]))
    check(page)
    expect(page.locator("#outcome")).to_contain_text("Not right")
    tables = page.locator(".marked")
    expect(tables).to_have_count(3)
    expect(tables.nth(0).locator("td.wrong")).to_have_count(1)
    expect(tables.nth(0)).to_contain_text("after the convolution")


def test_each_map_has_dials_and_arrow_keys_of_its_own(page):
    page.goto(ADDRESS)
    page.get_by_role("button", name="after ReLU, columns: more").click()
    counts = [maps_of(page).nth(place).locator(".cells input").count() for place in range(3)]
    assert counts == [4, 6, 4]
    cells = maps_of(page).nth(1).locator(".cells input")
    cells.nth(0).focus()
    page.keyboard.press("ArrowDown")
    expect(cells.nth(3)).to_be_focused()


def test_an_empty_cell_is_pointed_at_in_its_own_map_and_nothing_is_lost(page):
    question = drawn("conv-relu-pool", 2, 7)
    page.goto(ADDRESS)
    page.evaluate("text => navigator.clipboard.writeText(text)", question.answer.show(question.solve()))
    maps_of(page).nth(0).locator(".cells input").first.focus()
    page.keyboard.press("Control+V")
    empty = maps_of(page).nth(2).locator(".cells input").nth(1)
    kept = empty.input_value()
    empty.fill("")
    check(page)
    expect(page.get_by_role("alert")).to_contain_text("row 1, column 2 is empty")
    expect(maps_of(page).nth(2).locator(".faulty-cell")).to_be_focused()
    maps_of(page).nth(2).locator(".cells input").nth(1).fill(kept)
    check(page)
    expect(page.locator("#outcome")).to_contain_text(re.compile("Right"))
