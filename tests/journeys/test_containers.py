"""The production shape, built and started where a Docker engine answers: it judges, it grows, and it goes away."""

from urllib.request import Request, urlopen

import pytest

from tests.journeys.containers import METRICS_TOKEN, Containers
from tests.journeys.site import Visitor, wait_for
from tests.journeys.test_code_browser import PAGE, RIGHT


@pytest.fixture
def containers(tmp_path):
    made = Containers(tmp_path)
    try:
        yield made
    finally:
        made.remove()
        assert made.left() == []


def judged(site):
    """A visitor hands in an answer and a function, and gets a verdict on both."""
    visitor = Visitor(site)
    visitor.open("/practice/output-size/1/7/")
    said = visitor.verdict(visitor.submission(visitor.answer("4")))
    assert "Right" in said or "Not right" in said
    assert "✓ Right" in visitor.verdict(visitor.send_code(PAGE, RIGHT))


def verdicts(site, token):
    request = Request(f"{site.url}/metrics", headers={"Authorization": f"Bearer {token}"})
    with urlopen(request, timeout=30) as response:
        return response.read().decode().count("stridewise_verdicts_total{")


@pytest.mark.docker
def test_containers_judge_grow_and_leave_nothing(containers):
    containers.build()
    containers.start()
    assert containers.code_machines() == 1
    judged(containers)
    containers.start("--scale", "worker-code=2", "--scale", "worker-answers=2")
    assert [len(containers.running(name)) for name in ("worker-code", "worker-answers", "web")] == [2, 2, 1]
    wait_for(lambda: containers.code_machines() == 2, "the second machine for code")
    judged(containers)
    assert verdicts(containers, METRICS_TOKEN) >= 2
    containers.compose("restart", "web", "redis")
    containers.ready()
    judged(containers)


def test_the_same_story_on_one_machine(site):
    """So that the story above is true wherever it can be told."""
    site.environment["METRICS_TOKEN"] = METRICS_TOKEN
    with site.running():
        judged(site)
        assert verdicts(site, METRICS_TOKEN) >= 2
