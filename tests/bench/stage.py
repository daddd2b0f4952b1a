"""A site in its production shape on servers of its own, or embedded; and figures as they are printed."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg

from tests.journeys.servers import OwnPostgres, OwnRedis
from tests.journeys.site import ROOT, Site, end, wait_for
from tests.services import free_port

WEB = ["-m", "gunicorn", "--worker-class", "gthread", "--workers", "2", "--threads", "8", "--log-level", "warning"]
CELERY = ["-m", "celery", "--quiet", "-A", "grader.celery"]
OWED = "SELECT 1 FROM attempts_submission WHERE state <> 'done' LIMIT 1"
FAST = {"API_RATE": "100000000/min", "SUBMIT_RATE": "100000000/min", "UPLOAD_RATE": "100000000/min"}


def figure(name, value, unit, goal=None, more_is_better=False):
    """Print one measured number with its goal, and whether it is met."""
    met = goal is None or (value >= goal if more_is_better else value <= goal)
    wanted = "" if goal is None else f"  goal {'>=' if more_is_better else '<='} {goal:g}: {'met' if met else 'MISSED'}"
    print(f"  {name:58} {value:10.2f} {unit:5}{wanted}", flush=True)
    return value


@contextmanager
def servers():
    """PostgreSQL and Redis for one measurement."""
    postgres, redis = OwnPostgres(), OwnRedis()
    try:
        postgres.start()
        redis.start()
        yield postgres, redis
    finally:
        redis.stop()
        postgres.remove()


class Stage:
    """A site whose parts are started one by one, and its database."""

    def __init__(self, stack, **environment):
        self.folder = Path(tempfile.mkdtemp(prefix="stridewise-bench-"))
        stack.callback(shutil.rmtree, self.folder, ignore_errors=True)
        self.stack = stack
        self.processes = []
        self.site = Site(self.folder, **FAST, **environment)
        self.site.manage("migrate", "--verbosity", "0")
        self.site.manage(
            "shell",
            "--verbosity",
            "0",
            "-c",
            "from grader.people.models import User; User.objects.create_user('bench')",
        )
        self.token = self.site.manage("token", "bench", "--scope", "practice").strip()
        self.port = self.site.port

    def start(self, *command):
        process = self.site.start(*command)
        self.processes.append(process)
        self.stack.callback(end, process)
        return process

    def web(self):
        self.start(*WEB, "--no-control-socket", "--bind", f"127.0.0.1:{self.port}", "grader.wsgi")
        wait_for(lambda: answers(self.port), "the web")

    def workers(self, number=2, queue="celery"):
        command = ["worker", "--queues", queue, "--hostname", f"{queue}@%h", "--concurrency", str(number)]
        self.start(*CELERY, *command, "--loglevel", "WARNING")


def answers(port):
    import socket

    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def bare(stack, url, folder):
    """The floor on the same database; gives back its port and process."""
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS bare (id bigserial PRIMARY KEY, said text)")
    port = free_port()
    environment = {**os.environ, "DATABASE_URL": url}
    with (folder / "bare.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, *WEB, "--no-control-socket", "--bind", f"127.0.0.1:{port}", "tests.bench.bare"],
            cwd=ROOT,
            env=environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    stack.callback(end, process)
    wait_for(lambda: answers(port), "the bare view")
    return port, process


def spent(*processes):
    """Processor seconds so far of these processes, of all that descend from them, and of this one."""
    return time.process_time() + sum(spent_by(process) for process in processes)


def spent_by(process):
    """Processor seconds so far of a process and of all that descend from it."""
    return _spent(process.pid)


def _spent(pid):
    try:
        times = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:15]
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return 0.0
    return sum(map(int, times)) / os.sysconf("SC_CLK_TCK") + sum(_spent(int(child)) for child in children)


def judged(ask):
    return ask("SELECT COUNT(*) FROM attempts_verdict")[0][0]


def when_judged(ask, number, since):
    """Seconds from then until so many verdicts are there."""
    while ask(OWED):
        if time.perf_counter() - since > 600:
            raise AssertionError("the verdicts do not come")
        time.sleep(0.02)
    took = time.perf_counter() - since
    assert judged(ask) >= number
    return took


__all__ = ["ExitStack", "Stage", "bare", "figure", "judged", "servers", "spent", "spent_by", "when_judged"]
