"""Which servers and browsers this machine has; tests that need one run when it can be reached."""

import os
import shutil
import socket
import subprocess
from functools import cache
from pathlib import Path

import psycopg
from redis import Redis
from redis.exceptions import RedisError


def _own_database(url: str) -> str:
    """Each of several processes of one run has a database of its own: they empty it."""
    server, _, database = url.rpartition("/")
    return f"{server}/{int(database) + int(os.environ.get('PYTEST_XDIST_WORKER', 'gw0').removeprefix('gw'))}"


REDIS_URL = _own_database(os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/9"))
POSTGRES_URL = os.environ.get("TEST_POSTGRES_URL", "postgres://postgres@127.0.0.1:5432/postgres")


@cache
def redis_is_there() -> bool:
    try:
        return bool(Redis.from_url(REDIS_URL, socket_connect_timeout=1).ping())
    except RedisError:
        return False


@cache
def postgres_is_there() -> bool:
    try:
        with psycopg.connect(POSTGRES_URL, connect_timeout=2):
            return True
    except psycopg.Error:
        return False


@cache
def chromium() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def postgres_programs() -> Path | None:
    """The folder of Debian's newest PostgreSQL server."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


@cache
def compose() -> list[str] | None:
    """How compose is called here, which needs no engine to read a file: docker's plugin, or the program of its own.

    Version 1, which some distributions still have, knows neither the name of a project nor limits of processes.
    """
    for command in (["docker", "compose"], ["docker-compose"]):
        if _said([*command, "version", "--short"]).lstrip("v").partition(".")[0] not in ("", "1"):
            return command
    return None


@cache
def docker_is_there() -> bool:
    """Whether an engine answers that can build and start what a compose file describes."""
    return compose() == ["docker", "compose"] and bool(_said(["docker", "info"]))


def _said(command: list[str]) -> str:
    """What a command prints; nothing when it fails or is not there."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=20)
    except (FileNotFoundError, subprocess.TimeoutExpired):
        return ""
    return "" if done.returncode else done.stdout


NOT_ON_EVERY_CI = {"docker"}
"""What CI may lack too: a container of CI has no engine of its own."""
MISSING = {
    "own_servers": (
        lambda: bool(shutil.which("redis-server") and postgres_programs()),
        "no redis-server on the PATH, or no PostgreSQL server under /usr/lib/postgresql",
    ),
    "redis": (redis_is_there, f"no Redis at {REDIS_URL}"),
    "postgres": (postgres_is_there, f"no PostgreSQL at {POSTGRES_URL}"),
    "compose": (lambda: compose() is not None, "neither docker compose nor a docker-compose of version 2"),
    "docker": (docker_is_there, "no Docker engine with compose that answers"),
    "browser": (lambda: chromium() is not None, "no chromium on the PATH"),
}


def missing(marker: str) -> str | None:
    """Why tests with this marker cannot run, or None when they can."""
    reachable, reason = MISSING[marker]
    return None if reachable() else reason


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
