"""`make run`: one command, one way to end it, and one clear line when it cannot start."""

import os
import signal
import socket
import subprocess
import sys
import time

import pytest

from tests.journeys.site import ROOT, Site, Visitor, end, processes_with, wait_for
from tests.journeys.test_nothing_is_lost import child_pids, command_of, worker_of


@pytest.fixture
def site(tmp_path):
    return Site(tmp_path, WORKERS="1")


def make_run(site):
    """`make run` itself, with the suite's own environment as its .venv."""
    environment = {**site.environment, "VENV": os.path.relpath(sys.prefix, ROOT), "PYTHON": sys.executable}
    with site.log.open("ab") as log:
        return subprocess.Popen(
            ["make", "run"], cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True
        )


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_one_signal_ends_everything_and_a_second_start_keeps_the_data(site, number):
    process = make_run(site)
    try:
        site.ready()
        log = site.log.read_text()
        assert f"http://127.0.0.1:{site.port}/" in log
        assert "student / " in log
        visitor = Visitor(site)
        visitor.open("/practice/output-size/1/7/")
        visitor.verdict(visitor.submission(visitor.answer("4")))
        # Ctrl-C reaches the whole foreground group; SIGTERM comes to make alone.
        os.killpg(process.pid, number) if number == signal.SIGINT else process.send_signal(number)
        process.wait(30)
        wait_for(lambda: not processes_with(site.environment["DATA_DIR"]), "every process to end", 15)
    finally:
        end(process)
    site.log.write_text("")
    started = time.monotonic()
    with site.running():
        assert time.monotonic() - started < 30
        assert "Right" in visitor.get("/practice/output-size/1/7/") or "Not right" in visitor.get(visitor.path)


def test_a_worker_that_dies_is_started_again(site):
    with site.running() as launcher:
        os.killpg(worker_of(launcher), signal.SIGKILL)
        wait_for(lambda: "worker ended with status -9; starting it again" in site.log.read_text(), "a new worker")
        visitor = Visitor(site)
        visitor.open("/practice/output-size/1/7/")
        visitor.verdict(visitor.submission(visitor.answer("4")))


def test_a_launcher_killed_outright_takes_its_children_with_it(site):
    process = site.start()
    try:
        site.ready()
        process.kill()
        process.wait()
        wait_for(lambda: not processes_with(site.environment["DATA_DIR"]), "the children to end", 30)
    finally:
        for pid in processes_with(site.environment["DATA_DIR"]):
            os.kill(pid, signal.SIGKILL)


def test_a_busy_port_ends_with_one_line_that_says_what_to_do(site):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", site.port))
        taken.listen()
        process = site.start()
        assert process.wait(30) == 1
    lines = site.log.read_text().strip().splitlines()
    assert len(lines) == 1
    assert f"cannot listen on 127.0.0.1:{site.port}" in lines[0]
    assert "make run PORT=" in lines[0]


@pytest.mark.parametrize(
    ("setting", "value", "said"),
    [
        ("PORT", "abc", "the settings cannot be used"),
        ("DATA_DIR", "/dev/null/var", "the settings cannot be used"),
        ("DATABASE_URL", "postgres://nobody@127.0.0.1:9/none", "the database cannot be used"),
    ],
)
def test_a_setting_that_cannot_be_used_ends_with_one_line(site, setting, value, said):
    site.environment[setting] = value
    process = site.start()
    assert process.wait(30) == 1
    lines = site.log.read_text().strip().splitlines()
    assert said in lines[-1]
    assert "Traceback" not in site.log.read_text()


class TestCodeWorkersOfAContainer:
    """`python -m grader.launch code`, which is what compose starts."""

    def started(self, site, number):
        site.environment["CODE_WORKERS"] = number
        site.manage("migrate", "--verbosity", "0")
        return site.start("-m", "grader.launch", "code")

    def test_none_means_that_none_runs_and_that_the_container_stays_until_it_is_ended(self, site):
        process = self.started(site, "0")
        try:
            wait_for(lambda: "no code runs here" in site.log.read_text(), "the word that no code runs")
            assert child_pids(process.pid) == []
            assert process.poll() is None
            process.terminate()
            assert process.wait(10) == 0
        finally:
            end(process)

    def test_as_many_run_as_are_asked_for(self, site):
        process = self.started(site, "3")
        try:
            wait_for(lambda: len(workers_below(process.pid)) == 3, "three processes")
        finally:
            end(process)


def workers_below(pid):
    return [child for child in child_pids(pid) if b"celery" in command_of(child)]


def install(tmp_path, *arguments, **environment):
    return subprocess.run(
        [sys.executable, "requirements/install.py", *arguments],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "HOME": str(tmp_path), "VENV": str(tmp_path / "venv"), **environment},
        capture_output=True,
        text=True,
    )


def test_a_missing_package_index_ends_with_one_line_that_says_what_to_do(tmp_path):
    nowhere = {"PIP_INDEX_URL": "http://127.0.0.1:9/", "PIP_RETRIES": "0", "PIP_CONFIG_FILE": os.devnull}
    done = install(tmp_path, "run", **nowhere)
    assert done.returncode == 1
    [line] = done.stderr.strip().splitlines()
    assert "could not reach a Python package index" in line
    assert "PIP_INDEX_URL" in line


def test_a_python_that_is_too_old_is_named_with_what_is_needed(tmp_path):
    program = (
        "import sys, runpy; sys.version_info = (3, 9, 2); sys.argv = ['install.py', 'run'];"
        "runpy.run_path('requirements/install.py', run_name='__main__')"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env={"VENV": str(tmp_path)}, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "Python 3.11 or newer is needed, this is 3.9.2" in done.stderr


def test_make_alone_prints_its_help():
    shown = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True).stdout
    for target in ("run", "test", "check", "oracle"):
        assert f"make {target}" in shown
