"""Code in the whole site: uploaded in a browser, judged in the jail, and not lost when a worker is killed."""

import os
import re
import signal
from pathlib import Path

import pytest
from playwright.sync_api import expect

from grader.sandbox import why_not
from tests.grader.code_stories import LOOP, RIGHT, ZERO_PADDING
from tests.journeys.site import Visitor, end, wait_for
from tests.journeys.test_accessibility import complaints
from tests.journeys.test_nothing_is_lost import COUNT, TRIES, child_pids, code_worker_of, shell

pytestmark = pytest.mark.skipif(bool(why_not()), reason=why_not())
PAGE = "/code/max_pool2d/"
PATIENCE = 30_000


@pytest.fixture
def browser_context_args(browser_context_args, open_site):
    return {**browser_context_args, "base_url": open_site.url}


@pytest.fixture
def quiet(page):
    """No script fails and the content security policy blocks nothing."""
    problems = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda message: "Content Security Policy" in message.text and problems.append(message.text))
    yield page
    assert problems == []


def upload(page, source):
    page.get_by_label("Or choose a .py file").set_input_files(
        {"name": "pool.py", "mimeType": "text/x-python", "buffer": source.encode()}
    )
    page.get_by_role("button", name=re.compile("Check")).click()


def verdict_of(page):
    outcome = page.locator("#outcome[data-verdict]")
    outcome.wait_for(timeout=PATIENCE)
    return outcome


@pytest.mark.browser
def test_a_student_uploads_zero_padding_sees_why_mends_it_and_gets_it_right(quiet):
    quiet.goto(PAGE)
    quiet.get_by_label("Your function").fill("typed = 'before a file was chosen'")
    upload(quiet, ZERO_PADDING)
    verdict = verdict_of(quiet)
    expect(verdict).to_contain_text("Not right")
    expect(verdict).to_be_focused()
    expect(verdict).to_contain_text("Padding is minus infinity here")
    expect(verdict.locator("svg.drawing")).to_have_count(3)
    expect(verdict.locator(".frame.slip")).to_have_count(1)
    expect(verdict.locator("text.pad").first).to_have_text("−∞")
    expect(quiet.get_by_label("Your function")).to_have_value(ZERO_PADDING)
    quiet.get_by_label("Your function").fill(RIGHT)
    quiet.get_by_role("button", name="Check again").click()
    expect(quiet.locator("#outcome h2")).to_have_text(re.compile("✓ Right"), timeout=PATIENCE)


@pytest.mark.browser
def test_trying_the_examples_and_an_endless_loop(quiet):
    quiet.goto(PAGE)
    quiet.get_by_label("Your function").fill(RIGHT)
    quiet.get_by_role("button", name="Try the examples").click()
    expect(verdict_of(quiet)).to_contain_text("The examples pass")
    quiet.get_by_label("Your function").fill(LOOP)
    quiet.get_by_role("button", name="Check again").click()
    expect(quiet.locator("#outcome")).to_contain_text("did not come to an end in time", timeout=PATIENCE)


