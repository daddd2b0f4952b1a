"""Everything that can be killed is killed while students hand in: nothing that was acknowledged is lost.

The short form runs with the suite; `make chaos` is the long one: CHAOS is the number of submissions.
"""

import ctypes
import os
import signal
import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import pytest

from tests.journeys.classroom import Classroom
from tests.journeys.load import Load
from tests.journeys.servers import OwnPostgres, OwnRedis
from tests.journeys.site import Site, wait_for
from tests.journeys.test_nothing_is_lost import child_pids, code_worker_of, command_of, worker_of

pytestmark = pytest.mark.skipif(not Path("/proc").is_dir(), reason="finds processes through /proc")
SUBMISSIONS = int(os.environ.get("CHAOS", "60"))
PATIENCE = 240
SUBREAPER = 36
# Written by the database itself, so that no code of ours can forget to.
WITNESS = {
    "sqlite": """
CREATE TABLE witness (submission TEXT, event TEXT);
CREATE TRIGGER said AFTER INSERT ON attempts_verdict
  BEGIN INSERT INTO witness VALUES (NEW.submission_id, 'said'); END;
CREATE TRIGGER changed AFTER UPDATE ON attempts_verdict
  BEGIN INSERT INTO witness VALUES (NEW.submission_id, 'changed'); END;
CREATE TRIGGER gone AFTER DELETE ON attempts_verdict
  BEGIN INSERT INTO witness VALUES (OLD.submission_id, 'gone'); END;
""",
    "postgres": """
CREATE TABLE witness (submission TEXT, event TEXT);
CREATE FUNCTION see() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO witness VALUES (COALESCE(NEW.submission_id, OLD.submission_id)::text, TG_OP);
  RETURN NULL;
END $$;
CREATE TRIGGER seen AFTER INSERT OR UPDATE OR DELETE ON attempts_verdict FOR EACH ROW EXECUTE FUNCTION see();
""",
}


def test_on_one_machine(tmp_path):
    site = Site(tmp_path, **environment(tmp_path))
    database = tmp_path / "var" / "stridewise.sqlite3"

    def ask(sql):
        with closing(sqlite3.connect(database, timeout=30)) as connection:
            rows = connection.execute(sql).fetchall()
            connection.commit()
            return rows

    with no_process_left(), site.running() as launcher:
        with closing(sqlite3.connect(database, timeout=30)) as connection:
            connection.executescript(WITNESS["sqlite"])
        load, room = clients_of(site)
        queue = tmp_path / "var" / "queue.sqlite3"
        disasters = [queue.unlink, kill(launcher, code_worker_of), kill(launcher, worker_of)]
        disasters += [spoilt(queue), kill(launcher, web_of), kill(launcher, beat_of)]
        survive(load, room, disasters)
        recount(load, room, ask)
    assert files_left(tmp_path) == set()


@pytest.mark.own_servers
def test_on_postgresql_and_redis(tmp_path):
    postgres, redis = OwnPostgres(), OwnRedis()
    try:
        postgres.start()
        redis.start()
        services = {"DATABASE_URL": postgres.url, "CELERY_BROKER_URL": redis.url}
        site = Site(tmp_path, **environment(tmp_path), **services)

        def ask(sql):
            with psycopg.connect(postgres.url) as connection:
                return connection.execute(sql).fetchall()

        with no_process_left(postgres, redis), site.running() as launcher:
            with psycopg.connect(postgres.url) as connection:
                connection.execute(WITNESS["postgres"])
            load, room = clients_of(site)
            disasters = [kill(launcher, code_worker_of), kill(launcher, worker_of), emptied(redis, load)]
            disasters += [restarted(postgres), kill(launcher, web_of), kill(launcher, beat_of)]
            survive(load, room, disasters)
            recount(load, room, ask)
    finally:
        redis.stop()
        postgres.remove()
    assert files_left(tmp_path) == set()


def environment(tmp_path):
    (tmp_path / "tmp").mkdir()
    quick = {"LEASE_SECONDS": "3", "SWEEP_SECONDS": "0.5", "WORKERS": "2", "CODE_WORKERS": "1"}
    return {**quick, "API_RATE": "1000000/min", "TMPDIR": str(tmp_path / "tmp")}


def files_left(tmp_path):
    """What lies about when everything has ended, beside the data."""
    kept = {"secret-key", "stridewise.sqlite3", "queue.sqlite3", "queue.sqlite3.spoilt", "static", "demo-sign-ins"}
    found = {path.name for path in (tmp_path / "var").iterdir() if not path.name.startswith("beat-schedule")}
    return found - kept | {path.name for path in (tmp_path / "tmp").iterdir()}


