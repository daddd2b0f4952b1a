"""A course from its founding to its grades, in the browser: instructor, student, and somebody from outside."""

import re
import tomllib
from datetime import UTC, datetime, timedelta
from json import loads

import pytest
from playwright.sync_api import expect

from exercises.kinds import catalogue
from tests.grader.code_stories import RIGHT
from tests.journeys.site import unique
from tests.journeys.test_code_browser import upload, verdict_of

pytestmark = pytest.mark.browser
KINDS = [("output-size", "1"), ("same-padding", "1"), ("parameters", "1"), ("never-read", "1"), ("max-pooling", "1")]


@pytest.fixture
def browser_context_args(browser_context_args, open_site):
    return {**browser_context_args, "base_url": open_site.url}


@pytest.fixture
def somebody(new_context):
    """A page of a browser of their own, signed up under a new name."""

    def arrive(name):
        page = new_context().new_page()
        page.goto("/account/signup/")
        page.get_by_label("Email").fill(f"{unique(name)}@example.org")
        page.get_by_label("Username").fill(name)
        page.locator("[name=password1]").fill("long enough for anybody 42")
        page.get_by_role("button", name="Sign up").click()
        expect(page.get_by_role("button", name=f"Sign out {name}")).to_be_visible()
        return page

    return arrive


def write_date(page, label, days):
    when = datetime.now(UTC) + timedelta(days=days)
    page.get_by_label(label, exact=True).fill(when.strftime("%Y-%m-%dT%H:%M"))


def answer(page, address, position, text):
    page.goto(f"{address}{position}/")
    page.get_by_label("Your answer").fill(str(text))
    page.get_by_role("button", name=re.compile("Check")).click()
    return verdict_of(page)


class Teaching:
    """What the instructor does, a page at a time."""

    def __init__(self, page):
        self.page = page

    def found(self, title):
        self.page.goto("/courses/")
        self.page.get_by_label("Title").fill(title)
        self.page.get_by_role("button", name="Found it").click()
        self.course = re.search(r"/courses/[^/]+/", self.page.url)[0]
        self.page.goto(f"{self.course}members/")
        self.page.get_by_role("button", name="Open with a code").click()
        return self.page.get_by_role("link", name="join/").inner_text()

    def build(self, title):
        """Five kinds and one function, ten points each; due tomorrow, then 80 % for two days."""
        page = self.page
        page.goto(self.course)
        page.get_by_label("Title").fill(title)
        page.get_by_role("button", name="Make it", exact=True).click()
        for kind, level in [*KINDS, ("max_pool2d", "1")]:
            page.get_by_label("Kind").select_option(kind)
            page.get_by_label("Level").select_option(level)
            page.get_by_label("Points", exact=True).fill("10")
            expect(page.locator("#example")).not_to_be_empty()
            page.get_by_role("button", name="Add").click()
            expect(page.get_by_role("link", name=re.compile(r"^\d+\. "))).to_have_count(
                len(KINDS) + 1 if kind == "max_pool2d" else KINDS.index((kind, level)) + 1
            )
        page.get_by_label("Students see it").check()
        page.get_by_label("Late credit").fill("80% 48h")
        write_date(page, "Closes", 7)
        self.due(1)
        self.set = page.url.removesuffix("edit/")

    def due(self, days, why=""):
        write_date(self.page, "Due", days)
        self.page.get_by_role("button", name="Save").click()
        self.explain(why)
        expect(self.page.get_by_role("status")).to_contain_text("Saved")

    def explain(self, why):
        """What moves points is asked for: whose they are stands there before anything is changed."""
        if why:
            expect(self.page.get_by_role("heading", name="This moves points")).to_be_visible()
            expect(self.page.get_by_role("row", name=re.compile("^sven ")).first).to_be_visible()
            self.page.get_by_label("Reason").fill(why)
            self.page.get_by_role("button", name="Change it").click()

    def questions(self):
        """The questions as they stand in the file that the builder offers."""
        with self.page.expect_download() as download:
            self.page.get_by_role("link", name="Download as TOML").click()
        items = tomllib.loads(download.value.path().read_text())["items"]
        return [catalogue()[one["kind"]].restore(loads(one["numbers"])) for one in items[: len(KINDS)]]

    def extend(self, name, days, why):
        self.page.goto(f"{self.set}exceptions/")
        self.page.get_by_label("Student", exact=True).select_option(label=name)
        write_date(self.page, "Due", days)
        self.page.get_by_role("button", name="Save").click()
        self.explain(why)
        expect(self.page.get_by_role("rowheader", name=name)).to_be_visible()

    def accept_the_slip(self, item, why):
        """Of the slips that were made there, the one that was made most."""
        self.page.goto(f"{self.set}regrades/")
        change = self.page.get_by_role("button", name=f"Change the key of question {item}")
        self.page.wait_for_load_state("networkidle")  # the choice is followed as soon as the page's script is there
        self.page.get_by_label("Question").select_option(index=item - 1)
        change.wait_for()
        self.page.get_by_label("Take for right what this slip gives").select_option(index=1)
        self.page.get_by_label("Reason").first.fill(why)
        change.click()

    def dry_run(self, why):
        self.page.goto(f"{self.set}regrades/")
        self.page.get_by_label("Reason").last.fill(why)
        self.page.get_by_role("button", name="Begin the dry run").click()
        expect(self.page.get_by_role("button", name="Apply all")).to_be_visible()

    def total_of(self, name):
        self.page.goto(f"{self.set}gradebook/")
        return self.page.get_by_role("row", name=re.compile(f"^{name} ")).locator("td").last.inner_text()

    def download(self, link):
        self.page.goto(f"{self.set}gradebook/")
        with self.page.expect_download() as download:
            self.page.get_by_role("link", name=link).click()
        return download.value.path().read_bytes()


