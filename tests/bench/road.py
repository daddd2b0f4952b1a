"""Answers through the whole road: POST, queue, worker, verdict row; against a view that inserts one row."""

import json
import os
import sqlite3
import statistics
import time
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from random import Random

import psycopg

from tests.bench.client import Client, all_sent, percentile
from tests.bench.stage import ExitStack, Stage, bare, figure, judged, servers, spent, spent_by, when_judged
from tests.journeys.site import Visitor

SOURCE = "def output_size(n, k, s, p, d):\n    return (n + 2 * p - d * (k - 1) - 1) // s + 1  # {}\n"


def measure(answers=1200, rounds=3, idle=60, code=480):
    with ExitStack() as stack:
        postgres, redis = stack.enter_context(servers())
        stage = Stage(stack, DATABASE_URL=postgres.url, CELERY_BROKER_URL=redis.url)
        stage.web()
        stage.workers()
        connection = stack.enter_context(psycopg.connect(postgres.url, autocommit=True))

        def ask(sql):
            return connection.execute(sql).fetchall()

        floor = bare(stack, postgres.url, stage.folder)
        services = (postgres.process, redis.process)
        print("Numbers, on PostgreSQL and Redis, web and workers with 2 processes each:")
        _warm(stage, ask)
        _ratio(stage, ask, services, floor, answers, rounds)
        print("The same, where each answer is the first to its variant, which stores a visitor and an attempt too:")
        _ratio(stage, ask, services, floor, answers, rounds, each=1)
        parts = dict(zip(("web", "workers"), stage.processes, strict=True))
        parts |= {"database": services[0], "queue": services[1]}
        _costs(stage, ask, parts, answers // 4)
        _idle(stage, ask, idle, "Redis", 40, 80)
        stage.workers(2, "code")
        _code(stage, ask, services, code)
        parts["workers"] = stage.processes[-1]
        _cost(stage, ask, parts, "code", _sources(stage, code // 4, 1000))
    with ExitStack() as stack:
        stage = Stage(stack)
        stage.web()
        stage.workers()
        print("Embedded, on SQLite:")
        file = stage.folder / "var" / "stridewise.sqlite3"
        connection = stack.enter_context(closing(sqlite3.connect(file, timeout=30, isolation_level=None)))

        def ask_file(sql):
            return connection.execute(sql).fetchall()

        _warm(stage, ask_file)
        _idle(stage, ask_file, idle, "embedded", 120, 200)


def _warm(stage, ask, jobs=None):
    """Wait until web and workers are there and have seen some work."""
    jobs, before = jobs or jobs_of(stage, 64, 50), judged(ask)
    all_sent(stage.port, stage.token, jobs)
    when_judged(ask, before + len(jobs), time.perf_counter())


def variants(stage, number, kind="output-size"):
    client = Client(stage.port, stage.token)
    return [json.loads(client.post("/api/v1/variants", {"kind": kind}))["id"] for _ in range(number)]


def jobs_of(stage, number, first, each=8):
    """So many answers, so many to each variant; one to each of them first, as nobody sends eight answers at once."""
    asked = variants(stage, -(-number // each))
    one_by_one = [(id, first + n) for n in range(each) for id in asked][:number]
    return [(f"/api/v1/variants/{id}/submissions", {"answer": answer}) for id, answer in one_by_one]


def _ratio(stage, ask, services, floor, answers, rounds, each=8):
    """Floor and road take turns, so that a slow moment of the machine meets both.

    The ratio of processor time is what a machine without other work comes to; wall time is shared with neighbours.
    """
    walls, cpus = {"floor": [], "web": [], "road": []}, {"floor": [], "road": []}
    port, process = floor
    for _ in range(rounds):
        jobs, before = jobs_of(stage, answers, 1, each), judged(ask)
        began, cpu = time.perf_counter(), spent(*services, *stage.processes)
        walls["web"].append(answers / all_sent(stage.port, stage.token, jobs))
        walls["road"].append(answers / when_judged(ask, before + answers, began))
        cpus["road"].append((spent(*services, *stage.processes) - cpu) / answers)
        # Three times as many requests: it is quick, and a short moment says little.
        cpu, many = spent(*services, process), 3 * answers
        walls["floor"].append(many / all_sent(port, "", [("/", {"answer": n}) for n in range(many)]))
        cpus["floor"].append((spent(*services, process) - cpu) / many)
    wall = {name: statistics.median(found) for name, found in walls.items()}
    cpu = {name: statistics.median(found) for name, found in cpus.items()}
    figure("bare view that inserts one row", wall["floor"], "1/s")
    figure("answers acknowledged", wall["web"], "1/s")
    figure("answers through the whole road", wall["road"], "1/s")
    figure("road over bare view, wall time", wall["road"] / wall["floor"], "x", 0.25, more_is_better=True)
    figure("processor time of the bare view, with database and client", 1000 * cpu["floor"], "ms")
    figure("processor time of an answer, with database, queue and client", 1000 * cpu["road"], "ms")
    figure("road over bare view, processor time", cpu["floor"] / cpu["road"], "x", 0.25, more_is_better=True)
    print("  rounds:", ", ".join(f"{one / other:.3f}" for one, other in zip(cpus["floor"], cpus["road"], strict=True)))


def _idle(stage, ask, number, name, p50, p95):
    """One answer at a time: from sending it until its verdict row can be read."""
    client, times = Client(stage.port, stage.token), []
    for path, body in jobs_of(stage, number, 100):
        before, began = judged(ask), time.perf_counter()
        client.post(path, body)
        while judged(ask) == before:
            time.sleep(0.001)
        times.append(1000 * (time.perf_counter() - began))
        time.sleep(0.02)
    figure(f"time to verdict, idle, {name}, p50", percentile(times, 0.5), "ms", p50)
    figure(f"time to verdict, idle, {name}, p95", percentile(times, 0.95), "ms", p95)


def _code(stage, ask, services, number):
    """The same submissions judged in the jail alone, in two processes, and through the road by two.

    So many that the beginning, when there is nothing to judge, and the end, when there is nothing to send, are short.
    """
    jobs = _sources(stage, number + 8, 0)
    _warm(stage, ask, jobs[:8])
    alone, road, cpu_alone, cpu_road = [], [], [], []
    for part in (jobs[8::2], jobs[9::2]):
        buried = _buried()
        with ProcessPoolExecutor(2) as pool:
            alone.append(2 * len(part) / max(pool.map(_in_the_jail, [len(part)] * 2)))
        cpu_alone.append((_buried() - buried) / (2 * len(part)))
        began, cpu = time.perf_counter(), spent(*services, *stage.processes)
        all_sent(stage.port, stage.token, part)
        road.append(len(part) / when_judged(ask, 0, began))
        cpu_road.append((spent(*services, *stage.processes) - cpu) / len(part))
    figure("code in the jail alone, all tests, 2 processes", statistics.mean(alone), "1/s")
    figure("code through the whole road, 2 processes", statistics.mean(road), "1/s")
    figure("road over jail, wall time", sum(road) / sum(alone), "x", 0.4, more_is_better=True)
    figure("road over jail, processor time", sum(cpu_alone) / sum(cpu_road), "x", 0.4, more_is_better=True)


def _buried():
    """Processor seconds of all processes that we started and that have ended, and of theirs."""
    times = os.times()
    return times.children_user + times.children_system


def _sources(stage, number, first):
    asked = variants(stage, number, "output_size")
    return [(f"/api/v1/variants/{id}/submissions", {"source": SOURCE.format(first + n)}) for n, id in enumerate(asked)]


def _costs(stage, ask, parts, number):
    """Where the processor time of one request goes, part by part."""
    jobs = jobs_of(stage, number, 30)
    _cost(stage, ask, parts, "answer", jobs)
    client = Client(stage.port, stage.token)
    told = json.loads(client.post(*jobs[0]))["id"]
    before = {name: spent_by(part) for name, part in parts.items()}
    for _ in range(number):
        client.get(f"/api/v1/submissions/{told}")
    _print_cost("look at a verdict", parts, before, number)
    site = Visitor(stage.site)
    site.open("/practice/output-size/1/1/")
    before = {name: spent_by(part) for name, part in parts.items()}
    for seed in range(2, 2 + number):
        site.open(f"/practice/output-size/1/{seed}/")
    _print_cost("page with a new question", parts, before, number)


def _cost(stage, ask, parts, name, jobs):
    before, began = {part: spent_by(process) for part, process in parts.items()}, time.perf_counter()
    all_sent(stage.port, stage.token, jobs)
    when_judged(ask, 0, began)
    _print_cost(name, parts, before, len(jobs))


def _print_cost(what, parts, before, number):
    each = {name: 1000 * (spent_by(part) - before[name]) / number for name, part in parts.items()}
    shares = ", ".join(f"{name} {value:.1f}" for name, value in each.items())
    figure(f"processor time, {what}", sum(each.values()), "ms")
    print(f"    of which {shares}")


def _in_the_jail(number):
    from exercises.problems import problems
    from grader.judging import judge_code
    from grader.sandbox import Jail

    with Jail() as jail:
        judge_code(problems()["output_size"], SOURCE.format("warm"), dice=Random(0), jail=jail)
        began = time.perf_counter()
        for n in range(number):
            judge_code(problems()["output_size"], SOURCE.format(n), dice=Random(n), jail=jail)
        return time.perf_counter() - began