def clients_of(site):
    """Students without accounts, and a course."""
    load = Load(site, site.manage("token", "student", "--scope", "practice").strip())
    scopes = ("--scope", "courses:read", "--scope", "courses:write")
    return load, Classroom(load, site.manage("token", "instructor", *scopes).strip()).open()


def survive(load, room, disasters):
    """Hand in everything, in as many parts as there are disasters: each meets its part in the middle."""
    students = SUBMISSIONS // 2
    size = -(-students // len(disasters))
    finishing = []
    for number, disaster in enumerate(disasters):
        known, part = len(load.given), range(number * size, min((number + 1) * size, students))
        finishing.append(load.run(part, code_every=7, also=[(room.attend, one) for one in part if one % 5 == 0]))
        wait_for(lambda known=known, size=size: len(load.given) > known + size // 2, "acknowledgements", PATIENCE)
        disaster()
    for finish in finishing:
        finish()


def recount(load, room, ask):
    """What is in the database against what the clients know."""
    assert len(load.given) == SUBMISSIONS // 2 * 2
    wait_for(lambda: not owed(ask), "every verdict", PATIENCE)
    assert ask(
        "SELECT COUNT(*) FROM attempts_submission s JOIN attempts_attempt a ON a.id = s.attempt_id "
        "WHERE a.seed IS NULL AND a.item_id IS NULL"
    ) == [(len(load.given),)]
    events = [event.lower() for _, event in ask("SELECT submission, event FROM witness")]
    assert len(events) == len(load.given) + room.answers, "a verdict was written twice, changed or lost"
    assert set(events) <= {"said", "insert"}
    assert ask("SELECT submission FROM witness GROUP BY submission HAVING COUNT(*) > 1") == []
    told = [(given, load.insist(given.address)) for given in load.given]
    assert [given for given, said in told if said["verdict"]["score"] != given.worth] == []
    best, answers = {}, {}
    for given in load.given:
        best[given.variant] = max(best.get(given.variant, 0), given.worth)
        answers[given.variant] = answers.get(given.variant, 0) + 1
    found = ask(
        "SELECT MAX(v.score), COUNT(*) FROM attempts_submission s JOIN attempts_verdict v "
        "ON v.submission_id = s.id JOIN attempts_attempt a ON a.id = s.attempt_id "
        "WHERE a.seed IS NULL AND a.item_id IS NULL GROUP BY s.attempt_id"
    )
    assert sorted(found) == sorted((best[variant], answers[variant]) for variant in best)
    room.recount(ask)
    print(f"\n{len(told)} submissions of visitors to {len(best)} questions, {load.repeated} requests repeated;")
    print(f"of students {room.answers} to {len(room.taken)}, and {room.refused} refused as one too many: as reckoned")


def owed(ask):
    return ask("SELECT COUNT(*) FROM attempts_submission WHERE state <> 'done'")[0][0]


def kill(launcher, which):
    return lambda: os.killpg(which(launcher), signal.SIGKILL)


def web_of(launcher):
    return running(launcher, b"\0gunicorn\0")


def beat_of(launcher):
    return running(launcher, b"\0beat\0")


def running(launcher, word):
    def found():
        return next((pid for pid in child_pids(launcher.pid) if word in command_of(pid)), None)

    return wait_for(found, f"the launcher to have {word}")


def spoilt(file):
    def disaster():
        file.write_bytes(b"no database " * 1_000)

    return disaster


def emptied(redis, load):
    """Redis is gone for a while, in which answers are still taken, and comes back empty."""

    def disaster():
        redis.stop()
        known = len(load.given)
        wait_for(lambda: len(load.given) > known + 2, "answers that are taken without a queue", PATIENCE)
        redis.start()

    return disaster


def restarted(server):
    def disaster():
        server.stop()
        server.start()

    return disaster


@contextmanager
def no_process_left(*servers):
    """Whatever is orphaned inside becomes a child of this process, so that none can hide; at the end there are none."""
    prctl = ctypes.CDLL(None).prctl
    before = set(child_pids(os.getpid()))
    prctl(SUBREAPER, 1, 0, 0, 0)
    try:
        yield
        wait_for(lambda: not orphans(before | {server.process.pid for server in servers}), "every process to end")
    finally:
        prctl(SUBREAPER, 0, 0, 0, 0)


def orphans(before):
    """Children of ours that live; the dead are buried."""
    living = []
    for pid in set(child_pids(os.getpid())) - before:
        done, _ = os.waitpid(pid, os.WNOHANG)
        if not done:
            living.append(pid)
    return living
