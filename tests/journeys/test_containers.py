"""The production shape where a Docker engine answers: what it may do, and that it judges, grows and comes back."""

import json
import socket
import subprocess
import threading
from contextlib import contextmanager
from urllib.request import Request, urlopen

import pytest

from tests.journeys.containers import METRICS_TOKEN, Containers
from tests.journeys.site import Visitor, wait_for
from tests.journeys.test_backup import chapter
from tests.journeys.test_code_browser import PAGE, RIGHT

OURS = ["web", "worker-answers", "worker-code", "worker-hooks", "beat"]
ALL = [*OURS, "redis", "postgres"]
CORPUS = "tests/grader/sandbox/corpus.py"

RIGHTS = """
import json, os
status = dict(line.split(":\\t") for line in open("/proc/self/status").read().splitlines())
folders = ["/", "/app", "/opt/stridewise", "/etc", "/run/secrets"]
root = {line.split()[1]: line.split()[3].split(",")[0] for line in open("/proc/mounts")}["/"]
routes = [line.split()[1] for line in open("/proc/net/route").read().splitlines()[1:]]
print(json.dumps({
    "user": os.getuid(),
    "capabilities": sorted({status[name] for name in ("CapPrm", "CapEff", "CapBnd")}),
    "no_new_privs": status["NoNewPrivs"],
    "seccomp": status["Seccomp"],
    "writable": [folder for folder in folders if os.access(folder, os.W_OK)],
    "root": root,
    "outside": "00000000" in routes,
}))
"""
NOTHING = {
    "user": 10001,
    "capabilities": ["0000000000000000"],
    "no_new_privs": "1",
    "seccomp": "2",
    "writable": [],
    "root": "ro",
}


@pytest.fixture(scope="module")
def containers(tmp_path_factory):
    """One stack for all stories: each asks for what it needs, and is content with what the ones before have left."""
    made = Containers(tmp_path_factory.mktemp("containers"))
    try:
        made.build()
        made.start()
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
def test_a_first_start_judges_and_its_jail_has_tier_b(containers):
    assert containers.ready()["code"]["says"] == "1 machine(s) run code, jail tier B"
    judged(containers)
    with urlopen(f"{containers.url}/account/login/", timeout=30) as response:
        assert b"Sign in" in response.read()


@pytest.mark.docker
@pytest.mark.parametrize("service", OURS)
def test_who_gets_into_a_process_of_ours_has_no_rights_there(containers, service):
    reaches_out = service in ("web", "worker-hooks")
    assert json.loads(containers.python(service, RIGHTS)) == {**NOTHING, "outside": reaches_out}


@pytest.mark.docker
@pytest.mark.parametrize("service", ALL)
def test_the_engine_has_taken_over_every_limit(containers, service):
    kinds = ("Memory", "NanoCpus", "PidsLimit")
    for kind in kinds:
        assert all(int(number) > 0 for number in containers.asked(f"{{{{.HostConfig.{kind}}}}}", service)), kind
    assert set(containers.asked("{{.HostConfig.ReadonlyRootfs}} {{.HostConfig.Privileged}}", service)) == {
        "true",
        "false",
    }
    assert set(containers.asked("{{.Config.User}}", service)) <= {"stridewise", "redis", "postgres"}


@pytest.mark.docker
def test_the_jail_contains_every_hostile_submission_under_dockers_own_profile(containers):
    assert "0 complaints" in corpus(containers, "B")


@pytest.mark.docker
def test_the_profile_of_the_docs_gives_tier_a_and_contains_them_too(containers):
    if "apparmor" in subprocess.check_output(["docker", "info", "--format", "{{.SecurityOptions}}"], text=True):
        pytest.skip("needs docs/apparmor-tier-a loaded into this machine's AppArmor")
    with tier_a(containers):
        containers.up()
        said = containers.compose("exec", "--no-TTY", "worker-code", "python", "-m", "grader.sandbox", "self-test")
        assert said.startswith("tier A")
        judged(containers)
        assert "0 complaints" in corpus(containers, "A")


@pytest.mark.docker
def test_what_a_killed_worker_had_in_hand_is_judged(containers):
    containers.up()
    visitor = Visitor(containers)
    before = containers.asked("{{.RestartCount}}", "worker-code")
    sent = visitor.send_code(PAGE, RIGHT)
    kill = ["exec", "--no-TTY", "worker-code", "python", "-c", "import os; os.kill(-1, 9)"]
    subprocess.run(["docker", "compose", *kill], cwd=containers.folder, env=containers.environment, capture_output=True)
    wait_for(lambda: containers.asked("{{.RestartCount}}", "worker-code") != before, "the engine to start it again")
    assert "✓ Right" in visitor.verdict(sent)


@pytest.mark.docker
def test_it_grows_and_outlives_a_restart(containers):
    containers.up("--scale", "worker-code=3", "--scale", "worker-answers=2")
    assert [len(containers.running(name)) for name in ("worker-code", "worker-answers", "web")] == [3, 2, 1]
    wait_for(lambda: containers.code_machines() >= 3, "three machines for code")
    judged(containers)
    assert verdicts(containers, METRICS_TOKEN) >= 2
    containers.compose("restart", "web", "redis")
    containers.ready()
    judged(containers)


@pytest.mark.docker
def test_the_data_outlives_the_containers_and_a_backup_the_data(containers):
    saving, restoring = chapter("### With compose")
    containers.up()
    judged(containers)
    kept = submissions(containers)
    containers.shell(saving)
    containers.compose("down")
    containers.up()
    assert submissions(containers) == kept > 0
    containers.compose("down", "--volumes")
    containers.shell(restoring, 600)
    assert submissions(containers) == kept
    containers.ready()
    judged(containers)


def test_the_same_story_on_one_machine(site):
    """So that the stories above are true wherever they can be told."""
    site.environment["METRICS_TOKEN"] = METRICS_TOKEN
    with site.running():
        judged(site)
        assert verdicts(site, METRICS_TOKEN) >= 2


def test_a_proxy_with_nobody_behind_it_is_no_failure_but_a_reason_to_ask_again(tmp_path):
    """The engine's own proxy takes a connection and drops it while the web is away."""
    with socket.create_server(("127.0.0.1", 0)) as proxy:
        thread = threading.Thread(target=lambda: proxy.accept()[0].close())
        thread.start()
        asking = Containers.__new__(Containers)
        asking.url = f"http://127.0.0.1:{proxy.getsockname()[1]}"
        assert asking.well() is None
        thread.join()


def corpus(containers, tier):
    """What the hostile submissions did, each in a jail of this tier in a container like that of worker-code."""
    once = ["run", "--rm", "--no-deps", "--volume", f"{containers.folder}/tests:/app/tests:ro", "worker-code"]
    return containers.compose(*once, "python", "-B", CORPUS, tier)


@contextmanager
def tier_a(containers):
    given, taken = (f"      {mark}- seccomp=docs/seccomp-tier-a.json\n" for mark in ("# ", ""))
    containers.change(given, taken)
    try:
        yield
    finally:
        containers.change(taken, given)


def submissions(containers):
    count = "select count(*) from attempts_submission"
    said = containers.compose(
        *["exec", "--no-TTY", "postgres", "psql", "--username", "stridewise", "--tuples-only", "--command", count]
    )
    return int(said)
