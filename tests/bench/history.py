"""Constant work: the same requests with 10,000 and with 1,000,000 submissions stored, on one PostgreSQL."""

import json
import statistics
import time

import psycopg

from tests.bench.client import Client, percentile
from tests.bench.stage import ExitStack, Stage, figure, servers

SMALL, LARGE = 10_000, 1_000_000
ROUNDS = 150
# To fill: four answers to an attempt, a hundred attempts of a learner; one verdict each.
OWED = "SELECT 1 FROM attempts_submission WHERE state <> 'done' LIMIT 1"
FILL = """
INSERT INTO people_learner (id, since)
  SELECT n, now() - interval '9 days' FROM generate_series(1000, 1000 + %(n)s / 400) n;
INSERT INTO attempts_attempt (id, learner_id, kind, level, seed, parameters, kind_version, opened_at)
  SELECT md5('a' || n)::uuid, 1000 + n / 100, 'output-size', 1, n + 1,
         '{"n": 15, "kernel": 3, "stride": 1, "padding": 2, "boxes": false}', 1, now() - interval '9 days'
  FROM generate_series(0, %(n)s / 4 - 1) n;
INSERT INTO attempts_submission
    (id, attempt_id, answer, answer_digest, state, typed, received_at, given_at, sent_at, tries, is_code, trial)
  SELECT md5('s' || n)::uuid, md5('a' || n / 4)::uuid, n::text, md5(n::text), 'done', '',
         now() - n * interval '0.1 s', now(), now(), 1, false, false
  FROM generate_series(0, %(n)s - 1) n;
INSERT INTO attempts_verdict (submission_id, outcome, score, slip, sentence, details, judged_at)
  SELECT md5('s' || n)::uuid, 'wrong', 0, '', '{"id": "", "values": {}}', '{}', now() - n * interval '0.1 s'
  FROM generate_series(0, %(n)s - 1) n;
"""


def measure():
    with ExitStack() as stack:
        postgres, redis = stack.enter_context(servers())
        stages = {number: _filled(stack, postgres, redis, number) for number in (SMALL, LARGE)}
        print(f"The same requests with {SMALL:,} and {LARGE:,} stored submissions, in turns:")
        times = {number: {"draw": [], "hand in, until judged": [], "look": []} for number in stages}
        clients = {
            number: (
                Client(stage.port, stage.token),
                stack.enter_context(psycopg.connect(stage.site.environment["DATABASE_URL"], autocommit=True)),
            )
            for number, stage in stages.items()
        }
        for turn in range(-20, ROUNDS):
            for number, (client, connection) in clients.items():
                for name, seconds in _requests(client, connection, turn).items():
                    if turn >= 0:
                        times[number][name].append(1000 * seconds)
        for name in times[SMALL]:
            small, large = (statistics.median(times[number][name]) for number in (SMALL, LARGE))
            figure(f"{name}, p50, {SMALL:,} stored", small, "ms")
            figure(f"{name}, p50, {LARGE:,} stored", large, "ms")
            figure(f"{name}: large over small", large / small, "x", 1.2)
            tails = [percentile(times[number][name], 0.9) for number in (SMALL, LARGE)]
            print(f"  {name}, p90: {tails[0]:.1f} and {tails[1]:.1f} ms")


def _filled(stack, postgres, redis, number):
    name = f"with_{number}"
    with psycopg.connect(postgres.url, autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}")
    url = postgres.url.rpartition("/")[0] + f"/{name}"
    # Each site has a Redis database of its own.
    broker = redis.url.rpartition("/")[0] + ("/1" if number == SMALL else "/2")
    stage = Stage(stack, DATABASE_URL=url, CELERY_BROKER_URL=broker)
    with psycopg.connect(url, autocommit=True) as connection:
        for statement in filter(str.strip, FILL.split(";\n")):
            connection.execute(statement.replace("%(n)s", str(number)))
        connection.execute("VACUUM ANALYZE")
    stage.web()
    stage.workers(1)
    return stage


def _requests(client, connection, turn):
    """Seconds for drawing a question, for handing in until the verdict is there, and for reading it."""
    began = time.perf_counter()
    variant = json.loads(client.post("/api/v1/variants", {"kind": "output-size", "seed": turn + 100}))
    drawn = time.perf_counter()
    told = json.loads(client.post(f"/api/v1/variants/{variant['id']}/submissions", {"answer": turn}))
    while connection.execute(OWED).fetchone():
        time.sleep(0.0005)
    judged = time.perf_counter()
    client.get(f"/api/v1/submissions/{told['id']}")
    looked = time.perf_counter()
    return {"draw": drawn - began, "hand in, until judged": judged - drawn, "look": looked - judged}
