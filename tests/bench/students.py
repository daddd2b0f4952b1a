"""Two hundred students at once: each opens a question, thinks, answers, waits for the verdict, thinks, and goes on.

They come within one such round, so that the site has as much to do in the first seconds as later, and they come to a
site that has answered before: what a start costs is measured by itself.
"""

import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from random import Random

import psycopg

from tests.bench.client import percentile
from tests.bench.stage import ExitStack, Stage, figure, servers, spent_by
from tests.journeys.site import Visitor

STUDENTS, MINUTE, THINK = 200, 60.0, 2.0
KINDS = {
    "output-size": lambda n: [n],
    "pooling-size": lambda n: [n, n + 1],
    "dilation": lambda n: [n, n + 1],
    "full-shape": lambda n: [f"2, 3, {n}, {n}"],
}
"""What students practise, and answers of the right form, which are hardly ever right."""


def measure():
    with ExitStack() as stack:
        postgres, redis = stack.enter_context(servers())
        stage = Stage(stack, DATABASE_URL=postgres.url, CELERY_BROKER_URL=redis.url)
        stage.web()
        stage.workers()
        print(f"{STUDENTS} students for {MINUTE:.0f} s, {THINK:.0f} s of thought before each click:")
        figure("the first page after a start", _started(stage.site), "ms")
        groups = dict(zip(("web", "workers"), stage.processes, strict=True))
        groups |= {"database": postgres.process, "queue": redis.process}
        before, mine, seen = {name: spent_by(one) for name, one in groups.items()}, time.process_time(), Seen()
        began = time.monotonic()
        until = began + MINUTE
        threads = [threading.Thread(target=_practise, args=(stage.site, n, until, seen)) for n in range(STUDENTS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        took = time.monotonic() - began
        shares = {name: (spent_by(one) - before[name]) / took for name, one in groups.items()}
        shares["the students themselves"] = (time.process_time() - mine) / took
        with psycopg.connect(postgres.url) as connection:
            [(without,)] = connection.execute("SELECT COUNT(*) FROM attempts_submission WHERE state <> 'done'")
        figure("errors", len(seen.errors) + without, "", 0)
        figure("pages and answers served", len(seen.pages) + len(seen.verdicts), "")
        figure("page, p50", percentile(seen.pages, 0.5), "ms")
        figure("page, p95", percentile(seen.pages, 0.95), "ms", 300)
        figure("verdict, from the click until it is read, p50", percentile(seen.verdicts, 0.5), "ms")
        figure("verdict, p95", percentile(seen.verdicts, 0.95), "ms", 1000)
        print("  cores in use: " + ", ".join(f"{name} {share:.2f}" for name, share in shares.items()))
        for error in seen.errors[:3]:
            print("  ", error)


class Seen:
    """What the students saw, in milliseconds."""

    def __init__(self):
        self.pages, self.verdicts, self.errors = [], [], []


def _started(site):
    """Milliseconds until a site that has just been started has shown its first page; all its processes then work."""
    began = time.perf_counter()
    Visitor(site).open("/practice/output-size/1/1/")
    took = 1000 * (time.perf_counter() - began)
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(lambda n: Visitor(site).open(f"/practice/{list(KINDS)[n % len(KINDS)]}/1/1/"), range(64)))
    return took


def _practise(site, number, until, seen):
    dice, visitor = Random(number), Visitor(site)
    time.sleep(dice.uniform(0, 2 * THINK))  # a class does not click in step
    while time.monotonic() < until:
        try:
            began = time.perf_counter()
            kind = dice.choice(list(KINDS))
            visitor.open(f"/practice/{kind}/1/{dice.randrange(1, 10_000)}/")
            seen.pages.append(1000 * (time.perf_counter() - began))
            time.sleep(THINK)
            began = time.perf_counter()
            page = visitor.answer(*KINDS[kind](dice.randrange(1, 60)))
            assert 'class="problem"' not in page, f"an answer to {kind} could not be read"
            _wait(visitor, page)
            seen.verdicts.append(1000 * (time.perf_counter() - began))
        except Exception as error:
            seen.errors.append(f"{type(error).__name__}: {error}")
        time.sleep(THINK)


def _wait(visitor, page):
    """Look again as the page says, as a browser would."""
    for _ in range(200):
        waiting = re.search(r'hx-get="(/submissions/[^"]+)" hx-trigger="load delay:([\d.]+)(m?s)"', page)
        if not waiting:
            return
        time.sleep(float(waiting[2]) / (1000 if waiting[3] == "ms" else 1))
        page = visitor.get(waiting[1], **{"HX-Request": "true"})
    raise AssertionError("no verdict")
