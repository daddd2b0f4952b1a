"""Workers are killed in the middle: every answer that was taken gets exactly one verdict."""

import json
import os
import re
import signal
from pathlib import Path

import pytest

from tests.journeys.site import Visitor, end, processes_with, wait_for

QUESTION = "/practice/output-size/1/7/"
COUNT = """
from grader.attempts.models import Submission
given = Submission.objects.filter(attempt__learner__user=None)  # without the class of the demo course
print(given.count(), given.filter(verdict__isnull=False).count(), given.filter(state="done").count())
"""
TRIES = """
from grader.attempts.models import Submission
print(Submission.objects.get(attempt__learner__user=None).tries)
"""

pytestmark = pytest.mark.skipif(not Path("/proc").is_dir(), reason="finds processes through /proc")


def child_pids(pid):
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def worker_of(launcher):
    """The main process of the site's Celery worker for answers."""
    return _worker(launcher, lambda command: b"\0worker\0" in command and b"\0celery\0--conc" in command)


def code_worker_of(launcher):
    """The main process of the site's Celery worker for code."""
    return _worker(launcher, lambda command: b"\0worker\0" in command and b"\0code\0" in command)


def _worker(launcher, wanted):
    def running():
        return next((pid for pid in child_pids(launcher.pid) if wanted(command_of(pid))), None)

    return wait_for(running, "the launcher to have a worker")


def command_of(pid):
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def shell(site, code):
    return site.manage("shell", "--verbosity", "0", "-c", code).strip().splitlines()[-1]


def test_a_worker_killed_in_the_middle_loses_nothing_and_judges_nothing_twice(site, tmp_path):
    mark = tmp_path / "begun"
    site.environment["SLOW_MARK"] = str(mark)
    with site.running() as launcher:
        # The site's own worker is stopped, so that the slow one gets the answer.
        main = worker_of(launcher)
        for pid in [main, *child_pids(main)]:
            os.kill(pid, signal.SIGSTOP)
        slow = site.start("-m", "celery", "-A", "tests.journeys.slow_worker", "worker", "--concurrency", "1")
        try:
            visitor = Visitor(site)
            visitor.open(QUESTION)
            address = visitor.submission(visitor.answer("4"))
            wait_for(mark.exists, "the slow worker to begin")
            assert "data-verdict" not in visitor.get(address, **{"HX-Request": "true"})
            os.killpg(slow.pid, signal.SIGKILL)
        finally:
            end(slow)
            for pid in [*child_pids(main), main]:
                os.kill(pid, signal.SIGCONT)
        assert "right" in visitor.verdict(address).lower()
        assert shell(site, COUNT) == "1 1 1"
        assert int(shell(site, TRIES)) == 2


def test_workers_killed_again_and_again_leave_every_answer_with_one_verdict(site):
    with site.running() as launcher:
        visitor = Visitor(site)
        visitor.open(QUESTION)
        addresses = []
        for number in range(30):
            addresses.append(visitor.submission(visitor.answer(str(number))))
            if number % 10 == 5:
                os.killpg(worker_of(launcher), signal.SIGKILL)
        for address in addresses:
            assert re.search("Right|Not right", visitor.verdict(address))
        assert shell(site, COUNT) == "30 30 30"


def test_ending_the_site_leaves_no_process(site):
    with site.running():
        assert len(processes_with(site.environment["DATA_DIR"])) >= 4
    assert processes_with(site.environment["DATA_DIR"]) == []


def test_one_id_leads_from_the_click_to_the_verdict(site):
    site.environment.update(LOG_LEVEL="INFO", LOG_FORMAT="json")
    with site.running():
        visitor = Visitor(site)
        visitor.open(QUESTION)
        visitor.opener.addheaders = [("X-Request-ID", "click-from-proxy")]
        address = visitor.submission(visitor.answer("4"))
        visitor.opener.addheaders = []
        visitor.verdict(address)
        key = address.strip("/").rpartition("/")[2]
        said = wait_for(lambda: lines_about(site, key, 2), "both lines in the log")
    assert {line["request"] for line in said} == {"click-from-proxy"}
    assert [line["message"].split()[0] for line in said] == ["received", "judged"]


def lines_about(site, key, number):
    """When the log says that a submission was received and judged, once it says so much.

    It may also say that a busy queue did not take the message; then the sweep sends another.
    """
    found = [line for line in site.log.read_text().splitlines() if line.startswith("{") and key in line]
    found = [line for line in map(json.loads, found) if line["message"].startswith(("received", "judged"))]
    return found if len(found) >= number else None