@pytest.mark.browser
def test_the_editor_indents_numbers_lines_and_lets_the_keyboard_out(quiet):
    quiet.goto(PAGE)
    field = quiet.get_by_label("Your function")
    field.fill("def f(x):")
    field.press("End")
    field.press("Enter")
    quiet.keyboard.type("if x:")
    field.press("Enter")
    quiet.keyboard.type("return 1")
    expect(field).to_have_value("def f(x):\n    if x:\n        return 1")
    expect(quiet.locator(".gutter")).to_have_text("1\n2\n3")
    expect(quiet.locator(".paint .keyword")).to_have_text(["def", "if", "return"])
    field.press("Tab")
    expect(field).to_be_focused()
    field.press("Escape")
    field.press("Tab")
    expect(field).not_to_be_focused()


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_shows_everything_without_sideways_scrolling(quiet, scheme):
    quiet.set_viewport_size({"width": 390, "height": 800})
    quiet.emulate_media(color_scheme=scheme)
    quiet.goto(PAGE)
    upload(quiet, ZERO_PADDING + f"# {scheme}\n")
    verdict_of(quiet)
    assert quiet.evaluate("document.documentElement.scrollWidth") <= 390
    small = quiet.evaluate(
        """() => [...document.querySelectorAll('main button, main textarea, main input:not([type=hidden]), summary')]
        .map(element => [element.getBoundingClientRect().height, element.outerHTML.slice(0, 80)])
        .filter(([height]) => height < 44)"""
    )
    assert small == []


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_a_problem_and_its_verdict(browser, open_site, scheme):
    context = browser.new_context(base_url=open_site.url, bypass_csp=True, color_scheme=scheme)
    page = context.new_page()
    page.goto(PAGE)
    assert complaints(page) == []
    upload(page, ZERO_PADDING + f"print('seen in {scheme}')\n")
    verdict_of(page)
    page.get_by_text("What your code printed").click()
    assert complaints(page) == []
    context.close()


@pytest.mark.browser
def test_without_javascript_a_file_is_judged_too(browser, open_site):
    context = browser.new_context(base_url=open_site.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(PAGE)
    upload(page, ZERO_PADDING)
    expect(page.locator("#outcome")).to_contain_text("Padding is minus infinity here", timeout=PATIENCE)
    context.close()


def test_a_worker_killed_while_code_runs_loses_nothing(site, tmp_path):
    mark = tmp_path / "begun"
    site.environment["SLOW_MARK"] = str(mark)
    with site.running() as launcher:
        main = code_worker_of(launcher)
        wait_for(lambda: child_pids(main), "the code worker to have its pool")
        stopped = [main, *child_pids(main)]
        for pid in stopped:
            os.kill(pid, signal.SIGSTOP)
        slow = site.start(
            "-m", "celery", "-A", "tests.journeys.slow_worker", "worker", "-Q", "code", "-n", "slow@here", "-c", "1"
        )
        try:
            visitor = Visitor(site)
            address = visitor.send_code(PAGE, RIGHT)
            wait_for(mark.exists, "the slow worker to begin")
            os.killpg(slow.pid, signal.SIGKILL)
        finally:
            end(slow)
            for pid in reversed(stopped):
                os.kill(pid, signal.SIGCONT)
        assert "✓ Right" in visitor.verdict(address)
        assert shell(site, COUNT) == "1 1 1"
        assert int(shell(site, TRIES)) == 2


def test_twenty_endless_loops_of_one_student_do_not_hold_back_another(site):
    with site.running():
        looping, other = Visitor(site), Visitor(site)
        for number in range(20):
            looping.send_code(PAGE, f"{LOOP}# {number}\n")
        before = int(shell(site, COUNT).split()[1])
        assert "✓ Right" in other.verdict(other.send_code(PAGE, RIGHT))
        judged = int(shell(site, COUNT).split()[1]) - before
        assert judged <= 6, "the loops take three seconds each; the other student waits for one or two of them"


def test_ending_the_site_leaves_no_jail_behind(site):
    def zygotes():
        return {folder for folder in Path("/proc").glob("[0-9]*") if b"grader/sandbox/launch.py" in command(folder)}

    with site.running() as launcher:
        # Only ours: other sites on this machine begin and end their jails as they like.
        ours = wait_for(
            lambda: {one for one in zygotes() if descends(one, launcher.pid)}, "the code worker to have its jail"
        )
    wait_for(lambda: not ours & zygotes(), "the jail to end with the site")


def descends(folder, ancestor):
    """Whether a process (its folder in /proc) is a child of this one, or a child's child."""
    try:
        parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return False
    return parent == ancestor or (parent > 1 and descends(folder.parent / str(parent), ancestor))


def command(folder):
    try:
        return (folder / "cmdline").read_bytes()
    except OSError:
        return b""