def test_a_course_from_its_founding_to_its_grades(somebody):
    teaching = Teaching(somebody("ines"))
    link = teaching.found("Seeing machines")
    teaching.build("First steps")
    size, same, weights, *_others = teaching.questions()
    slip = next(one for one in same.mistakes() if one.slip == same.targets(1)[0])

    student = somebody("sven")
    student.goto(link)
    student.get_by_role("button", name="Join").click()
    student.get_by_role("link", name="First steps").click()
    mine = student.url
    expect(answer(student, mine, 1, size.solve())).to_contain_text("Right")
    expect(answer(student, mine, 2, slip.answer)).to_contain_text("Not right")
    student.goto(f"{mine}6/")
    upload(student, RIGHT)
    expect(verdict_of(student)).to_contain_text("Right")
    student.goto(mine)
    expect(student.get_by_text("You have 20.")).to_be_visible()

    teaching.page.goto(f"{teaching.set}edit/")
    teaching.due(-1, why="agreed in class")
    student.goto(mine)
    expect(student.get_by_text("an answer now earns 80 % of its points")).to_be_visible()
    expect(answer(student, mine, 3, weights.solve())).to_contain_text("Right")
    student.goto(mine)
    expect(student.get_by_text("8 of 10 points (late)")).to_have_count(3)  # the new date holds for what was there
    expect(student.get_by_text("You have 24.")).to_be_visible()
    teaching.extend("sven", 2, why="was ill")
    student.goto(mine)
    expect(student.get_by_text("You have 30.")).to_be_visible()
    expect(student.get_by_text("(late)")).to_have_count(0)

    page = teaching.page
    page.goto(f"{teaching.set}slips/")
    of_sven = page.get_by_role("row", name=re.compile("^sven "))
    expect(of_sven).to_contain_text("× 1")
    teaching.accept_the_slip(2, "the question could be read that way")
    teaching.dry_run("a fairer key")
    change = page.get_by_role("row", name=re.compile("^sven "))
    expect(change.locator("td")).to_have_text([re.compile("."), "0", "10"])
    assert teaching.total_of("sven") == "30"
    page.go_back()
    page.get_by_role("button", name="Apply all").click()
    expect(page.get_by_text("Applied")).to_be_visible()
    assert teaching.total_of("sven") == "40"
    student.goto(mine)
    expect(student.get_by_text("You have 40.")).to_be_visible()
    assert re.search(r"^sven,.*,40\r?$", teaching.download("Download as CSV").decode("utf-8-sig"), re.MULTILINE)
    assert teaching.download("as XLSX").startswith(b"PK")
    page.goto(f"{teaching.set}gradebook/record/")
    for why in ("agreed in class", "was ill", "the question could be read that way", "a fairer key"):
        expect(page.get_by_role("cell", name=why).first).to_be_visible()

    outsider = somebody("otis")
    for address in (teaching.course, mine, f"{mine}1/", f"{teaching.set}gradebook/", f"{teaching.set}slips/"):
        assert outsider.goto(address).status == 404
    for address in ("/", "/courses/", "/sets/"):
        outsider.goto(address)
        expect(outsider.get_by_text("Seeing machines")).to_have_count(0)
        expect(outsider.get_by_text("First steps")).to_have_count(0)
