"""The pictures of the documentation, made by the project itself: this writes docs/images/*.png.

It starts a site of its own, answers a question with one slip in headless Chromium, and takes the verdict and the
worked solution in light and in dark. No test: run it when the pages have changed, and look at what it made.
"""

import tempfile
from pathlib import Path
from random import Random

from playwright.sync_api import Browser, Locator, Page, sync_playwright

from exercises.kinds import catalogue
from tests.journeys.site import ROOT, Site
from tests.services import chromium

IMAGES = ROOT / "docs" / "images"
MOST_BYTES = 150_000
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]

KIND, LEVEL, SEED, SLIP = "strided-convolution-grid", 2, 7, "neighbouring-windows"
# High enough for the whole page: nothing scrolls, so nothing that sticks is moved.
WINDOW = {"width": 1040, "height": 2000}


def main() -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Site(Path(folder))
        with site.running():
            browser = playwright.chromium.launch(executable_path=chromium(), args=QUIET)
            for scheme in ("light", "dark"):
                take(browser, site, scheme)
            browser.close()


def take(browser: Browser, site: Site, scheme: str) -> None:
    """The verdict on a slip, and the step of the worked solution where it went wrong."""
    page = browser.new_page(base_url=site.url, viewport=WINDOW, color_scheme=scheme, reduced_motion="reduce")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    slip(page)
    save(page, page.locator("article.question"), f"verdict-{scheme}")
    page.get_by_role("link", name="Show me").click()
    page.locator("[data-stepper]").wait_for()
    save(page, page.locator("[data-stepper]"), f"solution-{scheme}")
    page.close()


def slip(page: Page) -> None:
    """Answer the question as somebody does who has this one misconception."""
    question = catalogue()[KIND].generate(Random(SEED), LEVEL)
    wrong = next(mistake for mistake in question.mistakes() if mistake.slip == SLIP)
    page.goto(f"/practice/{KIND}/{LEVEL}/{SEED}/")
    page.locator(".cells input").first.focus()
    page.evaluate("text => navigator.clipboard.writeText(text)", question.answer.show(wrong.answer))
    page.keyboard.press("Control+V")
    page.get_by_role("button", name="Check").click()
    page.locator("[data-verdict]").wait_for()


def save(page: Page, part: Locator, name: str) -> None:
    """This part of the page, with a margin of the page's own colour."""
    page.wait_for_timeout(300)
    box = part.bounding_box()
    margin = 16
    clip = {
        "x": max(box["x"] - margin, 0),
        "y": max(box["y"] - margin, 0),
        "width": min(box["width"] + 2 * margin, WINDOW["width"]),
        "height": box["height"] + 2 * margin,
    }
    file = IMAGES / f"{name}.png"
    page.screenshot(path=file, clip=clip)
    size = file.stat().st_size
    print(f"{file.relative_to(ROOT)}: {size // 1000} kB")
    if size > MOST_BYTES:
        raise SystemExit(f"{file.name} is larger than {MOST_BYTES // 1000} kB: take a smaller part of the page")


if __name__ == "__main__":
    main()
