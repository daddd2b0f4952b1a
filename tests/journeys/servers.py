"""Redis and PostgreSQL of a test's own, that it may stop: the machine's own servers are left alone."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

import psycopg
from redis import Redis
from redis.exceptions import RedisError

from tests.journeys.site import wait_for
from tests.services import free_port, postgres_programs


class OwnRedis:
    """A Redis that keeps nothing: whenever it starts it is empty."""

    def __init__(self):
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.process = None

    def start(self):
        command = ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        quiet = subprocess.DEVNULL
        self.process = subprocess.Popen(command, stdout=quiet, stderr=quiet, cwd="/", start_new_session=True)
        wait_for(self._answers, "Redis to answer")

    def _answers(self):
        with suppress(RedisError), Redis.from_url(self.url) as server:
            return server.ping()

    def stop(self):
        if self.process:
            self.process.kill()
            self.process.wait()


class OwnPostgres:
    """A PostgreSQL in a folder of its own; as root it runs as `postgres`, because it refuses to run as root."""

    def __init__(self):
        self.programs = postgres_programs()
        self.port = free_port()
        self.url = f"postgres://postgres@127.0.0.1:{self.port}/postgres"
        self.folder = Path(tempfile.mkdtemp(prefix="stridewise-postgres-"))
        self.user = {}
        if os.geteuid() == 0:
            account = pwd.getpwnam("postgres")
            os.chown(self.folder, account.pw_uid, account.pw_gid)
            self.user = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
        self.process = None
        self._run(
            "initdb", "--no-sync", "--auth", "trust", "--username", "postgres", "--pgdata", str(self.folder / "db")
        )

    def start(self):
        command = [str(self.programs / "postgres"), "-D", str(self.folder / "db"), "-p", str(self.port)]
        command += ["-c", "listen_addresses=127.0.0.1", "-c", f"unix_socket_directories={self.folder}"]
        with (self.folder.parent / f"{self.folder.name}.log").open("ab") as log:
            self.process = subprocess.Popen(
                command, stdout=log, stderr=log, cwd=self.folder, start_new_session=True, **self.user
            )
        wait_for(self._answers, "PostgreSQL to answer")

    def _answers(self):
        with suppress(psycopg.Error), psycopg.connect(self.url, connect_timeout=2):
            return True

    def stop(self):
        """At once, as when the power fails: it recovers from its log when it starts again."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait(60)

    def remove(self):
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)
        (self.folder.parent / f"{self.folder.name}.log").unlink(missing_ok=True)

    def _run(self, program, *words):
        command = [str(self.programs / program), *words]
        subprocess.run(command, check=True, capture_output=True, cwd=self.folder, **self.user)
